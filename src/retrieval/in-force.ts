// The home of what new answers may still rest on: documents nothing has taken the place of, and law versions in force.

import type { DocumentHeader, Passage, Source } from '../domain.ts';

/**
 * Whether new answers may rest on a passage. What is no longer in force stays in the index for old
 * citations and source pages. A passage that rests on several sources stands as long as one of them does.
 */
export function isInForce(
  { passage, document }: { readonly passage: Passage; readonly document: DocumentHeader },
  now: Date,
): boolean {
  const { references } = passage;
  return (
    stands(document, now) &&
    (references.length === 0 || references.some(({ source }) => stands(source, now)))
  );
}

/** Whether a document or a source's version is neither superseded nor past its last day. */
export function stands(
  { supersededBy, validUntil }: Pick<DocumentHeader | Source, 'supersededBy' | 'validUntil'>,
  now: Date,
): boolean {
  return (
    supersededBy === undefined && (validUntil === undefined || chongqingDay(now) <= validUntil)
  );
}

/** The ISO date in Chongqing, UTC+8 the whole year. */
export function chongqingDay(now: Date): string {
  return new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

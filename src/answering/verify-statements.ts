// The home of the promise that nothing is invented: what does not stand in the cited passages is dropped. Pure.

import type { DocumentHeader, Passage } from '../domain.ts';
import { findFigures } from './figures.ts';

/** A statement about to be shown, with the passages it claims to rest on. */
export interface Claim {
  readonly text: string;
  readonly passageIds: readonly string[];
}

export interface Evidence {
  readonly passage: Passage;
  readonly document: DocumentHeader;
}

export interface Verification<C extends Claim> {
  readonly kept: readonly C[];
  /** Why each of the others was dropped, for the log. */
  readonly dropped: readonly { readonly claim: C; readonly reason: string }[];
}

/**
 * Keeps a claim when it cites at least one passage, only passages retrieved for this question, and
 * every figure of it stands in what it cites (design, invariants 1 and 2).
 * @param evidence the passages retrieved for this question, by id.
 */
export function verifyStatements<C extends Claim>(
  claims: readonly C[],
  evidence: ReadonlyMap<string, Evidence>,
): Verification<C> {
  const kept: C[] = [];
  const dropped: { claim: C; reason: string }[] = [];
  for (const claim of claims) {
    const reason = findFault(claim, evidence);
    if (reason === undefined) kept.push(claim);
    else dropped.push({ claim, reason });
  }
  return { kept, dropped };
}

function findFault(claim: Claim, evidence: ReadonlyMap<string, Evidence>): string | undefined {
  if (claim.passageIds.length === 0) return 'no citation';
  const texts: string[] = [];
  for (const id of claim.passageIds) {
    const found = evidence.get(id);
    if (!found) return `cites ${id}, which was not retrieved`;
    texts.push(evidenceText(found));
  }
  const allowed = new Set(
    findFigures(texts.join('\n')).map(({ kind, value }) => `${kind} ${value}`),
  );
  const foreign = findFigures(claim.text).find(
    ({ kind, value }) => !allowed.has(`${kind} ${value}`),
  );
  return foreign ? `${foreign.kind} "${foreign.value}" is not in the cited passage` : undefined;
}

/** All that a citation of this passage shows: its text, where it stands, and the articles it rests on. */
function evidenceText({ passage, document }: Evidence): string {
  return [
    ...passage.headings,
    passage.text,
    ...passage.references.flatMap(({ source, articles }) => [
      `《${source.title}》《${source.name}》`,
      articles.join('、'),
      source.version,
      source.url,
    ]),
    `《${document.title}》`,
    document.year === undefined ? '' : `${document.year}年`,
    document.published,
    document.url,
  ].join('\n');
}

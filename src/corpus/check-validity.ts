// The home of what `corpus check` says of documents and law versions that are no longer in force.

import type { Source } from '../domain.ts';
import type { Problem } from './corpus-error.ts';
import type { CorpusDocument } from './read-markdown.ts';

export interface ValidityCheck {
  /** What has to be put right. */
  readonly problems: readonly Problem[];
  /** What has run out and waits for somebody to look at it. */
  readonly expired: readonly Problem[];
}

/** @param today ISO date that `valid-until` is held against. */
export function checkValidity(documents: readonly CorpusDocument[], today: string): ValidityCheck {
  const problems: Problem[] = [];
  const expired: Problem[] = [];
  const successors = new Map(documents.map(({ id, supersededBy }) => [id, supersededBy]));
  for (const { id, file, supersededBy, validUntil, passages } of documents) {
    if (supersededBy !== undefined) {
      if (!successors.has(supersededBy)) {
        const message = `superseded-by“${supersededBy}”没有这份文档，改成代替它的那份文档的 id`;
        problems.push({ file, message });
      } else if (leadsBack(id, successors)) {
        problems.push({ file, message: `superseded-by“${supersededBy}”绕回了自己，改掉其中一处` });
      }
      continue;
    }
    if (validUntil !== undefined && validUntil < today) {
      expired.push({
        file,
        message: `valid-until ${validUntil} 已过，新的回答不再用它：写 superseded-by，或者核对后改日期`,
      });
    }
    const outdated = new Map<string, Source>();
    for (const { source } of passages.flatMap(({ references }) => references)) {
      if (source.supersededBy !== undefined || (source.validUntil ?? today) < today) {
        outdated.set(source.name, source);
      }
    }
    for (const { name, supersededBy: successor } of outdated.values()) {
      const instead = successor === undefined ? '' : `，现在是“${successor}”`;
      expired.push({ file, message: `依据的“${name}”已经失效${instead}，改写依据和正文` });
    }
  }
  return { problems, expired };
}

function leadsBack(id: string, successors: ReadonlyMap<string, string | undefined>): boolean {
  const seen = new Set<string>();
  for (let at: string | undefined = id; at !== undefined; at = successors.get(at)) {
    if (seen.has(at)) return true;
    seen.add(at);
  }
  return false;
}

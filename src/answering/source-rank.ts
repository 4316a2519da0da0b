// The home of whose word counts where two sources contradict each other: a plain order, and the newer within it. Pure.

import type { DocumentHeader, Passage, Source } from '../domain.ts';

export interface PassageOfDocument {
  readonly passage: Passage;
  readonly document: DocumentHeader;
}

/** Law in the order of 立法法 (2023) art. 98 to 100, then what public bodies say of their own work, then what they explain. */
const order = [
  'law',
  'regulation',
  'interpretation',
  'local',
  'report',
  'page',
] as const satisfies readonly Source['kind'][];
/** Whose reports and pages are official: governments, offices, courts, commissions. */
const publicBody = /政府|委员会|国务院|人大|法院|检察院|(?:街道|办事处|局|厅|部)$/;

/** @returns 0 for the highest; of a passage with several sources the best one's place. */
function rankOf({ passage }: PassageOfDocument): number {
  const places = passage.references.map(({ source: { kind, publisher } }) =>
    (kind === 'report' || kind === 'page') && !publicBody.test(publisher)
      ? order.length
      : order.indexOf(kind),
  );
  return Math.min(order.length, ...places);
}

/** @returns below 0 when `one` counts, above 0 when `other` does, 0 when neither stands above the other. */
export function compareSources(one: PassageOfDocument, other: PassageOfDocument): number {
  const byRank = rankOf(one) - rankOf(other);
  const [published, before] = [one.document.published, other.document.published];
  if (byRank !== 0 || published === before || published === '' || before === '') return byRank;
  return published > before ? -1 : 1;
}

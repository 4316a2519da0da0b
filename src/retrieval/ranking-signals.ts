// The home of what speaks for a passage besides its vectors, and of how much each signal counts.

import type { NearQuestion, WeighedTerm } from './asked-questions.ts';
import { highest } from './highest.ts';
import type { LexicalIndex } from './lexical-index.ts';

/**
 * How much each signal counts. `scripts/fit-ranking.ts` fits them to questions whose passages are known;
 * golden questions decide where the two disagree (docs/retrieval.md). A passage that says all that is
 * asked nears 1.
 */
export const rankingWeights = {
  lexical: 0.75,
  neighbour: 0.05,
  document: 0.05,
  vector: 0.25,
} as const;

/** Figures from 0 to 1; what a map does not name has 0. */
export interface RankingSignals {
  /** BM25F with learned term weights, one a passage: the index's own array, until its next question. */
  readonly lexical: Float32Array;
  /** Places of the best of them, best first. */
  readonly strong: readonly number[];
  /** By place: the best of the passages beside it in its document, if that is among the best of all. */
  readonly neighbour: ReadonlyMap<number, number>;
  /** By number of a document: how much the nearest residents' questions are about it. */
  readonly document: ReadonlyMap<number, number>;
}

/** Questions that vote for the documents of their passages. */
const voters = 30;
/** This many of the best passages speak for those beside them, `reach` before and after. */
const strongest = 300;
const reach = 2;
/** More than single precision loses. */
const rounding = 1e-6;

/** @param query the question in the corpus's words, weighed by the same index. */
export function rankingSignals(index: LexicalIndex, query: readonly WeighedTerm[]): RankingSignals {
  const lexical = index.scores(query);
  const strong = highest(lexical, strongest);
  return {
    lexical,
    strong,
    neighbour: neighbourScores(lexical, strong, index.documents),
    document: documentVotes(index.documents, index.asked.nearest(query, voters)),
  };
}

/** What its document and its neighbours add to the score of the passage at a place. */
export function surroundings(
  { neighbour, document }: RankingSignals,
  index: LexicalIndex,
  place: number,
): number {
  return (
    rankingWeights.neighbour * (neighbour.get(place) ?? 0) +
    rankingWeights.document * (document.get(index.documents[place] ?? 0) ?? 0)
  );
}

/** What the best document and the best neighbour, be they of different passages, would add. */
export function bestSurroundings({ neighbour, document }: RankingSignals): number {
  return (
    rankingWeights.neighbour * Math.max(0, ...neighbour.values()) +
    rankingWeights.document * Math.max(0, ...document.values())
  );
}

/**
 * A score that the `count` best exceed: as many have it by words alone, and no other signal takes away.
 * Finding them is quicker from there than from nothing. Asked before the signals are fused.
 */
export function scoreFloor({ lexical, strong }: RankingSignals, count: number): number {
  const last = strong[count - 1];
  return last === undefined ? -1 : (1 - rounding) * rankingWeights.lexical * (lexical[last] ?? 0);
}

/** Adds them up, in the array of the lexical ones. @returns one score a passage. */
export function fuseSignals(
  { lexical: scores, neighbour, document }: RankingSignals,
  index: LexicalIndex,
): Float32Array {
  for (let place = 0; place < scores.length; place += 1)
    scores[place] = rankingWeights.lexical * (scores[place] ?? 0);
  for (const [number, share] of document) {
    const [first, end] = index.placesOf(number);
    for (let place = first; place < end; place += 1)
      scores[place] = (scores[place] ?? 0) + rankingWeights.document * share;
  }
  for (const [place, score] of neighbour)
    scores[place] = (scores[place] ?? 0) + rankingWeights.neighbour * score;
  return scores;
}

/** Square roots of each document's share of the votes; a question's vote is its squared similarity. */
function documentVotes(documents: Uint32Array, nearest: readonly NearQuestion[]) {
  const votes = new Map<number, number>();
  const all = nearest.reduce((sum, { similarity }) => sum + similarity ** 2, 0);
  for (const { similarity, passages } of nearest) {
    const vote = similarity ** 2 / all / passages.length;
    for (const place of passages) {
      const document = documents[place] ?? 0;
      votes.set(document, (votes.get(document) ?? 0) + vote);
    }
  }
  for (const [document, share] of votes) votes.set(document, Math.sqrt(share));
  return votes;
}

function neighbourScores(lexical: Float32Array, strong: readonly number[], documents: Uint32Array) {
  const scores = new Map<number, number>();
  for (const place of strong) {
    const score = lexical[place] ?? 0;
    const last = Math.min(lexical.length - 1, place + reach);
    for (let beside = Math.max(0, place - reach); beside <= last; beside += 1) {
      if (beside === place || documents[beside] !== documents[place]) continue;
      scores.set(beside, Math.max(scores.get(beside) ?? 0, score));
    }
  }
  return scores;
}

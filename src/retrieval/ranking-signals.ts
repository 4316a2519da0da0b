// The home of what speaks for a passage besides its vectors, and of how much each signal counts.

import type { NearQuestion } from './asked-questions.ts';
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

/** One figure a passage, 0 to 1. */
export interface RankingSignals {
  /** BM25F with learned term weights. */
  readonly lexical: Float32Array;
  /** The best of the passages beside it in its document, if that is among the best of all. */
  readonly neighbour: Float32Array;
  /** How much the nearest residents' questions are about its document. */
  readonly document: Float32Array;
}

/** Questions that vote for the documents of their passages. */
const voters = 30;
/** This many of the best passages speak for those beside them, `reach` before and after. */
const strong = 300;
const reach = 2;

/** @param canonical the question in the corpus's words. */
export function rankingSignals(index: LexicalIndex, canonical: string): RankingSignals {
  const query = index.weigh(canonical);
  const lexical = index.scores(query);
  return {
    lexical,
    neighbour: neighbourScores(lexical, index.documents),
    document: documentVotes(index.documents, index.asked.nearest(query, voters)),
  };
}

/** What a passage's document and neighbours add to its score. */
export function surroundings({ neighbour, document }: RankingSignals): Float32Array {
  const scores = new Float32Array(neighbour.length);
  for (let place = 0; place < scores.length; place += 1) {
    scores[place] =
      rankingWeights.neighbour * (neighbour[place] ?? 0) +
      rankingWeights.document * (document[place] ?? 0);
  }
  return scores;
}

/** What the best document and the best neighbour, be they of different passages, would add. */
export function bestSurroundings({ neighbour, document }: RankingSignals): number {
  const best = (scores: Float32Array) => scores.reduce((most, score) => Math.max(most, score), 0);
  return rankingWeights.neighbour * best(neighbour) + rankingWeights.document * best(document);
}

/** Square roots of each document's share of the votes; a question's vote is its squared similarity. */
function documentVotes(documents: Uint32Array, nearest: readonly NearQuestion[]): Float32Array {
  const votes = new Float32Array((documents.at(-1) ?? -1) + 1);
  const all = nearest.reduce((sum, { similarity }) => sum + similarity ** 2, 0);
  for (const { similarity, passages } of nearest) {
    const vote = similarity ** 2 / all / passages.length;
    for (const place of passages) {
      const document = documents[place] ?? 0;
      votes[document] = (votes[document] ?? 0) + vote;
    }
  }
  const roots = votes.map(Math.sqrt);
  const scores = new Float32Array(documents.length);
  for (let place = 0; place < scores.length; place += 1)
    scores[place] = roots[documents[place] ?? 0] ?? 0;
  return scores;
}

function neighbourScores(lexical: Float32Array, documents: Uint32Array): Float32Array {
  const scores = new Float32Array(lexical.length);
  for (const place of highest(lexical, strong)) {
    const score = lexical[place] ?? 0;
    const last = Math.min(lexical.length - 1, place + reach);
    for (let beside = Math.max(0, place - reach); beside <= last; beside += 1) {
      if (beside === place || documents[beside] !== documents[place]) continue;
      scores[beside] = Math.max(scores[beside] ?? 0, score);
    }
  }
  return scores;
}

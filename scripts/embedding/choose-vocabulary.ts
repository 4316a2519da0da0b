// The home of which terms get a vector: the most frequent ones, so that the file stays small.

import { candidateTerms } from '../../src/retrieval/term-bag.ts';

export interface Vocabulary {
  /** Places of terms, the most frequent first. */
  readonly places: ReadonlyMap<string, number>;
  /** Inverse document frequency by place. */
  readonly weights: Float32Array;
}

/** A question weighs as much as so many articles: residents' words are rare in laws. */
const questionWeight = 3;

/** @param size as many terms at most. */
export function chooseVocabulary(
  articles: Iterable<string>,
  questions: Iterable<string>,
  size: number,
): Vocabulary {
  const counts = new Map<string, number>();
  let texts = 0;
  const count = (text: string, weight: number) => {
    texts += 1;
    for (const term of new Set(candidateTerms(text)))
      counts.set(term, (counts.get(term) ?? 0) + weight);
  };
  for (const text of articles) count(text, 1);
  for (const text of questions) count(text, questionWeight);
  const chosen = [...counts]
    // By code unit where equally frequent: the same vocabulary on every machine.
    .sort(([a, more], [b, less]) => less - more || (a < b ? -1 : 1))
    .slice(0, size);
  return {
    places: new Map(chosen.map(([term], place) => [term, place])),
    weights: Float32Array.from(chosen, ([, frequency]) => Math.log(1 + texts / frequency)),
  };
}

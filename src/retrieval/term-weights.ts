// The home of how much a question's term tells: rarity, corrected by what questions with known passages show.

/**
 * Every approved question is a query whose relevant passages are known. Relevance weight of a term
 * (Robertson, Sparck Jones: "Relevance weighting of search terms", JASIS 1976) with a prior worth
 * `priorCount` questions: idf + logit(p) − logit(prior share), where p is the share of questions with the
 * term whose passages say it too. A term no question has keeps its idf; one that passages never repeat
 * ("怎么办") ends at 0.
 */
const priorShare = 0.3;
const priorCount = 5;

export interface TaughtQuestion {
  /** Each once. */
  readonly terms: readonly number[];
  /** For each term the share of the question's passages that say it. */
  readonly shares: readonly number[];
}

/** @returns one weight a term, 0 or more. */
export function learnTermWeights(
  idf: Float32Array,
  questions: readonly TaughtQuestion[],
): Float32Array {
  const asked = new Float32Array(idf.length);
  const said = new Float32Array(idf.length);
  for (const { terms, shares } of questions) {
    for (const [index, term] of terms.entries()) {
      asked[term] = (asked[term] ?? 0) + 1;
      said[term] = (said[term] ?? 0) + (shares[index] ?? 0);
    }
  }
  return idf.map((rarity, term) => {
    const share = ((said[term] ?? 0) + priorCount * priorShare) / ((asked[term] ?? 0) + priorCount);
    return Math.max(0, rarity + logit(share) - logit(priorShare));
  });
}

function logit(share: number): number {
  return Math.log(share / (1 - share));
}

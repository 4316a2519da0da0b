// The home of agreement between two reviewers beyond what chance alone brings.

export interface Agreement {
  /** Answers that two reviewers judged. */
  readonly pairs: number;
  /** Share of pairs with the same judgement, 0 to 1; absent without pairs. */
  readonly observed?: number;
  /** Absent without pairs, and when both only ever used one and the same judgement. */
  readonly kappa?: number;
}

/**
 * Cohen's kappa, (observed − expected) / (1 − expected), where expected is the sum over judgements of
 * both raters' shares multiplied. J. Cohen, A coefficient of agreement for nominal scales,
 * Educational and Psychological Measurement 20 (1960), 37–46, https://doi.org/10.1177/001316446002000104.
 */
export function cohensKappa(pairs: readonly (readonly [string, string])[]): Agreement {
  if (pairs.length === 0) return { pairs: 0 };
  const share = (matches: (pair: readonly [string, string]) => boolean) =>
    pairs.filter(matches).length / pairs.length;
  const observed = share(([first, second]) => first === second);
  const judgements = new Set(pairs.flat());
  const expected = [...judgements].reduce(
    (sum, judgement) =>
      sum + share(([first]) => first === judgement) * share(([, second]) => second === judgement),
    0,
  );
  const agreement = { pairs: pairs.length, observed };
  return judgements.size === 1
    ? agreement
    : { ...agreement, kappa: (observed - expected) / (1 - expected) };
}

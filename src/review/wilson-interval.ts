// The home of how far a share found in a sample may be from the true one.

export interface EstimatedShare {
  readonly count: number;
  readonly of: number;
  readonly share: number;
  /** Ends of the 95 % confidence interval. */
  readonly low: number;
  readonly high: number;
}

/** Normal quantile of a two-sided 95 % interval. */
const z = 1.959964;

/**
 * Score interval of a binomial share; holds for small samples and shares near 0, where the plain one
 * does not. E. B. Wilson, Probable inference, the law of succession, and statistical inference,
 * Journal of the American Statistical Association 22 (1927), 209–212, https://doi.org/10.1080/01621459.1927.10502953.
 * @returns nothing for an empty sample.
 */
export function wilsonInterval(count: number, of: number): EstimatedShare | undefined {
  if (of === 0) return undefined;
  const share = count / of;
  const square = z ** 2 / of;
  const middle = (share + square / 2) / (1 + square);
  const reach = (z / (1 + square)) * Math.sqrt((share * (1 - share)) / of + square / (4 * of));
  return {
    count,
    of,
    share,
    low: Math.max(0, middle - reach),
    high: Math.min(1, middle + reach),
  };
}

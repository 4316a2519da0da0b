// The home of the quantiles that benchmarks under load print.

/** @returns the smallest value that at least this share of the values does not exceed, rounded to milliseconds. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0);
}

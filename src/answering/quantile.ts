// The home of how a spread of measurements is told in one number.

/** @param part 0.5 for the median. @returns 0 when nothing was measured. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}

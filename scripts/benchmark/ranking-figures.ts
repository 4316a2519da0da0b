// The home of how good and how fast rankings are: recall, reciprocal rank, quantiles of time.

const depths = [5, 10, 20, 100] as const;

export class RankingFigures {
  readonly #recall = new Map<number, number>(depths.map((depth) => [depth, 0]));
  readonly #times: number[] = [];
  #reciprocalRank = 0;

  /** @param ids best first. @param ms what finding them took. */
  add(ids: readonly string[], relevant: ReadonlySet<string>, ms: number): void {
    this.#times.push(ms);
    for (const [depth, sum] of this.#recall) {
      const found = ids.slice(0, depth).filter((id) => relevant.has(id)).length;
      this.#recall.set(depth, sum + found / relevant.size);
    }
    const first = ids.slice(0, 10).findIndex((id) => relevant.has(id));
    if (first >= 0) this.#reciprocalRank += 1 / (first + 1);
  }

  summary() {
    const count = Math.max(1, this.#times.length);
    const mean = (sum = 0) => Number((sum / count).toFixed(4));
    return {
      quality: {
        ...Object.fromEntries(
          depths.map((depth) => [`recall@${depth}`, mean(this.#recall.get(depth))]),
        ),
        'mrr@10': mean(this.#reciprocalRank),
      },
      speed: { p50Ms: this.#quantile(0.5), p95Ms: this.#quantile(0.95) },
    };
  }

  #quantile(share: number): number {
    const sorted = [...this.#times].sort((a, b) => a - b);
    const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
    return Number(value.toFixed(2));
  }
}

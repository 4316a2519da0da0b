// The home of fitting a linear ranking: weights under which the right passages of each question stand out.

/** One question: its candidates' signals, and which of them are right. */
export interface JudgedQuestion {
  readonly candidates: readonly (readonly number[])[];
  readonly isRight: readonly boolean[];
}

const steps = 600;
const rate = 0.5;
const decay = 1e-3;

/**
 * Listwise softmax regression (ListNet: Cao et al., "Learning to rank", ICML 2007) by gradient descent from
 * zero over signals of unit deviation, in a fixed order: the same questions give the same weights.
 * @returns one weight a signal, at its own scale.
 */
export function fitWeights(questions: readonly JudgedQuestion[], signals: number): number[] {
  const usable = questions.filter(({ isRight }) => isRight.includes(true));
  const rows = usable.flatMap(({ candidates }) => candidates);
  const indexes = [...Array(signals).keys()];
  const deviations = indexes.map((signal) => {
    const values = rows.map((row) => row[signal] ?? 0);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    return Math.sqrt(variance) || 1;
  });
  let weights = indexes.map(() => 0);
  for (let step = 0; step < steps; step += 1) {
    const gradient = indexes.map(() => 0);
    for (const { candidates, isRight } of usable) {
      const scores = candidates.map((row) =>
        row.reduce(
          (sum, value, signal) =>
            sum + ((weights[signal] ?? 0) * value) / (deviations[signal] ?? 1),
          0,
        ),
      );
      const best = Math.max(...scores);
      const powers = scores.map((score) => Math.exp(score - best));
      const all = powers.reduce((sum, power) => sum + power, 0);
      const right = isRight.filter(Boolean).length;
      for (const [index, row] of candidates.entries()) {
        const surprise = (isRight[index] ? 1 / right : 0) - (powers[index] ?? 0) / all;
        for (const signal of indexes)
          gradient[signal] =
            (gradient[signal] ?? 0) + (surprise * (row[signal] ?? 0)) / (deviations[signal] ?? 1);
      }
    }
    weights = weights.map(
      (weight, signal) =>
        weight + rate * ((gradient[signal] ?? 0) / usable.length - decay * weight),
    );
  }
  return weights.map((weight, signal) => weight / (deviations[signal] ?? 1));
}

// The home of fitting a probability: logistic regression over a few signals.

/** Signals of one question, and whether it came out right. */
export interface JudgedSignals {
  readonly signals: readonly number[];
  readonly isRight: boolean;
}

export interface Fitted {
  readonly weights: readonly number[];
  readonly bias: number;
}

const steps = 4000;
const rate = 2;
/** So little that it only keeps a signal that never varies at 0. */
const decay = 1e-3;

export function probabilityOf(signals: readonly number[], { weights, bias }: Fitted): number {
  const sum = signals.reduce((all, value, index) => all + value * (weights[index] ?? 0), bias);
  return 1 / (1 + Math.exp(-sum));
}

/**
 * Platt's scaling (Platt: "Probabilistic outputs for support vector machines", 1999), with several signals,
 * by gradient descent from zero: the same questions give the same numbers.
 */
export function fitProbability(judged: readonly JudgedSignals[]): Fitted {
  const count = judged[0]?.signals.length ?? 0;
  const means = Array.from({ length: count }, (_, index) =>
    judged.reduce((sum, { signals }) => sum + (signals[index] ?? 0) / judged.length, 0),
  );
  const centred = judged.map(({ signals, isRight }) => ({
    signals: signals.map((value, index) => value - (means[index] ?? 0)),
    isRight,
  }));
  let fitted: Fitted = { weights: means.map(() => 0), bias: 0 };
  for (let step = 0; step < steps; step += 1) {
    const slopes = means.map(() => 0);
    let slope = 0;
    for (const { signals, isRight } of centred) {
      const surprise = (isRight ? 1 : 0) - probabilityOf(signals, fitted);
      slope += surprise / centred.length;
      for (const [index, value] of signals.entries())
        slopes[index] = (slopes[index] ?? 0) + (surprise * value) / centred.length;
    }
    fitted = {
      weights: fitted.weights.map(
        (weight, index) => weight + rate * ((slopes[index] ?? 0) - decay * weight),
      ),
      bias: fitted.bias + rate * slope,
    };
  }
  const shift = fitted.weights.reduce(
    (sum, weight, index) => sum + weight * (means[index] ?? 0),
    0,
  );
  return { weights: fitted.weights, bias: fitted.bias - shift };
}

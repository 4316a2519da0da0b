import { expect, test } from 'vitest';
import { fitProbability, probabilityOf } from '../../scripts/benchmark/fit-probability.ts';
import { createRandom } from '../../scripts/embedding/random.ts';

/** Right with the probability that the first signal says; the second says nothing. */
const random = createRandom(3);
const judged = Array.from({ length: 500 }, () => {
  const signals = [random(), random()];
  const chance = 1 / (1 + Math.exp(-(6 * (signals[0] ?? 0) - 3)));
  return { signals, isRight: random() < chance };
});

test('what is said to be likely comes true as often as it is said', () => {
  const fitted = fitProbability(judged);
  for (const [low, high] of [
    [0, 0.3],
    [0.3, 0.7],
    [0.7, 1],
  ] as const) {
    const within = judged.filter(({ signals }) => {
      const said = probabilityOf(signals, fitted);
      return said >= low && said < high;
    });
    const said = within.reduce((sum, { signals }) => sum + probabilityOf(signals, fitted), 0);
    const right = within.filter(({ isRight }) => isRight).length;
    expect(Math.abs(said - right) / within.length).toBeLessThan(0.06);
  }
  expect(fitted.weights[0]).toBeGreaterThan(4);
  expect(Math.abs(fitted.weights[1] ?? 1)).toBeLessThan(1);
});

test('a signal that never varies counts nothing', () => {
  const flat = judged.map(({ signals, isRight }) => ({ signals: [signals[0] ?? 0, 0], isRight }));
  expect(fitProbability(flat).weights[1]).toBe(0);
});

import { expect, test } from 'vitest';
import { fitWeights } from '../../scripts/benchmark/fit-weights.ts';

test('a signal that tells right from wrong gets the weight, one that tells nothing hardly any', () => {
  const questions = Array.from({ length: 20 }, (_, number) => ({
    candidates: [
      [0.9, number % 2],
      [0.2, 1 - (number % 2)],
      [0.1, 0.5],
    ],
    isRight: [true, false, false],
  }));
  const [telling = 0, silent = 1] = fitWeights(questions, 2);
  expect(telling).toBeGreaterThan(1);
  expect(Math.abs(silent)).toBeLessThan(0.01);
});

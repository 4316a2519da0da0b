import { expect, test } from 'vitest';
import { cohensKappa } from '../../src/review/kappa.ts';

function pairsOf(table: Readonly<Record<string, number>>) {
  return Object.entries(table).flatMap(([key, count]) => {
    const [first = '', second = ''] = key.split('/');
    return Array.from({ length: count }, () => [first, second] as const);
  });
}

/** 50 grant proposals read by two people, https://en.wikipedia.org/wiki/Cohen%27s_kappa#Simple_example. */
test('a published example has its published kappa', () => {
  const { pairs, observed, kappa } = cohensKappa(
    pairsOf({ 'yes/yes': 20, 'yes/no': 5, 'no/yes': 10, 'no/no': 15 }),
  );
  expect(pairs).toBe(50);
  expect(observed).toBeCloseTo(0.7);
  expect(kappa).toBeCloseTo(0.4);
});

// Shares .5 .3 .2 and .4 .4 .2: expected .2 + .12 + .04 = .36, observed .7, so .34 / .64.
test('three judgements give what the formula gives by hand', () => {
  const { kappa } = cohensKappa(
    pairsOf({ 'a/a': 4, 'a/b': 1, 'b/b': 2, 'b/c': 1, 'c/c': 1, 'c/b': 1 }),
  );
  expect(kappa).toBeCloseTo(0.34 / 0.64);
});

test('agreement that chance alone would bring is 0, opposite judgements are below', () => {
  const chance = cohensKappa(pairsOf({ 'a/a': 1, 'a/b': 1, 'b/a': 1, 'b/b': 1 }));
  expect(chance.kappa).toBeCloseTo(0);
  expect(cohensKappa(pairsOf({ 'a/b': 1, 'b/a': 1 })).kappa).toBeCloseTo(-1);
});

test('without pairs, and with one judgement throughout, there is no kappa', () => {
  expect(cohensKappa([])).toEqual({ pairs: 0 });
  expect(cohensKappa(pairsOf({ 'right/right': 3 }))).toEqual({ pairs: 3, observed: 1 });
});

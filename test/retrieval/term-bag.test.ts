import { expect, test } from 'vitest';
import { bagOf, candidateTerms } from '../../src/retrieval/term-bag.ts';

test('Chinese gives every run of characters that can be a term, the rest whole words', () => {
  expect([...candidateTerms('离婚 ＷｉＦｉ，12348')]).toEqual([
    '离',
    '离婚',
    '婚',
    'wifi',
    '12348',
  ]);
});

test('terms outside the vocabulary are left out, repeated ones count by the logarithm', () => {
  const { places, counts } = bagOf('离婚离婚', new Map([['离婚', 7]]));
  expect([...places]).toEqual([7]);
  expect(counts[0]).toBeCloseTo(1 + Math.log(2), 6);
});

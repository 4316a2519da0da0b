import fc from 'fast-check';
import { expect, test } from 'vitest';
import { highest } from '../../src/retrieval/highest.ts';

test('the best places are those a full sort would put first', () => {
  const values = fc.array(fc.integer({ min: -3, max: 12 }));
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 9 }), (list, count) => {
      const scores = Float32Array.from(list);
      const sorted = [...scores.keys()]
        .filter((place) => (scores[place] ?? 0) > 0)
        .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
      expect(highest(scores, count)).toEqual(sorted.slice(0, count));
    }),
  );
});

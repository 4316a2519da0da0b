import { expect, test } from 'vitest';
import { PassageVectors, toUnitLength } from '../../src/retrieval/passage-vectors.ts';

const rows = [
  [3, 4],
  [0, 2],
  [1, 0],
].map(toUnitLength);
const vectors = new PassageVectors(
  Uint32Array.of(0, 1, 1),
  Float32Array.from(rows.flatMap((row) => [...row])),
);

test('a passage is as near as the nearer of its vectors', () => {
  const query = toUnitLength([5, 0]);
  expect(vectors.similarity(query, 0)).toBeCloseTo(0.6, 6);
  expect(vectors.similarity(query, 1)).toBeCloseTo(1, 6);
});

test('what points away, and a passage without vectors, is not near at all', () => {
  expect(vectors.similarity(toUnitLength([-1, -1]), 0)).toBe(0);
  expect(vectors.similarity(toUnitLength([1, 0]), 7)).toBe(0);
});

test('the vectors on disk are those that were written, and another version is refused', () => {
  const bytes = vectors.serialize();
  const again = PassageVectors.deserialize(bytes);
  expect(again.places).toEqual(vectors.places);
  expect(again.similarity(toUnitLength([1, 2]), 1)).toBe(
    vectors.similarity(toUnitLength([1, 2]), 1),
  );
  bytes.writeUInt32LE(1, 0);
  expect(() => PassageVectors.deserialize(bytes)).toThrow('Not an index of this version');
});

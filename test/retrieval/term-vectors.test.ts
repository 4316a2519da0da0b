import { expect, test } from 'vitest';
import { packVectors, readVectors, writeVectors } from '../../src/retrieval/term-vectors.ts';

const terms = ['离', '离婚', 'excel'];
const vectors = Float32Array.of(0.5, -0.25, 0, 0.125, 3, -3, 1, 0, 0, 0, 0, 0);

test('what is written is read back', () => {
  const packed = packVectors(terms, vectors, 4);
  const read = readVectors(writeVectors(packed));
  expect(read).toEqual(packed);
  expect([...read.vocabulary]).toEqual([
    ['离', 0],
    ['离婚', 1],
    ['excel', 2],
  ]);
});

test('rounding keeps every number within half a step of its row', () => {
  const { rows, scales } = packVectors(terms, vectors, 4);
  for (const [at, value] of vectors.entries()) {
    const scale = scales[Math.floor(at / 4)] ?? 0;
    expect(Math.abs((rows[at] ?? 0) * scale - value)).toBeLessThanOrEqual(scale / 2 + 1e-6);
  }
});

test('another file is not taken for one', () => {
  expect(() => readVectors(Buffer.alloc(32))).toThrow('Not a file of term vectors');
});

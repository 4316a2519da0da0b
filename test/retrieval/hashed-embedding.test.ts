import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HashedEmbedding, hashedDimensions } from '../../src/retrieval/hashed-embedding.ts';

const embedding = new HashedEmbedding((term) => term.length);
const cosine = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

test('every text gives a finite vector of unit length, the same each time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
      const vector = await embedding.embedQuery(text);
      expect(vector).toHaveLength(hashedDimensions);
      expect(Math.hypot(...vector)).toBeCloseTo(1, 9);
      expect(await embedding.embedQuery(text)).toEqual(vector);
    }),
  );
});

test('texts and questions are embedded alike', async () => {
  const texts = ['劳动仲裁收费吗', ''];
  const [first, second] = await embedding.embedDocuments(texts);
  expect(first).toEqual(await embedding.embedQuery('劳动仲裁收费吗'));
  expect(second).toEqual(await embedding.embedQuery(''));
});

test('texts that share their terms are nearer than texts that do not', async () => {
  const question = await embedding.embedQuery('劳动仲裁要不要钱');
  const near = await embedding.embedQuery('劳动仲裁不要钱');
  const far = await embedding.embedQuery('离婚登记需要哪些材料');
  expect(cosine(question, near)).toBeGreaterThan(cosine(question, far) + 0.3);
});

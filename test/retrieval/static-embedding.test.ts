import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadStaticEmbedding, readStaticEmbedding } from '../../src/retrieval/static-embedding.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const embedding = await loadStaticEmbedding();
const cosine = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

test('every text gives a finite vector of unit length, the same each time', async () => {
  const { length } = await embedding.embedQuery('离婚');
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
      const vector = await embedding.embedQuery(text);
      expect(vector).toHaveLength(length);
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

test('a question is nearer to the law in other words than to another matter in its own words', async () => {
  const question = await embedding.embedQuery('老板不给工资怎么办');
  const law = await embedding.embedQuery('用人单位未按照劳动合同的约定及时足额支付劳动报酬的');
  const other = await embedding.embedQuery('老板娘给小孩上户口怎么办');
  expect(cosine(question, law)).toBeGreaterThan(cosine(question, other));
});

test('a file of weights that was changed is refused by its checksum, a missing one by its name', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'weights.bin');
  await expect(readStaticEmbedding(file)).rejects.toThrow(`${file} cannot be read`);
  await writeFile(file, 'other weights');
  await expect(readStaticEmbedding(file)).rejects.toThrow(`${file} is damaged (checksum)`);
});

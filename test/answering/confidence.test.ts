import { describe, expect, test } from 'vitest';
import { confidenceOf, sufficientConfidence } from '../../src/answering/confidence.ts';
import { PassageRetriever } from '../../src/retrieval/passage-retriever.ts';
import { buildAnsweringIndex } from '../fakes/open-answering-room.ts';

const generation = buildAnsweringIndex();

/** As answering asks it: of the best passage that is not an off-topic example. */
async function confidence(question: string): Promise<number> {
  const ranked = await new PassageRetriever(generation()).rank(question, 40);
  const top = ranked.find(({ document }) => document.kind !== 'off-topic');
  if (!top) throw new Error('the corpus has passages that are not off-topic');
  return confidenceOf(question, top, generation());
}

describe('what the corpus covers is answered', () => {
  test.each([
    '劳动仲裁要不要钱',
    '打劳动官司好多钱',
    '老板拖欠工资怎么办',
    '街道调解了多少件纠纷',
    '谁可以申请法律援助',
    '12348管什么',
  ])('%s', async (question) => {
    expect(await confidence(question)).toBeGreaterThan(sufficientConfidence);
  });
});

describe('what it does not cover is not', () => {
  test.each([
    '专利侵权怎么起诉',
    '股票今天涨了没有',
    '红楼梦是谁写的',
    '量子力学是什么',
    'xyz qwerty',
  ])('%s', async (question) => {
    expect(await confidence(question)).toBeLessThan(sufficientConfidence);
  });
});

test('a question of which nothing is known has no confidence at all', async () => {
  expect(await confidence('zzz')).toBe(0);
});

test('naming a legal matter adds a little', async () => {
  const [top] = await new PassageRetriever(generation()).rank('劳动仲裁要不要钱', 1);
  if (!top) throw new Error('found nothing');
  const bare = { ...top, lexicalScore: 0 };
  const legal = confidenceOf('律师', bare, generation());
  const other = confidenceOf('厨师', bare, generation());
  expect(legal).toBeGreaterThan(other);
  expect(legal).toBeLessThan(sufficientConfidence);
});

test('a long story is not held against its teller', async () => {
  const [top] = await new PassageRetriever(generation()).rank('劳动仲裁要不要钱', 1);
  if (!top) throw new Error('found nothing');
  const found = { ...top, lexicalScore: 0.2 };
  const [told, briefly] = ['鱼鸟花草树木山川雨雪'.repeat(12), '鱼鸟花草'];
  expect(confidenceOf(told, found, generation())).toBeGreaterThan(
    confidenceOf(briefly, found, generation()),
  );
});

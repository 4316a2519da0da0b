import { describe, expect, test } from 'vitest';
import { answerPart } from '../../src/answering/answer-part.ts';
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

test('a question of which nothing is known is hardly ever answered', async () => {
  expect(await confidence('zzz')).toBeLessThan(0.2);
});

test('a passage that rests on the article asked for by law and number answers', async () => {
  const found = generation().passages.find(({ passage }) =>
    passage.references.some(({ articles }) => articles.length > 0),
  );
  const [reference] = found?.passage.references ?? [];
  if (!found || !reference) throw new Error('a passage of the corpus rests on an article');
  const top = { ...found, score: 0.5, lexicalScore: 0, vectorScore: 0 };
  const question = `${reference.source.title}${reference.articles[0]}`;
  expect(confidenceOf(question, top, generation())).toBe(1);
  expect(confidenceOf(`${reference.source.title}第9999条`, top, generation())).toBeLessThan(1);
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

test.each([
  ['要多久答复', 'answered'],
  ['几天答复', 'refused-out-of-scope'],
])(
  'a message that looks like another field is answered only where a passage surely does: %s',
  async (text, status) => {
    const alone = { topic: undefined, leans: false, citedBefore: [], now: new Date('2032-03-01') };
    const draft = await answerPart(text, 'zh', generation(), { ...alone, offTopic: 0.99 });
    expect(draft.status).toBe(status);
  },
);

import { expect, test } from 'vitest';
import { cutSpan } from '../../scripts/embedding/cut-span.ts';
import { citedArticleQuestions } from '../../scripts/embedding/own-questions.ts';
import { createRandom } from '../../scripts/embedding/random.ts';
import { trainEmbedding } from '../../scripts/embedding/train-embedding.ts';
import { StaticEmbedding } from '../../src/retrieval/static-embedding.ts';
import { writeVectors } from '../../src/retrieval/term-vectors.ts';
import { sampleCorpus } from '../fakes/sample-corpus.ts';

/** What residents say and what the law says have no character in common. */
const matters: readonly (readonly [string, string])[] = [
  ['散伙', '离婚'],
  ['欠薪', '报酬'],
  ['吵闹', '噪声'],
  ['撞车', '交通事故'],
  ['借钱', '贷款'],
  ['漏水', '渗漏'],
  ['遗产', '继承'],
  ['打架', '殴打'],
];
const articles = matters.map(([, law], place) => ({
  id: `${place}`,
  title: `${law}条例第一条`,
  text: `处理${law}，适用本条例。${law}的双方应当协商，协商不成的，由机关处理${law}。`,
}));
const ask = (pattern: (word: string) => string) =>
  matters.map(([said], place) => ({
    text: pattern(said),
    answer: '',
    relevant: new Set([`${place}`]),
  }));
const asked = [
  [
    ...ask((word) => `${word}怎么办`),
    ...ask((word) => `遇到${word}找谁`),
    ...ask((word) => `他们${word}了要管吗`),
  ],
];
const settings = { seed: 5, dimensions: 16, terms: 500, pairs: 8 };
const train = (steps: number, seed = settings.seed) =>
  trainEmbedding({ articles, asked }, { ...settings, seed, steps });

/** How many of the questions, asked as in no training pair, have their article as the nearest. */
async function countRight(steps: number): Promise<number> {
  const embedding = new StaticEmbedding(train(steps));
  const texts = await embedding.embedDocuments(articles.map(({ text }) => text));
  let right = 0;
  for (const { text, relevant } of ask((word) => `邻居${word}可以报警吗`)) {
    const question = await embedding.embedQuery(text);
    const cosines = texts.map((vector) =>
      vector.reduce((sum, value, d) => sum + value * (question[d] ?? 0), 0),
    );
    if (relevant.has(`${cosines.indexOf(Math.max(...cosines))}`)) right += 1;
  }
  return right;
}

test('training brings what residents say to what the law says', async () => {
  expect(await countRight(0)).toBeLessThan(5);
  expect(await countRight(60)).toBe(matters.length);
});

test('the same material and seed give the same bytes, another seed others', () => {
  const bytes = writeVectors(train(10));
  expect(writeVectors(train(10)).equals(bytes)).toBe(true);
  expect(writeVectors(train(10, 6)).equals(bytes)).toBe(false);
});

test('a span is cut out of its article, and a single clause stands for its law', () => {
  const random = createRandom(1);
  const text = '第一句话说的是甲，第二句话说的是乙。第三句话说的是丙。';
  for (let round = 0; round < 50; round += 1) {
    const pair = cutSpan({ id: '', title: '某法第一条', text }, random);
    if (!pair) continue;
    expect(text).toContain(pair.span);
    expect(pair.span.length).toBeGreaterThanOrEqual(6);
    expect(pair.rest).not.toBe('');
  }
  expect(cutSpan({ id: '', title: '某法第二条', text: '本法自公布之日起施行，' }, random)).toBe(
    undefined,
  );
  expect(
    cutSpan({ id: '', title: '某法第三条', text: '本法自二〇二四年一月一日起施行。' }, random),
  ).toEqual({
    span: '本法自二〇二四年一月一日起施行。',
    rest: '某法',
  });
});

test('a question leads to the articles its passage rests on, however law and number are written', () => {
  const [document] = sampleCorpus;
  if (!document) throw new Error('The sample corpus is empty');
  const passages = document.passages.map((passage) => ({ ...passage, questions: ['要钱吗'] }));
  const titled = (title: string) =>
    citedArticleQuestions([{ ...document, passages }], [{ id: 'a', title, text: '' }]);
  expect(titled('劳动争议调解仲裁法第五十三条')[0]).toEqual({
    text: '要钱吗',
    answer: '',
    relevant: new Set(['a']),
  });
  expect(titled('劳动争议调解仲裁法第五十四条')).toEqual([]);
});

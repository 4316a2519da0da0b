import { describe, expect, test } from 'vitest';
import { cardClaims, composeClaims } from '../../src/answering/compose.ts';
import { createPassage, createRanked } from '../fakes/passages.ts';

const nothingFits = () => 0;
/** Sentences with the word fit wholly, the others hardly. */
const fits = (word: string) => (unit: string) => (unit.includes(word) ? 1 : 0.01);
const texts = (claims: readonly { text: string }[]) => claims.map(({ text }) => text);

const short = createPassage('wages#who', '先找单位要。不给就找劳动监察。还不给就申请仲裁。');
const padding = '别的事情，写得比较长，为的是让整段超过可以全文引用的长度。';
const long = createPassage(
  'aid#who',
  `${padding}收费的规定是这样的。${padding}${padding}退款也有收费的规定。${padding}${padding}收费的第三条。${padding}`,
);

test('a short passage is quoted whole, in its order', () => {
  const claims = composeClaims([createRanked(short, 1)], nothingFits);
  expect(texts(claims)).toEqual(['先找单位要。', '不给就找劳动监察。', '还不给就申请仲裁。']);
  for (const claim of claims) expect(claim.passageIds).toEqual(['wages#who']);
});

test('of a long passage the sentences that meet the question are quoted, in the passage’s order', () => {
  expect(texts(composeClaims([createRanked(long, 1)], fits('收费')))).toEqual([
    '收费的规定是这样的。',
    '退款也有收费的规定。',
    '收费的第三条。',
  ]);
});

test('when all sentences of a long passage meet the question alike, its first ones are quoted', () => {
  const sentences = Array.from({ length: 20 }, (_, index) => `第${index}句，${padding}`);
  const passage = createPassage('aid#all', sentences.join(''));
  const claims = texts(composeClaims([createRanked(passage, 1)], () => 0.5));
  expect(claims.length).toBeLessThanOrEqual(5);
  expect(claims).toEqual(sentences.slice(0, claims.length));
});

describe('lists', () => {
  const items = Array.from({ length: 12 }, (_, index) => `第${index}样材料，是${padding}`);
  const listed = (count: number) =>
    createPassage(
      'aid#papers',
      `先说一句话。\n要带这些：\n${items
        .slice(0, count)
        .map((item) => `- ${item}`)
        .join('\n')}`,
    );

  test('a short list is never halved', () => {
    const claims = composeClaims([createRanked(listed(5), 1)], fits('第3样'));
    expect(texts(claims)).toEqual(['先说一句话。', '要带这些：', ...items.slice(0, 5)]);
  });

  test('an item of a long list comes with the line that introduces it', () => {
    const claims = composeClaims([createRanked(listed(12), 1)], fits('第7样'));
    expect(texts(claims)).toEqual(['要带这些：', items[7]]);
  });
});

describe('further passages', () => {
  const other = (id: string) => createPassage(id, `${id}的第一句。${id}的第二句。`);

  test('what scores nearly as well is quoted too, after the best', () => {
    const claims = composeClaims(
      [createRanked(short, 1), createRanked(other('a#x'), 0.99), createRanked(other('b#x'), 0.98)],
      nothingFits,
    );
    expect([...new Set(claims.flatMap(({ passageIds }) => passageIds))]).toEqual([
      'wages#who',
      'a#x',
      'b#x',
    ]);
    expect(texts(claims)).toContain('a#x的第一句。');
  });

  test('what scores far below is not', () => {
    const claims = composeClaims(
      [createRanked(short, 1), createRanked(other('a#x'), 0.3)],
      nothingFits,
    );
    expect(claims.every(({ passageIds }) => passageIds[0] === 'wages#who')).toBe(true);
  });

  test('a passage of the same guide may score less than one of another', () => {
    const score = 0.78;
    const quoted = (id: string) =>
      composeClaims([createRanked(short, 1), createRanked(other(id), score)], nothingFits).some(
        ({ passageIds }) => passageIds[0] === id,
      );
    expect(quoted('wages#x')).toBe(true);
    expect(quoted('other#x')).toBe(false);
  });

  test('the sentence that meets the question joins the first one', () => {
    const near = createPassage('a#x', '这是开头。中间一句。收费在这里。');
    const claims = composeClaims([createRanked(short, 1), createRanked(near, 0.99)], fits('收费'));
    expect(texts(claims).filter((text) => near.text.includes(text))).toEqual([
      '这是开头。',
      '收费在这里。',
    ]);
  });

  test('a service card is never quoted beside another passage', () => {
    const service = {
      ...{ name: '仲裁', who: '', cost: '', phone: '', hours: '', deadline: '' },
      materials: [],
      steps: [],
    };
    const card = createPassage('a#card', '名称：仲裁', { service });
    const claims = composeClaims([createRanked(short, 1), createRanked(card, 1)], nothingFits);
    expect(claims.every(({ passageIds }) => passageIds[0] === 'wages#who')).toBe(true);
  });
});

test('a card is shown line by line', () => {
  const card = createPassage('a#card', '名称：仲裁\n费用：不收费\n电话：12333');
  expect(cardClaims(card)).toEqual([
    { text: '名称：仲裁', passageIds: ['a#card'] },
    { text: '费用：不收费', passageIds: ['a#card'] },
    { text: '电话：12333', passageIds: ['a#card'] },
  ]);
});

test('nothing found makes no claim', () => {
  expect(composeClaims([], nothingFits)).toEqual([]);
});

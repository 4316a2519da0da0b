import { expect, test } from 'vitest';
import { LexicalIndex } from '../../src/retrieval/lexical-index.ts';

const field = (title: string, text: string, questions = '') => ({ title, text, questions });
const index = LexicalIndex.build([
  field('劳动仲裁', '劳动争议仲裁不收费。', '打劳动官司要钱吗'),
  field('离婚登记', '离婚登记不收费，双方到婚姻登记处。'),
  field('法律援助', '经济困难的公民可以申请法律援助。'),
]);

const best = (query: string) => {
  const scores = index.scores(query);
  return scores.indexOf(Math.max(...scores));
};

test('the passage that says it comes first, found by its title, its text or its questions', () => {
  expect(best('劳动仲裁')).toBe(0);
  expect(best('婚姻登记处')).toBe(1);
  expect(best('打官司要钱吗')).toBe(0);
  expect(best('经济困难')).toBe(2);
});

test('scores are shares between 0 and 1, and a text with nothing in common has none', () => {
  for (const query of ['劳动仲裁不收费', '离婚离婚离婚', '天气 weather 2099']) {
    for (const score of index.scores(query)) {
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
    }
  }
  expect([...index.scores('xyz')]).toEqual([0, 0, 0]);
  expect([...index.scores('')]).toEqual([0, 0, 0]);
});

test('a rare term weighs more than a frequent one, an unknown one as much as one seen once', () => {
  expect(index.idf('仲裁')).toBeGreaterThan(index.idf('收费'));
  expect(index.idf('从未见过')).toBe(index.idf('援助'));
});

test('the index on disk ranks as the one that was built', () => {
  const again = LexicalIndex.deserialize(index.serialize());
  expect(again.size).toBe(3);
  for (const query of ['劳动仲裁', '不收费', '2099']) {
    expect(again.scores(query)).toEqual(index.scores(query));
  }
});

test('an index of another version is refused', () => {
  const bytes = index.serialize();
  bytes.writeUInt32LE(1, 0);
  expect(() => LexicalIndex.deserialize(bytes)).toThrow('Not a lexical index of this version');
});

test('an empty corpus gives an index that finds nothing', () => {
  const empty = LexicalIndex.deserialize(LexicalIndex.build([]).serialize());
  expect(empty.scores('劳动')).toHaveLength(0);
});

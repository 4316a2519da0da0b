import { expect, test } from 'vitest';
import { LexicalIndex } from '../../src/retrieval/lexical-index.ts';
import { rankingSignals, surroundings } from '../../src/retrieval/ranking-signals.ts';

const passage = (document: number, text: string, questions: string[] = []) => ({
  document,
  title: '',
  text,
  questions,
});

test('of two passages that say the same, the one beside a passage that fits comes first', () => {
  const index = LexicalIndex.build([
    passage(0, '押金由承租人交付'),
    passage(1, '押金由承租人交付'),
    passage(1, '房东不退押金可以起诉'),
  ]);
  const signals = rankingSignals(index, '房东不退押金');
  expect(signals.lexical[1]).toBe(signals.lexical[0]);
  const [apart = 1, beside = 0] = surroundings(signals);
  expect(beside).toBeGreaterThan(apart);
});

test('a passage of another document is no neighbour', () => {
  const index = LexicalIndex.build([
    passage(0, '天气'),
    passage(1, '房东不退押金可以起诉'),
    passage(1, '天气'),
  ]);
  const { neighbour } = rankingSignals(index, '房东不退押金');
  expect([...neighbour].map((score) => score > 0)).toEqual([false, false, true]);
});

test('of two passages that say the same, the one in the document residents ask it of comes first', () => {
  const index = LexicalIndex.build([
    passage(0, '期限是三十日'),
    passage(1, '期限是三十日'),
    passage(1, '冷静期', ['离婚要等好久']),
    passage(2, '登记', ['身份证要等好久']),
  ]);
  const signals = rankingSignals(index, '离婚要等好久');
  const [elsewhere = 1, asked = 0, , hardly = 1] = signals.document;
  expect(asked).toBeGreaterThan(hardly);
  expect(elsewhere).toBe(0);
  const [first = 1, second = 0] = surroundings(signals);
  expect(second).toBeGreaterThan(first);
});

import { expect, test } from 'vitest';
import { articleTerms } from '../../src/retrieval/article-terms.ts';

test.each([
  ['民法典第一千零七十七条', '第1077条'],
  ['民法典1077条', '第1077条'],
  ['劳动合同法第三十八条', '第38条'],
  ['劳动合同法三十八条', '第38条'],
  ['第十条', '第10条'],
  ['第一百一十条', '第110条'],
  ['第二〇一条', '第201条'],
  ['第两百条', '第200条'],
  ['刑法第一百二十条之一', '第120条之1'],
  ['刑法 120 条之一', '第120条之1'],
  ['刑法第120条之1', '第120条之1'],
])('%s names %s', (text, term) => {
  expect(articleTerms(text)).toEqual([term]);
});

test.each(['三条建议', '面条', '一条狗咬人', '12345'])('%s names no article', (text) => {
  expect(articleTerms(text)).toEqual([]);
});

test('every article of a text is a term', () => {
  expect(articleTerms('依照第三十八条、第四十六条')).toEqual(['第38条', '第46条']);
});

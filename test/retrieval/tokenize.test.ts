import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldText, tokenize } from '../../src/retrieval/tokenize.ts';

test('numbers and words stay whole, Chinese becomes characters and pairs', () => {
  expect(tokenize('2023年街道')).toEqual(['2023', '年', '年街', '街', '街道', '道']);
  expect(tokenize('APP线上99.5%')).toEqual(['app', '线', '线上', '上', '99.5']);
});

test('words of three characters and more are terms too', () => {
  expect(tokenize('到派出所办')).toContain('派出所');
});

test('full width is half width, and punctuation is no term', () => {
  expect(tokenize('２０２３，。！')).toEqual(['2023']);
  expect(tokenize('')).toEqual([]);
});

test('a text and its folded form have the same terms', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(tokenize(foldText(text))).toEqual(tokenize(text));
    }),
  );
});

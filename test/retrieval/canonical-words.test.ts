import { expect, test } from 'vitest';
import { createCanonicalWords } from '../../src/retrieval/canonical-words.ts';

const words = createCanonicalWords([
  { term: '劳动仲裁', says: ['劳动官司', '仲裁'], en: ['labor arbitration', 'labour dispute'] },
  { term: '多少钱', says: ['好多钱', '好多'], en: ['how much'] },
  { term: '合同', says: [], en: ['contract'] },
  { term: '审查', says: [], en: ['review'] },
]);

test('what residents say becomes the corpus’s word, the longest phrase first', () => {
  expect(words.canonical('打劳动官司要好多钱')).toBe('打劳动仲裁要多少钱');
});

test('the corpus’s own word is left alone although a shorter saying stands in it', () => {
  expect(words.canonical('劳动仲裁好多家')).toBe('劳动仲裁多少钱家');
});

test('full width and capitals do not matter', () => {
  expect(words.canonical('ＬＡＷ２０２３劳动官司')).toBe('law2023劳动仲裁');
});

test('English becomes the corpus’s Chinese, whatever the ending, the longest phrase first', () => {
  expect(words.translate('How much does labor arbitration cost?').chinese).toBe('多少钱 劳动仲裁');
  expect(words.translate('contracts reviewed')).toEqual({ chinese: '合同 审查', known: 1 });
  expect(words.translate('nothing known here')).toEqual({ chinese: '', known: 0 });
});

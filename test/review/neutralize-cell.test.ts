import { expect, test } from 'vitest';
import { neutralizeCell } from '../../src/review/neutralize-cell.ts';

test.each([
  '=cmd|/C calc!A0',
  '+1+1',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '\tword',
  '  =1',
  '\u3000=1',
  '＝1',
  '＋1',
  '－1',
  '＠SUM',
  '\u0000=1',
])('%j is no formula any more', (text) => {
  expect(neutralizeCell(text)).toMatch(/^'/);
});

test.each(['劳动仲裁要不要钱？', '12348', 'a=b', '（一）', "'quoted", ''])('%j stays', (text) => {
  expect(neutralizeCell(text)).toBe(text);
});

test('what no spreadsheet file may hold is dropped, line breaks and tabs inside stay', () => {
  expect(neutralizeCell('a\u0000b\u001bc\ud800d\ufffee\tf\ng')).toBe('abcde\tf\ng');
});

test('a cell is no longer than a spreadsheet takes', () => {
  const cell = neutralizeCell('长'.repeat(40_000));
  expect(cell.length).toBeLessThan(32_767);
  expect(cell).toMatch(/……$/);
});

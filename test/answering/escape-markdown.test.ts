import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeLine, fence } from '../../src/answering/escape-markdown.ts';

test.each([
  ['a|b', 'a\\|b'],
  ['一行\n\n  又一行\r\n', '一行 又一行'],
  ['[点](http://x) ![图](y)', '\\[点\\](http://x) \\!\\[图\\](y)'],
  ['<script>', '\\<script\\>'],
  ['# *强* `码` ~~删~~ &lt; \\|', '\\# \\*强\\* \\`码\\` \\~\\~删\\~\\~ \\&lt; \\\\\\|'],
  ['平常的话，45%（第3条）。', '平常的话，45%（第3条）。'],
])('%j stands on one line as words', (text, escaped) => {
  expect(escapeLine(text)).toBe(escaped);
});

test('whatever is fenced cannot end its fence', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[`~\n a]*$/), (text) => {
      const lines = fence(text).split('\n');
      const mark = /^`+/.exec(lines[0] ?? '')?.[0] ?? '';
      expect(lines.at(-1)).toBe(mark);
      expect(lines.slice(1, -1).join('\n')).toBe(text);
      expect(text).not.toContain(mark);
    }),
  );
});

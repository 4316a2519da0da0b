import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Piece, plainText, splitRichText, toHtml } from '../../src/telegram/rich-text.ts';
import { parseTelegramHtml } from '../fakes/telegram-html.ts';

const piece: fc.Arbitrary<Piece> = fc.oneof(
  fc.record({ text: fc.string({ unit: 'grapheme' }) }),
  fc.record({ text: fc.string({ unit: 'binary' }), bold: fc.boolean() }),
  fc.record({ text: fc.string(), href: fc.webUrl({ withQueryParameters: true }) }),
);

test('any text comes through its HTML unchanged', () => {
  fc.assert(
    fc.property(fc.array(piece), (rich) => {
      expect(parseTelegramHtml(toHtml(rich)).text).toBe(Buffer.from(plainText(rich)).toString());
    }),
  );
});

test('signs that mean something in HTML and half surrogate pairs do no harm', () => {
  const href = 'https://www.gov.cn/?a="b"&c=<d>';
  const { text, entities } = parseTelegramHtml(
    toHtml([{ text: '&lt;b&gt; & <b> "\ud83d"', href }]),
  );
  expect(text).toBe('&lt;b&gt; & <b> "\ufffd"');
  expect(entities).toMatchObject([{ type: 'text_link', url: href }]);
});

test('splitting keeps the limit, the words, the formatting and every surrogate pair', () => {
  fc.assert(
    fc.property(fc.array(piece), fc.integer({ min: 2, max: 40 }), (rich, limit) => {
      const parts = splitRichText(rich, limit);
      const squeeze = (text: string) => text.replace(/\s/gu, '');
      expect(squeeze(parts.map(plainText).join(''))).toBe(squeeze(plainText(rich)));
      for (const part of parts) {
        const text = plainText(part);
        expect(text.length).toBeLessThanOrEqual(limit);
        expect(text).not.toBe('');
        // Half a pair at an edge would be a cut pair: the pieces here hold whole ones only.
        expect(text).not.toMatch(/^[\udc00-\udfff]|[\ud800-\udbff]$/);
        for (const { text: own, href } of part) {
          if (href !== undefined)
            expect(rich.some((p) => p.href === href && p.text.includes(own))).toBe(true);
        }
      }
    }),
  );
});

test('a cut falls at the end of a paragraph, line or sentence when there is one', () => {
  const split = (text: string, limit: number) => splitRichText([{ text }], limit).map(plainText);
  expect(split('一二三四\n\n五六七八', 7)).toEqual(['一二三四', '五六七八']);
  expect(split('一二三。四五六七', 6)).toEqual(['一二三。', '四五六七']);
  expect(split('一二三四五六七八', 5)).toEqual(['一二三四五', '六七八']);
  expect(split('  \n ', 5)).toEqual([]);
});

test('a link that is cut stays a link on both sides', () => {
  const parts = splitRichText([{ text: '一二三四五六', href: 'https://www.gov.cn/' }], 4);
  expect(parts.map(toHtml)).toEqual([
    '<a href="https://www.gov.cn/">一二三四</a>',
    '<a href="https://www.gov.cn/">五六</a>',
  ]);
});

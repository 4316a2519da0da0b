import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatAnswer } from '../../src/answering/format-answer.ts';
import type { Answer, Citation } from '../../src/domain.ts';
import { renderAnswer } from '../../src/telegram/render-answer.ts';
import { messageLimit, plainText, toHtml } from '../../src/telegram/rich-text.ts';
import { sampleAnswer } from '../fakes/sample-answer.ts';
import { parseTelegramHtml } from '../fakes/telegram-html.ts';

const citation: Citation = {
  documentId: 'd',
  passageId: 'd#a',
  title: '劳动仲裁',
  section: '要不要钱',
  url: 'https://www.gov.cn/a?b=1&c="2"',
  quote: '',
  publisher: '国务院',
  published: '2006-12-19',
};

const withCitations = (citations: readonly Citation[]): Answer => {
  const answer = { ...sampleAnswer(), citations };
  return { ...answer, text: formatAnswer(answer) };
};

const shown = (answer: Answer) =>
  renderAnswer(answer).map((part) => parseTelegramHtml(toHtml(part)));

test('residents read the text of the answer, the addresses of its sources become links', () => {
  const answer = withCitations([citation]);
  const [message] = shown(answer);
  expect(message?.text).toBe(answer.text.replace(` · ${citation.url}`, ''));
  expect(message?.entities).toEqual([
    {
      type: 'text_link',
      offset: message?.text.indexOf('劳动仲裁 ·'),
      length: 4,
      url: 'https://www.gov.cn/a?b=1&c=%222%22',
    },
  ]);
});

test.each([
  'javascript:alert(1)',
  'http://127.0.0.1:8080/sources/a#b',
  'http://localhost/a',
  'tg://resolve.gov.cn/x',
  'ftp://files.gov.cn/a',
  '',
])('an address Telegram would not open (%s) stays as it is in the text', (url) => {
  const answer = withCitations([{ ...citation, url }]);
  const [message] = shown(answer);
  expect(message?.text).toBe(answer.text);
  expect(message?.entities).toEqual([]);
});

test('sources that the text does not list are added', () => {
  const answer = { ...withCitations([citation]), text: '不收费。[1]' };
  expect(shown(answer)[0]?.text).toBe(
    '不收费。[1]\n\n来源：\n[1] 劳动仲裁 · 要不要钱 · 国务院 · 2006-12-19',
  );
});

const words = fc.string({
  unit: fc.constantFrom('法', '。', '\n', ' ', '<b>', '&amp;', '_*[`', '😀', '👨‍👩‍👧', '"', 'a'),
  maxLength: 400,
});

const titles = words.map((text) => text.replaceAll('\n', ''));

test('whatever an answer holds, every message is valid, short enough and loses nothing', () => {
  fc.assert(
    fc.property(
      fc.array(words, { maxLength: 30 }),
      words,
      fc.array(fc.tuple(titles, fc.webUrl()), { maxLength: 4 }),
      (texts, lead, sources) => {
        const answer = {
          ...sampleAnswer(),
          lead,
          statements: texts.map((text) => ({ text, citations: sources.map((_, index) => index) })),
          citations: sources.map(([title, url]) => ({ ...citation, title, url })),
        };
        const whole = { ...answer, text: formatAnswer(answer) };
        const parts = shown(whole);
        for (const part of parts) {
          expect(part.text.length).toBeLessThanOrEqual(messageLimit);
          expect(part.text.trim()).toBe(part.text);
          expect(part.text).not.toBe('');
          expect(Buffer.from(part.text).toString()).toBe(part.text);
        }
        const squeeze = (text: string) => text.replace(/\s+/g, '');
        const read = parts.map(({ text }) => text).join('');
        // Addresses moved behind their titles; all other words are there, in order.
        const linked = parts.flatMap(({ entities }) => entities).length;
        const lines = whole.text.split('\n').map((line) => {
          const source = sources.find(([, url]) => line.endsWith(` · ${url}`));
          return source && source[0].trim() !== ''
            ? line.slice(0, -` · ${source[1]}`.length)
            : line;
        });
        expect(squeeze(read)).toBe(squeeze(lines.join('\n')));
        expect(linked).toBeGreaterThanOrEqual(
          sources.filter(([title]) => title.trim() !== '').length,
        );
      },
    ),
    { numRuns: 60 },
  );
});

test('ten thousand characters with every special sign arrive whole', () => {
  const text = '说明<b>&_*😀'.repeat(1100);
  const answer = { ...sampleAnswer(), citations: [], text };
  const parts = shown(answer);
  expect(parts.map((part) => part.text).join('')).toBe(text);
  expect(parts.length).toBe(Math.ceil(text.length / messageLimit));
  expect(plainText([{ text: 'a' }, { text: 'b' }])).toBe('ab');
});

// Reads HTML mark-up as strictly as Telegram does; its complaints are worded like the real ones.

import type { MessageEntity } from '@grammyjs/types';

const types: Readonly<
  Record<string, 'bold' | 'italic' | 'underline' | 'strikethrough' | 'code' | 'pre'>
> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  del: 'strikethrough',
  code: 'code',
  pre: 'pre',
};

export class HtmlError extends Error {
  override readonly name = 'HtmlError';
}

/** @throws HtmlError */
export function parseTelegramHtml(html: string): { text: string; entities: MessageEntity[] } {
  const entities: MessageEntity[] = [];
  const open: { name: string; offset: number; href: string }[] = [];
  let text = '';
  let at = 0;
  while (at < html.length) {
    const character = html.charAt(at);
    if (character === '&') {
      const [whole, value] = readEntity(html.slice(at));
      text += value;
      at += whole.length;
    } else if (character !== '<') {
      text += character;
      at += 1;
    } else {
      const end = html.indexOf('>', at);
      if (end < 0) throw new HtmlError(`Unclosed start tag at byte offset ${at}`);
      const tag = html.slice(at + 1, end);
      if (tag.startsWith('/')) {
        const last = open.pop();
        if (!last) throw new HtmlError(`Unexpected end tag at byte offset ${at}`);
        if (last.name !== tag.slice(1).trim().toLowerCase()) {
          throw new HtmlError(
            `Unmatched end tag at byte offset ${at}, expected "</${last.name}>", found "<${tag}>"`,
          );
        }
        const { name, offset, href } = last;
        const length = text.length - offset;
        const type = types[name];
        if (length > 0 && type) entities.push({ type, offset, length });
        if (length > 0 && name === 'a' && /^https?:\/\/[^/]+\.[^/]+/.test(href)) {
          entities.push({ type: 'text_link', offset, length, url: href });
        }
      } else {
        const [, name = '', rest = ''] = /^([a-z0-9-]*)(.*)$/is.exec(tag) ?? [];
        const lower = name.toLowerCase();
        if (lower !== 'a' && !types[lower]) {
          throw new HtmlError(`Unsupported start tag "${lower}" at byte offset ${at}`);
        }
        const [, quoted = ''] = /^\s+href="([^"]*)"\s*$/.exec(rest) ?? [];
        if (rest.trim() !== '' && (lower !== 'a' || quoted === '')) {
          throw new HtmlError(`Unexpected attribute in the tag "${lower}" at byte offset ${at}`);
        }
        const href = quoted.replace(/&[#\w]+;?/g, (entity) => readEntity(entity)[1]);
        open.push({ name: lower, offset: text.length, href });
      }
      at = end + 1;
    }
  }
  const last = open.pop();
  if (last) throw new HtmlError(`Can't find end tag corresponding to start tag "${last.name}"`);
  return { text, entities };
}

/** Unknown entities stay as they are, as with the real server. */
function readEntity(html: string): readonly [string, string] {
  const [whole = '&', name = ''] = /^&(#\d+|#x[\da-f]+|lt|gt|amp|quot);/i.exec(html) ?? [];
  const known: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };
  if (name.startsWith('#x'))
    return [whole, String.fromCodePoint(Number.parseInt(name.slice(2), 16))];
  if (name.startsWith('#')) return [whole, String.fromCodePoint(Number(name.slice(1)))];
  return [whole, known[name.toLowerCase()] ?? '&'];
}

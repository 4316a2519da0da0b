// The home of formatted text: pieces with their formatting, turned into HTML only at the end,
// so that nothing can be split inside a tag or an entity and nothing is left unescaped.

export interface Piece {
  readonly text: string;
  readonly bold?: boolean;
  /** An http(s) address. */
  readonly href?: string;
}

export type RichText = readonly Piece[];

/** Characters a message may have after its entities are parsed (Bot API, sendMessage), in UTF-16 units. */
export const messageLimit = 4096;

export function plainText(rich: RichText): string {
  return rich.map((piece) => piece.text).join('');
}

/** HTML as https://core.telegram.org/bots/api#html-style reads it. */
export function toHtml(rich: RichText): string {
  return rich
    .map(({ text, bold, href }) => {
      let html = escapeHtml(text);
      if (text === '') return '';
      if (bold) html = `<b>${html}</b>`;
      return href === undefined ? html : `<a href="${escapeHtml(href)}">${html}</a>`;
    })
    .join('');
}

function escapeHtml(text: string): string {
  // Through bytes and back: half a surrogate pair would have Telegram refuse the message.
  return Buffer.from(text)
    .toString()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/**
 * Cuts a text into messages of at most `limit` UTF-16 units, at the end of a paragraph, line,
 * sentence or word when there is one in the second half, never inside a surrogate pair.
 * White space at a cut is dropped; empty messages are not made.
 */
export function splitRichText(rich: RichText, limit = messageLimit): RichText[] {
  const text = plainText(rich);
  const parts: RichText[] = [];
  let start = skipSpace(text, 0);
  while (start < text.length) {
    const end = text.length - start <= limit ? text.length : cutBefore(text, start, start + limit);
    const kept = text.slice(start, end).trimEnd().length;
    parts.push(slice(rich, start, start + kept));
    start = skipSpace(text, end);
  }
  return parts;
}

function cutBefore(text: string, start: number, end: number): number {
  const window = text.slice(start, end);
  for (const ending of ['\n\n', '\n', '。', '；', '，', ' ']) {
    const at = window.lastIndexOf(ending);
    if (at >= window.length / 2) return start + at + ending.length;
  }
  const insidePair = /[\ud800-\udbff]/.test(text.charAt(end - 1)) && end - 1 > start;
  return insidePair ? end - 1 : end;
}

function skipSpace(text: string, from: number): number {
  return from + (text.slice(from).length - text.slice(from).trimStart().length);
}

function slice(rich: RichText, start: number, end: number): RichText {
  const pieces: Piece[] = [];
  let at = 0;
  for (const piece of rich) {
    const text = piece.text.slice(Math.max(0, start - at), Math.max(0, end - at));
    if (text !== '') pieces.push({ ...piece, text });
    at += piece.text.length;
  }
  return pieces;
}

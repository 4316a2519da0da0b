// Turns an answer into what Telegram shows: its own text, with the addresses of its sources behind their titles.

import type { Answer, Citation } from '../domain.ts';
import { publicUrl } from './public-url.ts';
import { type Piece, plainText, type RichText, splitRichText } from './rich-text.ts';

/** One or more messages. What a resident reads is `answer.text`, save addresses that became links. */
export function renderAnswer(answer: Answer): RichText[] {
  const lines: RichText[] = answer.text.split('\n').map((text) => [{ text }]);
  const missing: RichText[] = [];
  for (const [index, citation] of answer.citations.entries()) {
    const mark = `[${index + 1}] `;
    const at = lines.findLastIndex((line) => plainText(line).startsWith(mark));
    const line = lines[at];
    if (line) lines[at] = linkSource(plainText(line), mark, citation);
    else missing.push(linkSource(`${mark}${describeSource(citation)}`, mark, citation));
  }
  if (missing.length > 0) lines.push([{ text: '' }], [{ text: '来源：' }], ...missing);
  return splitRichText(
    lines.flatMap((line, index) => (index === 0 ? line : [{ text: '\n' }, ...line])),
  );
}

/** The title becomes the link and the bare address goes; an address Telegram would not link stays readable. */
function linkSource(line: string, mark: string, citation: Citation): RichText {
  const href = publicUrl(citation.url);
  const title = citation.title;
  if (href === undefined || title.trim() === '' || !line.startsWith(`${mark}${title}`)) {
    return [{ text: line }];
  }
  const address = ` · ${citation.url}`;
  const shown = line.endsWith(address) ? line.slice(0, -address.length) : line;
  const rest: Piece = { text: shown.slice(mark.length + title.length) };
  return [{ text: mark }, { text: title, href }, rest];
}

/** Title, section, publisher and date, for a source the text itself does not list. */
export function describeSource(citation: Citation): string {
  const { title, section, publisher, published, url } = citation;
  return [title, section, publisher, published, url].filter(Boolean).join(' · ');
}

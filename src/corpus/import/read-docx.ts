// The home of reading a Word file: what is seen goes through mammoth into HTML, and on like a page.

import mammoth from 'mammoth';
import type { ImportedText } from '../imported-text.ts';
import { readHtmlBody } from './read-html.ts';
import { reportUnseen } from './unseen-characters.ts';
import type { Warnings } from './warnings.ts';
import { readStyleLooks, removeUnseenRuns } from './word-parts.ts';

const bodies = [
  { name: 'word/document.xml', where: '' },
  { name: 'word/footnotes.xml', where: '脚注' },
  { name: 'word/endnotes.xml', where: '尾注' },
] as const;
/** Chinese Word and WPS name their headings and titles in Chinese. */
const styleMap = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='标题'] => h1:fresh",
  ...[1, 2, 3, 4, 5].flatMap((level) => [
    `p[style-name='heading ${level}'] => h${level + 1}:fresh`,
    `p[style-name='Heading ${level}'] => h${level + 1}:fresh`,
    `p[style-name='标题 ${level}'] => h${level + 1}:fresh`,
  ]),
];

/** @param parts XML parts by name, unpacked within limits by `openZip`. @throws ImportRefusal */
export async function readDocx(
  parts: ReadonlyMap<string, string>,
  warnings: Warnings,
): Promise<ImportedText> {
  const styles = readStyleLooks(parts.get('word/styles.xml') ?? '<none/>');
  const read = new Map(parts);
  for (const { name, where } of bodies) {
    const xml = parts.get(name);
    if (xml === undefined) continue;
    const seen = removeUnseenRuns(xml, where, styles, warnings);
    reportUnseen(seen, where, warnings);
    read.set(name, seen);
  }
  const file = {
    exists: (name: string) => read.has(name),
    read: async (name: string, encoding?: string) => {
      const bytes = Buffer.from(read.get(name) ?? '');
      return encoding ? bytes.toString('utf8') : bytes;
    },
  };
  // With an empty path mammoth takes the opened file, so that nothing is unpacked a second time.
  const input = { path: '', file };
  const { value } = await mammoth.convertToHtml(input, {
    styleMap,
    includeEmbeddedStyleMap: false,
    externalFileAccess: false,
    convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
  });
  return readHtmlBody(value);
}

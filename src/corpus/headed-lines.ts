// The home of texts that mark their headings (Markdown, pages, Word): headings become the path, what stands under them the sections.

import {
  type ImportedLine,
  type ImportedSection,
  type ImportedText,
  toSections,
} from './imported-text.ts';
import { isOfficialHeading, readOfficialText } from './read-official-text.ts';

/**
 * Reads lines by their marked headings. Where every heading is numbered as official documents number
 * them, or none is marked, the numbering is the path.
 */
export function readLines(lines: readonly ImportedLine[]): ImportedText {
  // A title may be printed on several lines.
  const start = lines.findIndex(({ level }) => level !== 1);
  const title = lines.slice(0, Math.max(0, start)).map(({ text }) => text);
  const body = lines.slice(title.length);
  if (body.some(({ level, text }) => level !== undefined && !isOfficialHeading(text))) {
    return readHeadedLines([
      ...(title.length > 0 ? [{ level: 1, text: title.join('') }] : []),
      ...body,
    ]);
  }
  return readOfficialText(lines.map(({ text }) => text).join('\n'));
}

/**
 * A first-level heading that comes first is the title. Anchors are the heading's own (`{#anchor}`) or its
 * place: s1, s1-2.
 */
export function readHeadedLines(lines: readonly ImportedLine[]): ImportedText {
  let title = '';
  const path: { level: number; number: number; heading: string }[] = [];
  const pieces: { anchor: string; headings: string[]; lines: string[] }[] = [];
  const open = (anchor: string) =>
    pieces.push({ anchor, headings: path.map(({ heading }) => heading), lines: [] });
  const counts = new Map<string, number>();

  for (const { level, text } of lines) {
    if (level === undefined) {
      if (text === '' && !pieces.at(-1)?.lines.length) continue;
      if (pieces.length === 0) open('s0');
      pieces.at(-1)?.lines.push(text);
      continue;
    }
    const [, heading = text, given] = /^(.*?)\s*\{#([a-z0-9]+(?:-[a-z0-9]+)*)\}$/.exec(text) ?? [];
    if (level === 1 && title === '' && pieces.length === 0) {
      title = heading;
      continue;
    }
    while ((path.at(-1)?.level ?? 0) >= level) path.pop();
    const parent = path.map(({ number }) => number).join('-');
    const number = (counts.get(parent) ?? 0) + 1;
    counts.set(parent, number);
    path.push({ level, number, heading });
    open(given ?? `s${path.map((step) => step.number).join('-')}`);
  }
  const sections = pieces.map(
    ({ anchor, headings, lines: own }): ImportedSection => ({
      anchor,
      headings,
      text: own
        .join('\n')
        .replace(/\n{2,}/g, '\n')
        .trim(),
    }),
  );
  return { title, sections: toSections(sections.filter(({ text }) => text !== '')) };
}

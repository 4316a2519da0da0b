// The home of Markdown that was not written for the corpus: headings become the path, what stands under them the sections.

import { cleanLine, type ImportedSection, type ImportedText, toSections } from './imported-text.ts';

const headingPattern = /^(#{1,6})\s+(.+?)\s*#*$/;

/** Whether a text has Markdown headings; without them it is read as an official document. */
export function hasMarkdownHeadings(text: string): boolean {
  return text.split(/\r?\n/).some((line) => headingPattern.test(line));
}

/**
 * A first-level heading that comes first is the title. Anchors are the heading's own (`{#anchor}`) or its
 * place: s1, s1-2. Mark-up is taken out, because passages are shown as plain text.
 */
export function readPlainMarkdown(text: string): ImportedText {
  let title = '';
  const path: { level: number; number: number; heading: string }[] = [];
  const pieces: { anchor: string; headings: string[]; lines: string[] }[] = [];
  const open = (anchor: string) =>
    pieces.push({ anchor, headings: path.map(({ heading }) => heading), lines: [] });
  const counts = new Map<string, number>();

  for (const raw of text.replace(/<!--[\s\S]*?-->/g, '').split(/\r?\n/)) {
    const [, marks, heading] = headingPattern.exec(raw) ?? [];
    if (marks === undefined || heading === undefined) {
      const line = withoutMarkup(raw);
      if (line === '' && !pieces.at(-1)?.lines.length) continue;
      if (pieces.length === 0) open('s0');
      pieces.at(-1)?.lines.push(line);
      continue;
    }
    const [, words = heading, given] =
      /^(.*?)\s*\{#([a-z0-9]+(?:-[a-z0-9]+)*)\}$/.exec(heading) ?? [];
    const plain = withoutMarkup(words);
    if (marks.length === 1 && title === '' && pieces.length === 0) {
      title = plain;
      continue;
    }
    while ((path.at(-1)?.level ?? 0) >= marks.length) path.pop();
    const parent = path.map(({ number }) => number).join('-');
    const number = (counts.get(parent) ?? 0) + 1;
    counts.set(parent, number);
    path.push({ level: marks.length, number, heading: plain });
    open(given ?? `s${path.map((step) => step.number).join('-')}`);
  }
  return {
    title,
    sections: toSections(
      pieces
        .map(({ anchor, headings, lines }): ImportedSection => {
          return {
            anchor,
            headings,
            text: lines
              .join('\n')
              .replace(/\n{2,}/g, '\n')
              .trim(),
          };
        })
        .filter((piece) => piece.text !== ''),
    ),
  };
}

function withoutMarkup(line: string): string {
  return cleanLine(
    line
      .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/<\/?[a-z][^>]*>/gi, '')
      .replace(/(\*\*|__|~~|`)(.+?)\1/g, '$2')
      .replace(/^\s*>\s?/, '')
      .replace(/^\s*(?:```|~~~).*$/, '')
      .replace(/^\s*[*+]\s+/, '- '),
  );
}

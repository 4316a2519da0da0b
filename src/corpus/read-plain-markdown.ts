// The home of Markdown that was not written for the corpus: its mark-up is taken out, because passages are shown as plain text.

import { readHeadedLines } from './headed-lines.ts';
import { cleanLine, type ImportedLine, type ImportedText } from './imported-text.ts';

const headingPattern = /^(#{1,6})\s+(.+?)\s*#*$/;

/** Whether a text has Markdown headings; without them it is read as an official document. */
export function hasMarkdownHeadings(text: string): boolean {
  return text.split(/\r?\n/).some((line) => headingPattern.test(line));
}

/** Headings become the path; comments are left out. */
export function readPlainMarkdown(text: string): ImportedText {
  const lines = text.replace(/<!--[\s\S]*?-->/g, '').split(/\r?\n/);
  return readHeadedLines(
    lines.map((raw): ImportedLine => {
      const [, marks, heading] = headingPattern.exec(raw) ?? [];
      if (marks === undefined || heading === undefined) return { text: withoutMarkup(raw) };
      return { text: withoutMarkup(heading), level: marks.length };
    }),
  );
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

// The home of putting a PDF's runs back together: runs to lines, lines to paragraphs, without what stands on every page. Pure.

import { cleanLine, type ImportedLine } from '../imported-text.ts';
import { isOfficialHeading } from '../read-official-text.ts';
import type { PdfRun } from './pdf-runs.ts';

interface PrintedLine {
  readonly text: string;
  readonly x: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  readonly page: number;
}

/** Repeated on this many pages, a line at the edge is a running header or footer. */
const minRepeats = 2;
const edgeLines = 2;
/** Share of the page's height, above and below, in which they stand. */
const edgeShare = 0.12;
const pageNumber =
  /^[-—–－·. ]*(?:第 ?)?[0-9０-９]{1,4}(?: ?页)?(?: ?[/／共] ?(?:共 ?)?[0-9０-９]{1,4} ?页?)?[-—–－·. ]*$/;

/** @param pages the visible runs of each page, in the order in which they are drawn; height in points. */
export function pdfParagraphs(
  pages: readonly { readonly runs: readonly PdfRun[]; readonly height: number }[],
): ImportedLine[] {
  const printed = pages.map(({ runs }, index) => printedLines(runs, index + 1));
  const heights = pages.map(({ height }) => height);
  return joinParagraphs(withoutFurniture(printed, heights).flat());
}

function printedLines(runs: readonly PdfRun[], page: number): PrintedLine[] {
  const lines: PrintedLine[] = [];
  for (const run of runs) {
    const last = lines.at(-1);
    const size = Math.max(run.size, last?.size ?? 0);
    const sameLine =
      last !== undefined && Math.abs(run.y - last.y) < size * 0.5 && run.x >= last.right - size * 2;
    if (!sameLine) {
      lines.push({ ...run, page });
      continue;
    }
    const gap = run.x - last.right;
    const joint = gap > size * (isLatin(last.text, run.text) ? 0.2 : 1.2) ? ' ' : '';
    const right = Math.max(last.right, run.right);
    lines[lines.length - 1] = { ...last, text: `${last.text}${joint}${run.text}`, right, size };
  }
  return lines
    .map((line) => ({ ...line, text: cleanLine(line.text) }))
    .filter(({ text }) => text !== '');
}

/** Headers, footers and page numbers: at the edge of the page, and on others too but for their figures. */
function withoutFurniture(
  pages: readonly (readonly PrintedLine[])[],
  heights: readonly number[],
): PrintedLine[][] {
  const edges = pages.map((lines, index) => {
    const height = heights[index] ?? 0;
    const byHeight = [...lines].sort((one, two) => two.y - one.y);
    return new Set([
      ...byHeight.slice(0, edgeLines).filter(({ y }) => y > height * (1 - edgeShare)),
      ...byHeight.slice(-edgeLines).filter(({ y }) => y < height * edgeShare),
    ]);
  });
  const key = ({ text, y }: PrintedLine) => `${Math.round(y / 4)} ${text.replace(/\d+/g, '#')}`;
  const counts = new Map<string, number>();
  for (const lines of edges) {
    for (const own of new Set([...lines].map(key))) counts.set(own, (counts.get(own) ?? 0) + 1);
  }
  const enough = Math.max(minRepeats, Math.ceil(pages.length / 3));
  return pages.map((lines, index) =>
    lines.filter((line) => {
      if (!edges[index]?.has(line)) return true;
      return !pageNumber.test(line.text) && (counts.get(key(line)) ?? 0) < enough;
    }),
  );
}

/**
 * A line goes on in the next one when it is full and the next one begins neither a heading nor an indented
 * paragraph.
 */
function joinParagraphs(lines: readonly PrintedLine[]): ImportedLine[] {
  const size = middle(lines.map((line) => line.size));
  const body = lines.filter((line) => Math.abs(line.size - size) < 1);
  const left = Math.min(...body.map(({ x }) => x));
  const margin = quantile(
    body.map(({ right }) => right),
    0.9,
  );
  const paragraphs: { text: string; page: number; last: PrintedLine }[] = [];
  for (const line of lines) {
    const before = paragraphs.at(-1);
    const isFull = before !== undefined && before.last.right > margin - size * 2;
    const isIndented = line.x > left + size * 1.2;
    const sameSize = before !== undefined && Math.abs(before.last.size - line.size) < 1;
    const goesOn =
      isFull &&
      sameSize &&
      !isIndented &&
      !beginsNew(line.text) &&
      !isFarBelow(before.last, line) &&
      // A heading ends with its line, however long, unless the line below finishes its sentence.
      !(isOfficialHeading(before.text) && /[。：！？]$/.test(before.text));
    if (!goesOn) {
      paragraphs.push({ text: line.text, page: line.page, last: line });
      continue;
    }
    const joint = isLatin(before.text, line.text) ? ' ' : '';
    before.text += `${joint}${line.text}`;
    before.last = line;
  }
  return paragraphs.map(({ text, page }) => ({ text, page }));
}

function beginsNew(text: string): boolean {
  return isOfficialHeading(text) || /^(?:[•●■◆▪○-]|[①-⑳])/.test(text);
}

function isFarBelow(above: PrintedLine, below: PrintedLine): boolean {
  return above.page === below.page && above.y - below.y > Math.max(above.size, below.size) * 3;
}

function isLatin(before: string, after: string): boolean {
  return /[A-Za-z0-9]$/.test(before) && /^[A-Za-z0-9]/.test(after);
}

function middle(values: readonly number[]): number {
  return quantile(values, 0.5);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, two) => one - two);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

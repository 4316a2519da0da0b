// The home of a page's or a Word file's structure as lines: headings, paragraphs, list items, a line a table row.

import { cleanLine, type ImportedLine } from '../imported-text.ts';
import { isElement, type PageElement, type PageNode } from './page-tree.ts';
import { tableLines } from './table-lines.ts';

const blocks = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CENTER DD DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM HEADER HTML LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TH THEAD TFOOT TR UL'.split(
    ' ',
  ),
);

/** Reads an element in reading order; empty lines are left out. */
export function htmlLines(root: PageElement): ImportedLine[] {
  const lines: ImportedLine[] = [];
  let inline = '';
  // "- " or "1. ", put before the first words of a list item.
  let mark = '';
  const end = (level?: number) => {
    for (const raw of inline.split('\n')) {
      const text = cleanLine(raw);
      if (text === '') continue;
      lines.push(level === undefined ? { text: `${mark}${text}` } : { text, level });
      mark = '';
    }
    inline = '';
  };
  const walk = (node: PageNode) => {
    if (node.nodeType === 3) inline += (node.textContent ?? '').replace(/\s+/g, ' ');
    if (!isElement(node)) return;
    const name = node.tagName.toUpperCase();
    const heading = /^H([1-6])$/.exec(name)?.[1];
    if (heading !== undefined) {
      end();
      inline = (node.textContent ?? '').replace(/\s+/g, ' ');
      end(Number(heading));
    } else if (name === 'BR') {
      inline += '\n';
    } else if (name === 'TABLE' && isDataTable(node)) {
      end();
      for (const text of tableLines(gridOf(node))) lines.push({ text });
    } else if (name === 'OL' || name === 'UL') {
      end();
      let number = Number(node.getAttribute('start') ?? 1);
      for (const item of node.children) {
        mark = name === 'OL' ? `${number}. ` : '- ';
        number += 1;
        for (const child of item.childNodes) walk(child);
        end();
        mark = '';
      }
    } else {
      const isBlock = blocks.has(name);
      if (isBlock) end();
      for (const child of node.childNodes) walk(child);
      if (isBlock) end();
    }
  };
  walk(root);
  end();
  return lines;
}

/** Old pages lay themselves out with tables: those hold other tables, headings, or one cell a row. */
function isDataTable(table: PageElement): boolean {
  if (table.querySelector('table,h1,h2,h3')) return false;
  return [...table.querySelectorAll('tr')].some((row) => row.children.length > 1);
}

/** Cells by row and column; a cell that spans several stands in each. */
function gridOf(table: PageElement): string[][] {
  const grid: string[][] = [];
  for (const [y, row] of [...table.querySelectorAll('tr')].entries()) {
    let x = 0;
    for (const cell of row.children) {
      while (grid[y]?.[x] !== undefined) x += 1;
      const text = htmlLines(cell)
        .map((line) => line.text)
        .join('，');
      const across = span(cell, 'colspan');
      for (let down = 0; down < span(cell, 'rowspan'); down += 1) {
        const target = grid[y + down] ?? [];
        grid[y + down] = target;
        for (let right = 0; right < across; right += 1) target[x + right] = text;
      }
      x += across;
    }
  }
  return grid.map((cells) => Array.from(cells, (cell) => cell ?? ''));
}

function span(cell: PageElement, name: string): number {
  const value = Number(cell.getAttribute(name) ?? 1);
  return Number.isInteger(value) ? Math.min(Math.max(value, 1), 100) : 1;
}

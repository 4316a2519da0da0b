// The home of reading tables handed in as XLSX or CSV.

import { formatValue } from 'hucre';
import { detectDelimiter, parseCsv } from 'hucre/csv';
import { readXlsx } from 'hucre/xlsx';
import type { ImportedText } from '../imported-text.ts';
import { maxSections } from './imported-file.ts';
import { readServiceRows, type Sheet } from './service-rows.ts';
import { reportUnseen } from './unseen-characters.ts';
import type { Warnings } from './warnings.ts';

type Workbook = Awaited<ReturnType<typeof readXlsx>>;
type WorkbookSheet = Workbook['sheets'][number];

const maxColumns = 60;
/** A few more than may be sections: a heading, a title, notes. */
const maxRows = maxSections + 100;

/** Commas, semicolons or tabs, whatever the first lines use. */
export function readCsv(text: string, warnings: Warnings): ImportedText {
  reportUnseen(text, '', warnings);
  const rows = parseCsv(text, { delimiter: detectDelimiter(text), maxRows });
  return readServiceRows([
    { name: '', rows: rows.map((row) => row.map((cell) => String(cell ?? ''))) },
  ]);
}

/** Hidden sheets, rows and columns, and comments, are told and left out. @throws ImportRefusal */
export async function readXlsxTable(bytes: Uint8Array, warnings: Warnings): Promise<ImportedText> {
  const { sheets } = await readXlsx(bytes, { readStyles: true, maxRows });
  const seen = sheets.filter((sheet) => {
    const hidden = sheet.hidden || sheet.veryHidden;
    if (hidden) {
      warnings.add(
        `工作表“${sheet.name}”`,
        '隐藏的工作表，没有收进来',
        sheet.rows.flat().join(' '),
      );
    }
    return !hidden;
  });
  const read = seen.map((sheet) => seenRows(sheet, warnings));
  return readServiceRows(read.filter(({ rows }) => rows.some((row) => row.some(Boolean))));
}

function seenRows(sheet: WorkbookSheet, warnings: Warnings): Sheet {
  const where = `工作表“${sheet.name}”`;
  const value = (row: number, column: number): string => {
    const at = sheet.merges?.find(
      (merge) =>
        row >= merge.startRow &&
        row <= merge.endRow &&
        column >= merge.startCol &&
        column <= merge.endCol,
    );
    return shownValue(sheet, at?.startRow ?? row, at?.startCol ?? column);
  };
  const comments = [...(sheet.cells?.values() ?? [])].flatMap(({ comment }) => comment?.text ?? []);
  for (const text of comments) warnings.add(where, '批注，没有收进来', text);
  const rows = sheet.rows.map((cells, row) =>
    Array.from({ length: Math.min(cells.length, maxColumns) }, (_, column) => {
      const shown = value(row, column);
      if (shown === '') return '';
      const hidden = sheet.rowDefs?.get(row)?.hidden || sheet.columns?.[column]?.hidden;
      if (hidden) warnings.add(`${where}第${row + 1}行`, '隐藏的格子，没有收进来', shown);
      return hidden ? '' : shown;
    }),
  );
  reportUnseen(rows.flat().join(' '), where, warnings);
  return { name: sheet.name, rows };
}

/** A cell as Excel shows it: 0.97 with the format 0% is 97%. */
function shownValue(sheet: WorkbookSheet, row: number, column: number): string {
  const value = sheet.rows[row]?.[column] ?? null;
  if (value === null) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  const format = sheet.cells?.get(`${row},${column}`)?.style?.numFmt;
  return typeof value === 'number' && format && format !== 'General'
    ? formatValue(value, format).trim()
    : String(value);
}

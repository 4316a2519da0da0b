// Exporting a selection of the log as CSV, JSON lines or a spreadsheet, with where it comes from inside.

import { ReadableStream } from 'node:stream/web';
import { writeXlsxStream } from 'hucre/xlsx';
import { z } from 'zod';
import type { RecordAct } from '../audit/record-act.ts';
import type { Database } from '../storage/schema.ts';
import { dayOf } from './beijing-days.ts';
import {
  exportHeader,
  exportNotice,
  exportRow,
  type Provenance,
  provenanceRows,
} from './export-rows.ts';
import { type ExportedAnswer, readExportedAnswers } from './exported-answers.ts';
import { neutralizeCell } from './neutralize-cell.ts';
import { type Actor, notPermitted, permits, type Refusal } from './permits.ts';
import type { ReviewItems } from './review-items.ts';
import type { Selection } from './selection.ts';

export const exportFormatSchema = z.enum(['csv', 'jsonl', 'xlsx']);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

export interface AnswerExport {
  readonly fileName: string;
  readonly contentType: string;
  /** Read as fast or slowly as the receiver takes it; cancelling ends the reading. */
  readonly body: ReadableStream<Uint8Array>;
}

/** Goes into the log before the first byte. */
export type ExportAnswers = (
  selection: Selection,
  format: ExportFormat,
  by: Actor,
) => Promise<AnswerExport | Refusal>;

const contentTypes: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/jsonl; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export function createExportAnswers(
  database: Database,
  recordAct: RecordAct,
  items: ReviewItems,
): ExportAnswers {
  return async (selection, format, by) => {
    if (!permits(by.role, 'export')) return notPermitted;
    await items.catchUp();
    const provenance = await recordAct<Provenance>(async (_, at, chainHead) => ({
      result: { selection, by: by.name, madeAt: at, chainHead },
      // What was searched for may be a resident's words.
      acts: [{ kind: 'export-made', detail: `${by.name} ${format} ${selection.queue}` }],
    }));
    const answers = readExportedAnswers(database, selection, by);
    return {
      fileName: `wenda-${dayOf(provenance.madeAt)}.${format}`,
      contentType: contentTypes[format],
      body: writers[format](provenance, answers),
    };
  };
}

type Write = (
  provenance: Provenance,
  answers: AsyncIterable<readonly ExportedAnswer[]>,
) => ReadableStream<Uint8Array>;

const writers: Readonly<Record<ExportFormat, Write>> = {
  csv: (provenance, answers) => ReadableStream.from(csvBytes(provenance, answers)),
  jsonl: (provenance, answers) => ReadableStream.from(jsonBytes(provenance, answers)),
  xlsx: (provenance, answers) =>
    ReadableStream.from(writeXlsxStream(sheetRows(provenance, answers), { name: '问答记录' })),
};

/** RFC 4180, with the byte order mark by which Excel knows UTF-8. */
async function* csvBytes(...[provenance, answers]: Parameters<Write>) {
  const line = (cells: readonly (string | number)[]) =>
    `${cells.map((cell) => `"${toCell(cell).toString().replaceAll('"', '""')}"`).join(',')}\r\n`;
  yield Buffer.from(`\ufeff${[...provenanceRows(provenance), exportHeader].map(line).join('')}`);
  for await (const batch of answers) {
    yield Buffer.from(batch.map((answer) => line(exportRow(answer))).join(''));
  }
}

async function* jsonBytes(...[provenance, answers]: Parameters<Write>) {
  const line = (value: unknown) => `${JSON.stringify(value)}\n`;
  yield Buffer.from(line({ provenance: { notice: exportNotice, ...provenance } }));
  for await (const batch of answers) yield Buffer.from(batch.map(line).join(''));
}

async function* sheetRows(...[provenance, answers]: Parameters<Write>) {
  for (const row of [...provenanceRows(provenance), exportHeader]) yield row.map(toCell);
  for await (const batch of answers) {
    for (const answer of batch) yield exportRow(answer).map(toCell);
  }
}

function toCell(value: string | number): string | number {
  return typeof value === 'number' ? value : neutralizeCell(value);
}

// The home of which rows people's acts leave behind, what each is called in the chain, and their digests.

import { randomBytes, randomUUID } from 'node:crypto';
import type { Database } from '../storage/schema.ts';
import { rowDigest } from './digest-chain.ts';
import { isEmptied } from './emptied-rows.ts';
import type { RowDigest, RowDigests } from './row-digests.ts';

/** Rows that may belong to a question; their `question_id` is empty when they do not. */
const questionTables = [
  'verdict',
  'ticket',
  'ticket_note',
  'golden_proposal',
  'approved_question',
] as const;
const houseTables = ['account', 'sign_off', 'pause', 'block', 'sample_rate'] as const;

export interface ActRow {
  readonly table: (typeof questionTables)[number] | (typeof houseTables)[number];
  readonly id: string;
}

/** What a new row of these tables begins with: its name in the chain, and the key of its digest. */
export function newActRow(): { readonly id: string; readonly row_key: string } {
  return { id: randomUUID(), row_key: randomBytes(16).toString('hex') };
}

/** Row name ("verdict:…") -> digest of the row as it lies in the database. */
export async function readActRow(
  database: Database,
  { table, id }: ActRow,
): Promise<Record<string, string>> {
  const row = await database
    .selectFrom(table)
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return { [nameOf(table, row)]: digestOf(table, row) };
}

/** Digests of all rows of the given questions, by question id; those of no question under ''. */
export async function readActRowDigests(
  database: Database,
  questionIds: readonly string[],
): Promise<ReadonlyMap<string, RowDigests>> {
  const digests = new Map<string, Map<string, RowDigest>>();
  const add = (table: ActRow['table'], questionId: string, row: Keyed) => {
    const ofQuestion = digests.get(questionId) ?? new Map<string, RowDigest>();
    const digest = digestOf(table, row);
    ofQuestion.set(nameOf(table, row), { digest, isEmptied: isEmptied(table, { ...row }) });
    digests.set(questionId, ofQuestion);
  };
  for (const table of questionTables) {
    const rows = database.selectFrom(table).selectAll().where('question_id', 'in', questionIds);
    for (const row of await rows.execute()) add(table, row.question_id, row);
  }
  if (!questionIds.includes('')) return digests;
  for (const table of houseTables) {
    for (const row of await database.selectFrom(table).selectAll().execute()) add(table, '', row);
  }
  return digests;
}

/** Ids of the questions whose rows begin after `after`, one query a table. */
export function questionsOfActs(database: Database, after: string) {
  return questionTables.map((table) =>
    database.selectFrom(table).select('question_id as id').where('question_id', '>', after),
  );
}

interface Keyed {
  readonly id: string;
  readonly row_key: string;
}

function nameOf(table: string, { id }: Keyed): string {
  return `${table}:${id}`;
}

function digestOf(table: string, row: Keyed): string {
  const { row_key, ...kept } = row;
  return rowDigest(row_key, nameOf(table, row), kept);
}

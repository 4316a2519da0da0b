// The home of which rows belong to a question, what each is called in the chain, and their digests.

import type { Database } from '../storage/schema.ts';
import { rowDigest } from './digest-chain.ts';
import { isEmptied } from './emptied-rows.ts';

export interface RowDigest {
  readonly digest: string;
  /** Whether nothing of a person is in it, as after erasing. */
  readonly isEmptied: boolean;
}

/** Row name ("statement:0") -> digest. */
export type RowDigests = ReadonlyMap<string, RowDigest>;

/** Rows of the question itself and of its answer, by their table; a vote or a verdict has a life of its own. */
export const answerTables = [
  'answer',
  'statement',
  'citation',
  'statement_citation',
  'retrieved',
  'composition',
  'model_call',
] as const;

/** Digests of all rows of the given questions as they lie in the database, by question id. */
export async function readRowDigests(
  database: Database,
  questionIds: readonly string[],
): Promise<ReadonlyMap<string, RowDigests>> {
  const digests = new Map<string, Map<string, RowDigest>>();
  const keys = new Map<string, string>();
  const add = (
    questionId: string,
    table: string,
    place: string,
    row: Readonly<Record<string, unknown>>,
    key = keys.get(questionId) ?? '',
  ) => {
    const ofQuestion = digests.get(questionId) ?? new Map<string, RowDigest>();
    const name = `${table}${place}`;
    ofQuestion.set(name, { digest: rowDigest(key, name, row), isEmptied: isEmptied(table, row) });
    digests.set(questionId, ofQuestion);
  };

  const questions = database.selectFrom('question').selectAll().where('id', 'in', questionIds);
  for (const { row_key, ...row } of await questions.execute()) {
    keys.set(row.id, row_key);
    add(row.id, 'question', '', row);
  }
  for (const table of answerTables) {
    const rows = database.selectFrom(table).selectAll().where('question_id', 'in', questionIds);
    for (const row of await rows.execute()) add(row.question_id, table, placeOf(row), row);
  }
  const votes = database.selectFrom('feedback').selectAll().where('question_id', 'in', questionIds);
  for (const { id, row_key, ...row } of await votes.execute()) {
    add(row.question_id, 'feedback', `:${id}`, row, row_key);
  }
  return digests;
}

/** "" for the one row of its table, ":0", and ":0:0" for what ties a statement to a citation. */
function placeOf(row: { readonly statement?: number; readonly position?: number }): string {
  return [row.statement, row.position]
    .filter((place) => place !== undefined)
    .map((place) => `:${place}`)
    .join('');
}

// The home of which rows belong to a question, what each is called in the chain, and their digests.

import type { Database } from '../storage/schema.ts';
import { rowDigest } from './digest-chain.ts';

/** Row name ("statement:0") -> digest. */
export type RowDigests = ReadonlyMap<string, string>;

/** Digests of all rows of the given questions as they lie in the database, by question id. */
export async function readRowDigests(
  database: Database,
  questionIds: readonly string[],
): Promise<ReadonlyMap<string, RowDigests>> {
  const digests = new Map<string, Map<string, string>>();
  const keys = new Map<string, string>();
  const add = (questionId: string, name: string, row: Readonly<Record<string, unknown>>) => {
    const ofQuestion = digests.get(questionId) ?? new Map<string, string>();
    ofQuestion.set(name, rowDigest(keys.get(questionId) ?? '', name, row));
    digests.set(questionId, ofQuestion);
  };
  const where = ['question_id', 'in', questionIds] as const;

  const questions = database.selectFrom('question').selectAll().where('id', 'in', questionIds);
  for (const { row_key, ...row } of await questions.execute()) {
    keys.set(row.id, row_key);
    add(row.id, 'question', row);
  }
  for (const row of await database
    .selectFrom('answer')
    .selectAll()
    .where(...where)
    .execute()) {
    add(row.question_id, 'answer', row);
  }
  for (const row of await database
    .selectFrom('statement')
    .selectAll()
    .where(...where)
    .execute()) {
    add(row.question_id, `statement:${row.position}`, row);
  }
  for (const row of await database
    .selectFrom('citation')
    .selectAll()
    .where(...where)
    .execute()) {
    add(row.question_id, `citation:${row.position}`, row);
  }
  const ties = database
    .selectFrom('statement_citation')
    .selectAll()
    .where(...where);
  for (const row of await ties.execute()) {
    add(row.question_id, `statement_citation:${row.statement}:${row.position}`, row);
  }
  for (const row of await database
    .selectFrom('retrieved')
    .selectAll()
    .where(...where)
    .execute()) {
    add(row.question_id, `retrieved:${row.position}`, row);
  }
  for (const row of await database
    .selectFrom('composition')
    .selectAll()
    .where(...where)
    .execute()) {
    add(row.question_id, 'composition', row);
  }
  for (const row of await database
    .selectFrom('model_call')
    .selectAll()
    .where(...where)
    .execute()) {
    add(row.question_id, `model_call:${row.position}`, row);
  }
  for (const row of await database
    .selectFrom('feedback')
    .selectAll()
    .where(...where)
    .execute()) {
    add(row.question_id, `feedback:${row.asker}`, row);
  }
  return digests;
}

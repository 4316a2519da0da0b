// Repeats on an older copy of the log what people had erased after it was made: what they had erased stays erased.

import { z } from 'zod';
import type { Database } from '../storage/schema.ts';
import { withStorageErrors } from '../storage/storage-error.ts';
import type { EventKind } from './append-event.ts';
import type { ChainEnd } from './digest-chain.ts';
import { eraseAsker } from './erase-asker.ts';

const erasure: EventKind = 'data-erased';
const namesOf = z.record(z.string(), z.string()).transform((rows) => Object.keys(rows));

/** A row that was erased: the question it hangs on, and its name as it is sealed. */
export interface ErasedRow {
  readonly questionId: string;
  readonly name: string;
}

/** What people had erased after `end`. Names nobody: the log does not say who. */
export function findErasedSince(database: Database, end: ChainEnd): Promise<ErasedRow[]> {
  return withStorageErrors(async () => {
    const events = await database
      .selectFrom('event')
      .select(['question_id', 'rows'])
      .where('sequence', '>', end.sequence)
      .where('kind', '=', erasure)
      .execute();
    return events.flatMap(({ question_id, rows }) => {
      const names = namesOf.parse(JSON.parse(rows));
      // With a question go other people's tickets about it; they did not ask for anything.
      const own = names.includes('question') ? ['question'] : names;
      return own.map((name) => ({ questionId: question_id, name }));
    });
  });
}

/**
 * In the older copy the rows still lead to who had them erased, and so to all that is kept of these people.
 * @returns how many questions. @throws StorageError
 */
export async function eraseAgain(
  database: Database,
  clock: () => Date,
  rows: readonly ErasedRow[],
): Promise<number> {
  const askers = new Set<string>();
  for (const row of rows) {
    const asker = await withStorageErrors(() => findAsker(database, row));
    if (asker) askers.add(asker);
  }
  const [first, ...others] = askers;
  if (first === undefined) return 0;
  return (await eraseAsker(database, clock, [first, ...others])).questions;
}

async function findAsker(database: Database, { questionId, name }: ErasedRow) {
  const [table, id = ''] = name.split(':');
  if (table === 'question') {
    const question = database.selectFrom('question').select('asker').where('id', '=', questionId);
    return (await question.executeTakeFirst())?.asker;
  }
  if (table === 'ticket') {
    const ticket = database.selectFrom('ticket').select('asker').where('id', '=', id);
    return (await ticket.executeTakeFirst())?.asker;
  }
  if (table === 'feedback') {
    const vote = database
      .selectFrom('feedback')
      .select('asker')
      .where('question_id', '=', questionId)
      .where('id', '=', id);
    return (await vote.executeTakeFirst())?.asker;
  }
  return undefined;
}

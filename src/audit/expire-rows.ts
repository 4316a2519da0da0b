// Removes what is older than the retention time, a little at a time, sealed by events that stay.

import { setImmediate } from 'node:timers/promises';
import type { Database } from '../storage/schema.ts';
import { withStorageErrors } from '../storage/storage-error.ts';
import { truncateWal } from '../storage/truncate-wal.ts';
import { appendEvent, gone, lockChain } from './append-event.ts';
import { readRowDigests } from './row-digests.ts';

/**
 * What goes by its own age, notes before the ticket they hang on. Questions that staff approved or proposed as
 * golden have become part of the corpus and lead to nobody once the question is gone: they stay.
 */
const datedTables = {
  feedback: 'given_at',
  verdict: 'recorded_at',
  ticket_note: 'noted_at',
  ticket: 'opened_at',
} as const;
type DatedTable = keyof typeof datedTables;

/** How many rows of each table, questions with their answers. */
export type Expired = Readonly<Record<'question' | DatedTable, number>>;

/** Few enough that residents who ask meanwhile notice nothing. */
const atOnce = 20;

/** @param cutoff see `find-cutoff.ts`. @throws StorageError */
export function countDue(database: Database, cutoff: string): Promise<Expired> {
  return withStorageErrors(async () => {
    const count = async (table: 'question' | DatedTable) => {
      const { rows } = await database
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number>().as('rows'))
        .where(table === 'question' ? 'asked_at' : datedTables[table], '<', cutoff)
        .executeTakeFirstOrThrow();
      return rows;
    };
    return {
      question: await count('question'),
      feedback: await count('feedback'),
      verdict: await count('verdict'),
      ticket_note: await count('ticket_note'),
      ticket: await count('ticket'),
    };
  });
}

/**
 * @param signal ends it after the rows in hand.
 * @throws StorageError; what was removed until then stays removed.
 */
export function expireRows(
  database: Database,
  clock: () => Date,
  cutoff: string,
  signal?: AbortSignal,
): Promise<Expired> {
  const expire = async (step: Step): Promise<number> => {
    let expired = 0;
    while (!signal?.aborted) {
      const found = await database.transaction().execute(async (transaction) => {
        await lockChain(transaction);
        return step(transaction, cutoff, clock().toISOString());
      });
      if (found === 0) break;
      expired += found;
      await setImmediate();
    }
    return expired;
  };
  return withStorageErrors(async () => {
    const expired = {
      question: await expire(expireQuestions),
      feedback: await expire(expireDated('feedback')),
      verdict: await expire(expireDated('verdict')),
      ticket_note: await expire(expireDated('ticket_note')),
      ticket: await expire(expireDated('ticket')),
    };
    if (Object.values(expired).some((rows) => rows > 0)) await truncateWal(database);
    return expired;
  });
}

/** Runs with the write lock held. @returns how many it removed; none when nothing is left. */
type Step = (transaction: Database, cutoff: string, at: string) => Promise<number>;

const expireQuestions: Step = async (transaction, cutoff, at) => {
  const found = await transaction
    .selectFrom('question')
    .select('id')
    .where('asked_at', '<', cutoff)
    .orderBy('asked_at')
    .limit(atOnce)
    .execute();
  if (found.length === 0) return 0;
  const ids = found.map(({ id }) => id);
  const digests = await readRowDigests(transaction, ids);
  for (const table of [
    'statement_citation',
    'statement',
    'citation',
    'retrieved',
    'model_call',
    'composition',
    'answer',
    'review_item',
  ] as const) {
    await transaction.deleteFrom(table).where('question_id', 'in', ids).execute();
  }
  await transaction.deleteFrom('question').where('id', 'in', ids).execute();
  for (const id of ids) {
    const names = [...(digests.get(id) ?? new Map()).keys()];
    const own = names.filter((name) => !name.startsWith('feedback:'));
    await seal(transaction, id, at, own);
  }
  return ids.length;
};

function expireDated(table: DatedTable): Step {
  return async (transaction, cutoff, at) => {
    let due = transaction
      .selectFrom(table)
      .select([`${table}.id`, `${table}.question_id`])
      .where(datedTables[table], '<', cutoff)
      .limit(atOnce);
    if (table === 'ticket') {
      const notes = transaction.selectFrom('ticket_note').select('ticket_id');
      due = due.where('id', 'not in', notes);
    }
    const found = await due.execute();
    for (const { id, question_id } of found) {
      await transaction
        .deleteFrom(table)
        .where('id', '=', id)
        .where('question_id', '=', question_id)
        .execute();
      await seal(transaction, question_id, at, [`${table}:${id}`]);
    }
    return found.length;
  };
}

async function seal(
  transaction: Database,
  questionId: string,
  at: string,
  names: readonly string[],
): Promise<void> {
  await appendEvent(transaction, await lockChain(transaction), {
    at,
    kind: 'data-expired',
    questionId,
    detail: `${names.length} rows`,
    rows: Object.fromEntries(names.map((name) => [name, gone])),
  });
}

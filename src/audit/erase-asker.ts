// Erases what is kept of one person: the words and the link go, the fact that somebody asked stays. Who wished it is not said.

import { setImmediate } from 'node:timers/promises';
import type { Database } from '../storage/schema.ts';
import { withStorageErrors } from '../storage/storage-error.ts';
import { truncateWal } from '../storage/truncate-wal.ts';
import { appendEvent, gone, lockChain } from './append-event.ts';
import type { Digests } from './asker-digest.ts';
import { emptyQuestion, emptyTicket, emptyVotes } from './empty-question.ts';
import { endBlocks } from './end-blocks.ts';
import { readRowDigests } from './row-digests.ts';
import { readActRowDigests } from './sealed-acts.ts';

export interface Erased {
  readonly questions: number;
  /** On answers to other people's questions. */
  readonly votes: number;
  /** Not about a question of the person's own. */
  readonly tickets: number;
}

/** Few enough that residents who ask meanwhile notice nothing. */
const atOnce = 10;

/**
 * Erases what there is at the beginning and what comes while it works. May be repeated: what is erased is not found again.
 * @param askers all digests of the person (see `asker-digest.ts`).
 * @throws StorageError; what was erased until then stays erased.
 */
export function eraseAsker(
  database: Database,
  clock: () => Date,
  askers: Digests,
): Promise<Erased> {
  const erase = async (step: Step): Promise<number> => {
    let erased = 0;
    for (;;) {
      const found = await database.transaction().execute(async (transaction) => {
        await lockChain(transaction);
        return step(transaction, askers, clock().toISOString());
      });
      if (found === 0) return erased;
      erased += found;
      await setImmediate();
    }
  };
  return withStorageErrors(async () => {
    const questions = await erase(eraseQuestions);
    const erased = {
      questions,
      tickets: await erase(eraseTickets),
      votes: await erase(eraseVotes),
    };
    // One in force stays until its time is over: erasing is no way out of it.
    await endBlocks(database, clock);
    await truncateWal(database);
    return erased;
  });
}

/** Runs with the write lock held. @returns how many it erased; none when nothing is left. */
type Step = (transaction: Database, askers: Digests, at: string) => Promise<number>;

const eraseQuestions: Step = async (transaction, askers, at) => {
  const found = await transaction
    .selectFrom('question')
    .select('id')
    .where('asker', 'in', askers)
    .limit(atOnce)
    .execute();
  for (const { id } of found) {
    const before = await readDigests(transaction, id);
    await emptyQuestion(transaction, id, askers);
    const left = await readDigests(transaction, id);
    const rows = [...before.keys()].map((name) => [name, left.get(name) ?? gone] as const);
    await seal(
      transaction,
      id,
      at,
      rows.filter(([name, digest]) => before.get(name) !== digest),
    );
  }
  return found.length;
};

const eraseTickets: Step = async (transaction, askers, at) => {
  const found = await transaction
    .selectFrom('ticket')
    .select(['id', 'question_id'])
    .where('asker', 'in', askers)
    .limit(atOnce)
    .execute();
  for (const { id, question_id } of found) {
    await emptyTicket(transaction, id);
    const notes = await transaction
      .selectFrom('ticket_note')
      .select('id')
      .where('ticket_id', '=', id)
      .execute();
    const names = new Set([`ticket:${id}`, ...notes.map((note) => `ticket_note:${note.id}`)]);
    const rows = [...(await readDigests(transaction, question_id))];
    await seal(
      transaction,
      question_id,
      at,
      rows.filter(([name]) => names.has(name)),
    );
  }
  return found.length;
};

const eraseVotes: Step = async (transaction, askers, at) => {
  const found = await transaction
    .selectFrom('feedback')
    .select(['id', 'question_id'])
    .where('asker', 'in', askers)
    .limit(atOnce)
    .execute();
  for (const { id, question_id } of found) {
    await emptyVotes(transaction, askers, question_id);
    const rows = [...(await readDigests(transaction, question_id))];
    await seal(
      transaction,
      question_id,
      at,
      rows.filter(([name]) => name === `feedback:${id}`),
    );
  }
  return found.length;
};

async function readDigests(transaction: Database, id: string): Promise<Map<string, string>> {
  const own = (await readRowDigests(transaction, [id])).get(id) ?? [];
  const ofActs = (await readActRowDigests(transaction, [id])).get(id) ?? [];
  return new Map([...own, ...ofActs].map(([name, { digest }]) => [name, digest]));
}

async function seal(
  transaction: Database,
  questionId: string,
  at: string,
  rows: readonly (readonly [string, string])[],
): Promise<void> {
  const end = await lockChain(transaction);
  const detail = `${rows.length} rows`;
  await appendEvent(transaction, end, {
    at,
    kind: 'data-erased',
    questionId,
    detail,
    rows: Object.fromEntries(rows),
  });
}

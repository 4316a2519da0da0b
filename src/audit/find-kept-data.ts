// Reads what is kept of one person, for that person.

import type { Database } from '../storage/schema.ts';
import { withStorageErrors } from '../storage/storage-error.ts';
import type { Digests } from './asker-digest.ts';

export interface KeptData {
  readonly questions: number;
  readonly votes: number;
  /** Complaints and questions left for staff. */
  readonly tickets: number;
  /** Of those, the ones that staff have still to see to. */
  readonly openTickets: number;
  /** ISO time until which staff have blocked the person; absent when they have not. */
  readonly blockedUntil?: string;
  /** ISO time of the oldest of all; absent when nothing is kept. */
  readonly since?: string;
  /** The newest questions as they are kept, newest first, at most five. */
  readonly latest: readonly { readonly askedAt: string; readonly text: string }[];
}

const shown = 5;

/** @param askers all digests of the person (see `asker-digest.ts`). @throws StorageError */
export function findKeptData(database: Database, askers: Digests, now: Date): Promise<KeptData> {
  return withStorageErrors(async () => {
    const questions = await database
      .selectFrom('question')
      .select(({ fn }) => [
        fn.countAll<number>().as('rows'),
        fn.min<string | null>('asked_at').as('since'),
      ])
      .where('asker', 'in', askers)
      .executeTakeFirstOrThrow();
    const votes = await database
      .selectFrom('feedback')
      .select(({ fn }) => [
        fn.countAll<number>().as('rows'),
        fn.min<string | null>('given_at').as('since'),
      ])
      .where('asker', 'in', askers)
      .executeTakeFirstOrThrow();
    const tickets = await database
      .selectFrom('ticket')
      .select(({ fn }) => [
        fn.countAll<number>().as('rows'),
        fn.countAll<number>().filterWhere('state', '<>', 'closed').as('open'),
        fn.min<string | null>('opened_at').as('since'),
      ])
      .where('asker', 'in', askers)
      .executeTakeFirstOrThrow();
    const { blockedUntil } = await database
      .selectFrom('block')
      .select(({ fn }) => fn.max<string | null>('until').as('blockedUntil'))
      .where('asker', 'in', askers)
      .executeTakeFirstOrThrow();
    const latest = await database
      .selectFrom('question')
      .select(['asked_at as askedAt', 'text'])
      .where('asker', 'in', askers)
      .orderBy('asked_at', 'desc')
      .limit(shown)
      .execute();
    const [since] = [questions.since, votes.since, tickets.since]
      .filter((at) => at !== null)
      .sort();
    return {
      questions: questions.rows,
      votes: votes.rows,
      tickets: tickets.rows,
      openTickets: tickets.open,
      ...(blockedUntil !== null && blockedUntil > now.toISOString() ? { blockedUntil } : {}),
      ...(since === undefined ? {} : { since }),
      latest,
    };
  });
}

// The inbox: updates that Telegram was told we have, until they are settled. Survives kill -9.

import { sql } from 'kysely';
import type { Update } from 'telegraf/types';
import type { Database } from '../storage/schema.ts';
import { withStorageErrors } from '../storage/storage-error.ts';
import { chatIdOf, updateSchema } from './update.ts';

export interface InboxRow {
  readonly updateId: number;
  readonly chatId: string;
  /** It was in hand at two crashes: tried alone, so that it is not taken for the cause in another's place. */
  readonly isSuspect?: boolean;
}

export interface Inbox {
  /** Commits the updates. @returns those that were not there yet, in order. */
  add(updates: readonly Update[]): Promise<InboxRow[]>;
  /** What an earlier process left unsettled, least tried chats first, in order within each. One that was tried alone twice and is still here is given up. */
  takeUp(): Promise<{ pending: InboxRow[]; givenUp: InboxRow[] }>;
  begin(updateId: number): Promise<void>;
  read(updateId: number): Promise<Update | undefined>;
  /** How many wait to be answered. */
  count(): Promise<number>;
  /** Empties payload and chat: a resident's words and number stay no longer than they are needed. */
  settle(updateId: number, state: 'done' | 'failed'): Promise<void>;
  /** Removes what was settled so long ago that Telegram cannot bring it again. @returns how many. */
  forget(): Promise<number>;
}

/** A crash leaves one update of every chat in hand: so many say little about any of them. */
const attemptsTogether = 2;
/** An update that takes the process down with it must not do so for ever. */
const maxAttempts = attemptsTogether + 2;
/** Telegram keeps updates for 24 hours, so an older one cannot come again. */
const rememberMs = 48 * 60 * 60 * 1000;

/** All functions reject with `StorageError`. */
export function createInbox(database: Database, clock: () => Date): Inbox {
  const now = () => clock().toISOString();
  return {
    add: (updates) =>
      withStorageErrors(async () => {
        if (updates.length === 0) return [];
        const rows = await database
          .insertInto('inbox')
          .values(
            updates.map((update) => ({
              update_id: update.update_id,
              chat_id: String(chatIdOf(update)),
              payload: JSON.stringify(update),
              state: 'pending',
              attempts: 0,
              received_at: now(),
              settled_at: null,
            })),
          )
          .onConflict((conflict) => conflict.column('update_id').doNothing())
          .returning(['update_id as updateId', 'chat_id as chatId'])
          .execute();
        return rows.sort((a, b) => a.updateId - b.updateId);
      }),

    takeUp: () =>
      withStorageErrors(async () => {
        const rows = await database
          .selectFrom('inbox')
          .select(['update_id as updateId', 'chat_id as chatId', 'attempts'])
          .where('state', 'in', ['pending', 'working'])
          .orderBy('update_id')
          .execute();
        // Crashes that come faster than one answer would else meet the same suspect again and again.
        const tried = new Map<string, number>();
        for (const { chatId, attempts } of rows)
          tried.set(chatId, Math.max(attempts, tried.get(chatId) ?? 0));
        const triedIn = ({ chatId }: InboxRow) => tried.get(chatId) ?? 0;
        return {
          pending: rows
            .filter((row) => row.attempts < maxAttempts)
            .sort((a, b) => triedIn(a) - triedIn(b) || a.updateId - b.updateId)
            .map((row) => ({ ...row, isSuspect: row.attempts >= attemptsTogether })),
          givenUp: rows.filter((row) => row.attempts >= maxAttempts),
        };
      }),

    async begin(updateId) {
      await withStorageErrors(() =>
        database
          .updateTable('inbox')
          .set({ state: 'working', attempts: sql`attempts + 1` })
          .where('update_id', '=', updateId)
          .execute(),
      );
    },

    read: (updateId) =>
      withStorageErrors(async () => {
        const row = await database
          .selectFrom('inbox')
          .select('payload')
          .where('update_id', '=', updateId)
          .where('state', 'in', ['pending', 'working'])
          .executeTakeFirst();
        return row && updateSchema.parse(JSON.parse(row.payload));
      }),

    count: () =>
      withStorageErrors(async () => {
        const { waiting } = await database
          .selectFrom('inbox')
          .select(({ fn }) => fn.countAll<number>().as('waiting'))
          .where('state', 'in', ['pending', 'working'])
          .executeTakeFirstOrThrow();
        return waiting;
      }),

    async settle(updateId, state) {
      await withStorageErrors(() =>
        database
          .updateTable('inbox')
          .set({ state, payload: '', chat_id: '', settled_at: now() })
          .where('update_id', '=', updateId)
          .execute(),
      );
    },

    forget: () =>
      withStorageErrors(async () => {
        const forgotten = new Date(clock().getTime() - rememberMs).toISOString();
        const { numDeletedRows } = await database
          .deleteFrom('inbox')
          .where('settled_at', '<', forgotten)
          .executeTakeFirstOrThrow();
        return Number(numDeletedRows);
      }),
  };
}

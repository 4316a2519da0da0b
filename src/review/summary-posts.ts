// The home of which daily summaries have been sent to staff, so that a restart sends none again.

import { sql } from 'kysely';
import type { Database } from '../storage/schema.ts';
import { withStorageErrors } from '../storage/storage-error.ts';

export interface SummaryPosts {
  /**
   * To be asked before sending. A day that was begun and not settled, as by a crash, may be begun once more.
   * @returns whether the summary of this day may be sent.
   */
  begin(day: string): Promise<boolean>;
  /** It was sent. */
  settle(day: string): Promise<void>;
  /** Telegram did not take it: it may be begun again. */
  giveBack(day: string): Promise<void>;
}

const mostAttempts = 2;

export function createSummaryPosts(database: Database, clock: () => Date): SummaryPosts {
  const change = (day: string) => database.updateTable('summary_post').where('day', '=', day);
  return {
    begin: (day) =>
      withStorageErrors(async () => {
        const begun = await database
          .insertInto('summary_post')
          .values({ day, attempts: 1, posted_at: null })
          .onConflict((conflict) =>
            conflict
              .column('day')
              .doUpdateSet({ attempts: sql`attempts + 1` })
              .where('summary_post.posted_at', 'is', null)
              .where('summary_post.attempts', '<', mostAttempts),
          )
          .returning('day')
          .executeTakeFirst();
        return begun !== undefined;
      }),
    settle: (day) =>
      withStorageErrors(async () => {
        await change(day).set({ posted_at: clock().toISOString() }).execute();
      }),
    giveBack: (day) =>
      withStorageErrors(async () => {
        await change(day).set({ attempts: sql`attempts - 1` }).execute();
      }),
  };
}

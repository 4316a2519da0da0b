// Tells whether a log goes on from another one's end, so that an older copy of a log is known for what it is.

import type { Database } from '../storage/schema.ts';
import { withStorageErrors } from '../storage/storage-error.ts';
import type { ChainEnd } from './digest-chain.ts';

/** Whether `end` was once the end of this log. */
export async function hasReached(database: Database, end: ChainEnd): Promise<boolean> {
  if (end.sequence === 0) return true;
  const event = await withStorageErrors(() =>
    database
      .selectFrom('event')
      .select('digest')
      .where('sequence', '=', end.sequence)
      .executeTakeFirst(),
  );
  return event?.digest === end.digest;
}

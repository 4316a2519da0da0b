// The job that removes what is too old: when the service starts and then once a day.

import { endBlocks } from './audit/end-blocks.ts';
import { expireRows } from './audit/expire-rows.ts';
import { findCutoff } from './audit/find-cutoff.ts';
import type { Logger } from './logger.ts';
import type { Database } from './storage/schema.ts';
import { createInbox } from './telegram/inbox.ts';

const everyMs = 24 * 3_600_000;

/** @returns what stops it; resolves when the rows in hand are done. */
export function keepRetention({
  database,
  now,
  retentionDays,
  logger,
}: {
  readonly database: Database;
  readonly now: () => Date;
  readonly retentionDays: number;
  readonly logger: Logger;
}): () => Promise<void> {
  const stopping = new AbortController();
  const removeOldRows = async () => {
    try {
      await createInbox(database, now).forget();
      await endBlocks(database, now);
      const cutoff = await findCutoff(database, now(), retentionDays);
      if (cutoff === undefined) return;
      const expired = await expireRows(database, now, cutoff, stopping.signal);
      logger.info({ cutoff, expired }, 'what is too old was removed');
    } catch (err) {
      logger.error({ err }, 'old rows were not removed; the service tries again tomorrow');
    }
  };
  let running = removeOldRows();
  const timer = setInterval(() => {
    running = running.then(removeOldRows);
  }, everyMs).unref();
  return () => {
    clearInterval(timer);
    stopping.abort();
    return running;
  };
}

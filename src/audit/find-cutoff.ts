// The home of how old the log's rows are: by the clock, as far as the log itself bears it out.

import type { Database } from '../storage/schema.ts';
import { withStorageErrors } from '../storage/storage-error.ts';

const dayMs = 24 * 3_600_000;
/** The log of a service that runs is not silent for so long; a clock that leaps leaves such a gap. */
const longestSilenceMs = 7 * dayMs;

/**
 * Goes back from now through the events, day by day, until so much time has passed. A longer silence does
 * not count: whether the service rested or its clock was put ahead cannot be told, and rows kept too long
 * can still be removed later. What a wrong clock has dated ahead of now is as if not there. So rows are
 * removed late in doubt, never early by more than a week.
 * @returns ISO time: what is older is due; nothing when the log does not reach so far back.
 * @throws StorageError
 */
export function findCutoff(
  database: Database,
  now: Date,
  retentionDays: number,
): Promise<string | undefined> {
  return withStorageErrors(async () => {
    let leftMs = retentionDays * dayMs;
    let end = now.getTime();
    let before = end;
    for (;;) {
      const { at } = await database
        .selectFrom('event')
        .select(({ fn }) => fn.max<string | null>('at').as('at'))
        .where('at', '<', new Date(before).toISOString())
        .executeTakeFirstOrThrow();
      if (at === null) return undefined;
      const passedMs = end - Date.parse(at);
      if (passedMs <= longestSilenceMs) {
        if (passedMs >= leftMs) return new Date(end - leftMs).toISOString();
        leftMs -= passedMs;
      }
      end = Date.parse(at);
      before = end - dayMs;
    }
  });
}

// The queues of answers to judge: views of the log, page by page.

import { setImmediate } from 'node:timers/promises';
import type { Database } from '../storage/schema.ts';
import { withStorageErrors } from '../storage/storage-error.ts';
import type { Actor } from './permits.ts';
import { type QueueItem, readQueueItems } from './queue-items.ts';
import type { ReviewItems } from './review-items.ts';
import {
  type QueueName,
  queueNameSchema,
  type Selection,
  selectItems,
  selectionSchema,
} from './selection.ts';

export interface QueuePage {
  /** The newest first. */
  readonly items: readonly QueueItem[];
  /** Where the next page begins; absent on the last one. */
  readonly next?: string;
}

export interface ReviewQueue {
  /** @param after `next` of the page before; what does not read as such begins at the start. */
  page(selection: Selection, viewer: Actor, after?: string): Promise<QueuePage>;
  counts(
    period: Pick<Selection, 'from' | 'to'>,
    viewer: Actor,
  ): Promise<ReadonlyMap<QueueName, number>>;
}

const pageSize = 50;

export function createReviewQueue(database: Database, items: ReviewItems): ReviewQueue {
  return {
    page: (selection, viewer, after) =>
      withStorageErrors(async () => {
        await items.catchUp();
        const cursor = readCursor(after);
        const found = await readQueueItems(database, selection, viewer, cursor, pageSize + 1);
        const shown = found.slice(0, pageSize);
        const last = shown.at(-1);
        return last && found.length > pageSize
          ? { items: shown, next: `${last.askedAt}~${last.questionId}` }
          : { items: shown };
      }),

    counts: (period, viewer) =>
      withStorageErrors(async () => {
        await items.catchUp();
        const counts = new Map<QueueName, number>();
        for (const queue of queueNameSchema.options) {
          const selection = selectionSchema.parse({ ...period, queue });
          const counted = await selectItems(database, selection, viewer)
            .select(({ fn }) => fn.countAll<number>().as('items'))
            .executeTakeFirstOrThrow();
          counts.set(queue, counted.items);
          // Residents' questions go between.
          await setImmediate();
        }
        return counts;
      }),
  };
}

function readCursor(after = ''): Pick<QueueItem, 'askedAt' | 'questionId'> | undefined {
  const [, askedAt, questionId] = /^([^~]+)~(.+)$/.exec(after) ?? [];
  return askedAt && questionId ? { askedAt, questionId } : undefined;
}

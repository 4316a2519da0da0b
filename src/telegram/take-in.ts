// Takes updates in, whichever way they come: committed first, worked after.

import type { Update } from 'telegraf/types';
import type { Logger } from '../logger.ts';
import { StorageError } from '../storage/storage-error.ts';
import type { Inbox } from './inbox.ts';
import * as texts from './texts.ts';
import { chatIdOf } from './update.ts';
import type { Workers } from './work-inbox.ts';

/**
 * Resolves when the updates are committed.
 * @throws StorageError when they are not; their chats have been told, and Telegram will bring them again.
 */
export type TakeIn = (updates: readonly Update[]) => Promise<void>;

export function createTakeIn({
  inbox,
  workers,
  tell,
  logger,
}: {
  readonly inbox: Inbox;
  readonly workers: Workers;
  readonly tell: (update: Update, text: string) => Promise<void>;
  readonly logger: Logger;
}): TakeIn {
  /** Chats that know of the outage that lasts. */
  const told = new Set<number>();

  const announceOutage = (updates: readonly Update[]) => {
    for (const update of updates) {
      const chatId = chatIdOf(update);
      if (told.has(chatId)) continue;
      told.add(chatId);
      tell(update, texts.unavailable).catch((err: unknown) => {
        logger.warn({ err }, 'outage not announced');
      });
    }
  };

  return async (updates) => {
    try {
      workers.enqueue(await inbox.add(updates));
      told.clear();
    } catch (error) {
      if (error instanceof StorageError) announceOutage(updates);
      throw error;
    }
  };
}

// The loop that fetches updates: Telegram hears that we have them only after they are committed.

import type { Update } from 'telegraf/types';
import { z } from 'zod';
import type { Logger } from '../logger.ts';
import { StorageError } from '../storage/storage-error.ts';
import type { BotApi } from './bot-api.ts';
import { createPatience } from './patience.ts';
import { updateSchema } from './update.ts';
import type { Wait } from './wait.ts';

const pollSeconds = 25;
const pollTimeoutMs = 45_000;
/** A server that answers "nothing" at once does not do long polling: ask it more slowly. */
const idleMs = 500;

const batchSchema = z.array(updateSchema);

export interface PollingOptions {
  readonly api: BotApi;
  /** Commits the updates and starts work on the new ones. */
  readonly receive: (updates: readonly Update[]) => Promise<void>;
  /** Called when updates cannot be committed; Telegram will bring them again. */
  readonly unavailable: (updates: readonly Update[]) => void;
  readonly logger: Logger;
  readonly wait: Wait;
  readonly signal: AbortSignal;
}

/**
 * Runs until `signal` aborts.
 * @throws TelegramError when the token is wrong or somebody else keeps polling.
 */
export async function pollUpdates(options: PollingOptions): Promise<void> {
  const { api, receive, unavailable, logger, wait, signal } = options;
  const patience = createPatience(logger, wait, signal);
  let offset: number | undefined;
  while (!signal.aborted) {
    try {
      const asked = performance.now();
      const payload = {
        timeout: pollSeconds,
        allowed_updates: ['message', 'callback_query'],
        ...(offset === undefined ? {} : { offset }),
      } as const;
      const limits = { timeoutMs: pollTimeoutMs, signal };
      const updates = await api.call('getUpdates', payload, batchSchema, limits);
      const last = updates.at(-1);
      if (!last) {
        // Everything is confirmed. Numbers begin anew at random after a quiet week, so none is kept.
        offset = undefined;
        patience.succeeded();
        if (performance.now() - asked < idleMs) await wait(idleMs, signal);
        continue;
      }
      await receive(updates).catch((error: unknown) => {
        if (error instanceof StorageError) unavailable(updates);
        throw error;
      });
      offset = last.update_id + 1;
      patience.succeeded();
    } catch (error) {
      await patience.failed(error);
    }
  }
}

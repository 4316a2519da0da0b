// The loop that fetches updates: Telegram hears that we have them only after they are committed.

import { z } from 'zod';
import type { Logger } from '../logger.ts';
import type { BotApi } from './bot-api.ts';
import type { Health } from './health.ts';
import { createPatience } from './patience.ts';
import type { TakeIn } from './take-in.ts';
import { readUpdates, updateSchema } from './update.ts';
import type { Wait } from './wait.ts';

const pollSeconds = 25;
const pollTimeoutMs = 45_000;
/** A server that answers "nothing" at once does not do long polling: ask it more slowly. */
const idleMs = 500;

const batchSchema = z.array(updateSchema);

export interface PollingOptions {
  readonly api: BotApi;
  readonly takeIn: TakeIn;
  /** Resolves when more can be taken in: what there is no room for stays with Telegram. */
  readonly room: () => Promise<void>;
  readonly health: Pick<Health, 'heard'>;
  readonly logger: Logger;
  readonly wait: Wait;
  readonly signal: AbortSignal;
}

/**
 * Runs until `signal` aborts.
 * @throws TelegramError when the token is wrong or somebody else keeps polling.
 */
export async function pollUpdates(options: PollingOptions): Promise<void> {
  const { api, takeIn, room, health, logger, wait, signal } = options;
  const patience = createPatience(logger, wait, signal);
  let offset: number | undefined;
  while (!signal.aborted) {
    await room();
    try {
      const asked = performance.now();
      const payload = {
        timeout: pollSeconds,
        allowed_updates: readUpdates,
        ...(offset === undefined ? {} : { offset }),
      } as const;
      const limits = { timeoutMs: pollTimeoutMs, signal };
      const updates = await api.call('getUpdates', payload, batchSchema, limits);
      const last = updates.at(-1);
      if (!last) {
        // Everything is confirmed. Numbers begin anew at random after a quiet week, so none is kept.
        offset = undefined;
        patience.succeeded();
        health.heard();
        if (performance.now() - asked < idleMs) await wait(idleMs, signal);
        continue;
      }
      await takeIn(updates);
      offset = last.update_id + 1;
      patience.succeeded();
      health.heard();
    } catch (error) {
      await patience.failed(error);
    }
  }
}

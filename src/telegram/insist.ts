// Calls the Bot API until it answers: Telegram may be away when the service starts.

import type { Telegram as Methods, Opts } from 'telegraf/types';
import type { z } from 'zod';
import type { Logger } from '../logger.ts';
import type { BotApi } from './bot-api.ts';
import { createPatience } from './patience.ts';
import type { Wait } from './wait.ts';

export const callTimeoutMs = 20_000;

/** @throws TelegramError when waiting is no use. @returns nothing when the service stops first. */
export async function insist<M extends keyof Methods, T>(
  { api, logger, wait, signal }: { api: BotApi; logger: Logger; wait: Wait; signal: AbortSignal },
  method: M,
  payload: Opts<M>,
  result: z.ZodType<T>,
): Promise<T | undefined> {
  const patience = createPatience(logger, wait, signal);
  while (!signal.aborted) {
    try {
      return await api.call(method, payload, result, { timeoutMs: callTimeoutMs, signal });
    } catch (error) {
      await patience.failed(error);
    }
  }
  return undefined;
}

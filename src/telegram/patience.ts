// The home of what to do when Telegram cannot be reached: wait longer each time, or say why waiting is no use.

import type { Logger } from '../logger.ts';
import { StorageError } from '../storage/storage-error.ts';
import { ApiFailure } from './api-failure.ts';
import { TelegramError } from './telegram-error.ts';
import { backoffMs, type Wait } from './wait.ts';

/** How long somebody else may poll with our token before we give up, in ms of waiting. */
const conflictLimitMs = 5 * 60 * 1000;
/** Turns a failure into what to do next: waits, or throws when waiting is no use. */
export function createPatience(logger: Logger, wait: Wait, signal: AbortSignal) {
  let failures = 0;
  let conflictMs = 0;
  return {
    succeeded() {
      failures = 0;
      conflictMs = 0;
    },
    /** @throws TelegramError */
    async failed(error: unknown): Promise<void> {
      if (signal.aborted) return;
      failures += 1;
      let ms = backoffMs(failures);
      if (error instanceof ApiFailure) {
        if (error.kind === 'unauthorized') {
          throw new TelegramError(
            'Telegram does not know this bot token: check TELEGRAM_BOT_TOKEN (@BotFather shows it under /mybots, API Token; a revoked token has to be replaced) and TELEGRAM_API_ROOT, then start again.',
          );
        }
        if (error.kind === 'rejected') {
          throw new TelegramError(
            `Telegram refuses the request (${error.message}): check TELEGRAM_API_ROOT, then start again.`,
          );
        }
        if (error.kind === 'rate-limited') ms = error.retryAfterMs;
        if (error.kind === 'conflict') {
          if (conflictMs >= conflictLimitMs) {
            throw new TelegramError(
              'Another program has been fetching the updates of this bot for minutes: stop it, or give this one a bot of its own in TELEGRAM_BOT_TOKEN, then start again.',
            );
          }
          conflictMs += ms;
        }
      }
      logger.warn({ err: error, waitMs: ms, failures }, adviceFor(error));
      await wait(ms, signal);
    },
  };
}

function adviceFor(error: unknown): string {
  if (error instanceof StorageError) return 'updates not committed, Telegram will bring them again';
  if (error instanceof ApiFailure && error.kind === 'conflict') {
    return 'another program fetches the updates of this bot: stop the other instance';
  }
  return 'Telegram not reached, trying again';
}

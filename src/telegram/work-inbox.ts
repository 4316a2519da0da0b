// Works the inbox off: one update after the other within a chat, chats side by side.

import type { Update } from 'telegraf/types';
import type { Logger } from '../logger.ts';
import type { Inbox, InboxRow } from './inbox.ts';
import type { Turnstile } from './turnstile.ts';

export interface Workers {
  enqueue(rows: readonly InboxRow[]): void;
  /** Resolves when nothing is in hand or queued. */
  idle(): Promise<void>;
}

export function createWorkers({
  inbox,
  handle,
  apologize,
  turnstile,
  logger,
  stopping,
  abandoning,
}: {
  readonly inbox: Inbox;
  /** Resolves when everything the update calls for has been sent. */
  readonly handle: (update: Update) => Promise<void>;
  readonly apologize: (update: Update) => Promise<void>;
  /** Left when an update is settled. */
  readonly turnstile: Turnstile;
  readonly logger: Logger;
  /** Aborts: rows not yet in hand stay for the next start. */
  readonly stopping: AbortSignal;
  /** Aborts: what is in hand stays for the next start too. */
  readonly abandoning: AbortSignal;
}): Workers {
  const tails = new Map<string, Promise<void>>();

  /** Storage that fails here must not keep a resident from an answer that can still be given. */
  const bestEffort = async (work: Promise<void>, updateId: number) => {
    await work.catch((err: unknown) => logger.error({ err, updateId }, 'inbox not written'));
  };

  const work = async ({ updateId }: InboxRow): Promise<void> => {
    if (stopping.aborted) return;
    await bestEffort(inbox.begin(updateId), updateId);
    let update: Update | undefined;
    try {
      update = await inbox.read(updateId);
      if (update) await handle(update);
      if (abandoning.aborted) return;
      await bestEffort(inbox.settle(updateId, 'done'), updateId);
    } catch (err) {
      if (abandoning.aborted) return;
      logger.error({ err, updateId }, 'update failed');
      if (!update) return;
      await apologize(update).catch((err: unknown) => {
        logger.warn({ err, updateId }, 'apology not sent');
      });
      if (!abandoning.aborted) await bestEffort(inbox.settle(updateId, 'failed'), updateId);
    }
  };

  return {
    enqueue(rows) {
      for (const row of rows) {
        const tail = (tails.get(row.chatId) ?? Promise.resolve()).then(async () => {
          await work(row);
          turnstile.leave(Number(row.chatId));
        });
        tails.set(row.chatId, tail);
        void tail.then(() => {
          if (tails.get(row.chatId) === tail) tails.delete(row.chatId);
        });
      }
    },
    async idle() {
      while (tails.size > 0) await Promise.all(tails.values());
    },
  };
}

// Works the inbox off: one update after the other within a chat, chats side by side, no chat at another's cost.

import type { Update } from 'telegraf/types';
import { quotaLimits } from '../answering/quota.ts';
import type { Logger } from '../logger.ts';
import type { Inbox, InboxRow } from './inbox.ts';
import type { Turnstile } from './turnstile.ts';
import type { Wait } from './wait.ts';

export interface Workers {
  enqueue(rows: readonly InboxRow[]): void;
  /** Whether so many wait that the next ones are better left with Telegram. */
  isFull(): boolean;
  /** Resolves when there is room, or when the service stops. */
  room(): Promise<void>;
  /** Resolves when nothing is in hand or queued. */
  idle(): Promise<void>;
}

/** A minute's quota: what came behind it would not be answered in this minute anyway. */
const longestLine = quotaLimits.perMinute;
/** Some minutes of work; only numbers are held in memory, the updates are on disk. */
const mostWaiting = 1000;
/** When a chat got no answer for so long, whoever waits behind it is told how many there are. */
export const lineNoticeMs = 6000;

/** Others wait no longer for suspects than this: one that Telegram does not take would hold up every chat. */
export const longestAloneMs = 10_000;

/** What a chat has in hand and queued; `tail` ends with the last of it. */
interface Line {
  tail: Promise<void>;
  length: number;
  /** How many have left it. */
  settled: number;
  last: InboxRow;
}

export function createWorkers({
  inbox,
  handle,
  apologize,
  announce,
  turnstile,
  logger,
  wait,
  stopping,
  abandoning,
}: {
  readonly inbox: Pick<Inbox, 'begin' | 'read' | 'settle'>;
  /**
   * Resolves when everything the update calls for has been sent.
   * @param isExcess it came when its chat's line was full, and overtakes it to be turned away.
   */
  readonly handle: (update: Update, isExcess: boolean) => Promise<void>;
  readonly apologize: (update: Update) => Promise<void>;
  /** Tells the chat of the update how many are before it. */
  readonly announce: (update: Update, ahead: number) => Promise<void>;
  /** Left when an update is settled. */
  readonly turnstile: Turnstile;
  readonly logger: Logger;
  readonly wait: Wait;
  /** Aborts: rows not yet in hand stay for the next start. */
  readonly stopping: AbortSignal;
  /** Aborts: what is in hand stays for the next start too. */
  readonly abandoning: AbortSignal;
}): Workers {
  const lines = new Map<string, Line>();
  /** Ends when all suspects were tried. Nothing else is begun before: a crash then tells which of them it was. */
  let suspects = Promise.resolve();
  let patience: Promise<void> | undefined;
  let waiting = 0;
  let wake = () => {};
  stopping.addEventListener('abort', () => wake(), { once: true });

  /** Storage that fails here must not keep a resident from an answer that can still be given. */
  const bestEffort = async (work: Promise<void>, updateId: number) => {
    await work.catch((err: unknown) => logger.error({ err, updateId }, 'inbox not written'));
  };

  const work = async ({ updateId }: InboxRow, isExcess: boolean): Promise<void> => {
    if (stopping.aborted) return;
    if (!isExcess) await bestEffort(inbox.begin(updateId), updateId);
    let update: Update | undefined;
    try {
      update = await inbox.read(updateId);
      if (update) await handle(update, isExcess);
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

  /** Once for as long as the line lasts. */
  const watch = async (line: Line): Promise<void> => {
    let settled: number;
    do {
      settled = line.settled;
      await wait(lineNoticeMs, stopping);
      if (line.length === 0 || stopping.aborted) return;
    } while (line.length === 1 || line.settled > settled);
    const update = await inbox.read(line.last.updateId);
    if (update) await announce(update, line.length - 1);
    turnstile.leave(Number(line.last.chatId));
  };

  const openLine = (name: string, row: InboxRow, isExcess: boolean): Line => {
    const line = { tail: Promise.resolve(), length: 0, settled: 0, last: row };
    lines.set(name, line);
    if (!isExcess) {
      watch(line).catch((err: unknown) => {
        logger.warn({ err }, 'waiting not announced');
      });
    }
    return line;
  };

  return {
    enqueue(rows) {
      for (const row of rows) {
        const isExcess = (lines.get(row.chatId)?.length ?? 0) >= longestLine;
        const name = isExcess ? `${row.chatId} excess` : row.chatId;
        const line = lines.get(name) ?? openLine(name, row, isExcess);
        line.last = row;
        line.length += 1;
        waiting += 1;
        if (row.isSuspect) {
          suspects = suspects.then(() => work(row, false));
          patience ??= wait(longestAloneMs, stopping);
        }
        const alone = suspects;
        line.tail = line.tail.then(async () => {
          if (row.isSuspect) await alone;
          else {
            await Promise.race([suspects, patience ?? suspects]);
            await work(row, isExcess);
          }
          turnstile.leave(Number(row.chatId));
          line.length -= 1;
          line.settled += 1;
          waiting -= 1;
          if (line.length === 0) lines.delete(name);
          wake();
        });
      }
    },
    isFull: () => waiting >= mostWaiting,
    async room() {
      while (waiting >= mostWaiting && !stopping.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    async idle() {
      while (lines.size > 0) await Promise.all([...lines.values()].map(({ tail }) => tail));
    },
  };
}

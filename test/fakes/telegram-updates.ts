// The update queue of the emulator: numbers, confirmation by offset, long polling, one poller at a time.

import type { Update } from '@grammyjs/types';
import { Refusal } from './telegram-faults.ts';
import { payloads } from './telegram-payloads.ts';

export function createTelegramUpdates() {
  let queue: Update[] = [];
  let nextId = 700_000;
  let allowed: readonly string[] | undefined;
  let poller: { readonly wake: () => void; readonly conflict: () => void } | undefined;

  let arrived = () => {};

  /** None given: as before. An empty list: every kind. */
  const allow = (kinds: readonly string[] | undefined) => {
    if (kinds) allowed = kinds.length === 0 ? undefined : kinds;
  };

  const confirm = (offset: number | undefined) => {
    if (offset === undefined) return;
    queue = offset < 0 ? queue.slice(offset) : queue.filter((u) => u.update_id >= offset);
  };

  const wait = (seconds: number, closed: Promise<void>) =>
    new Promise<void>((resolve, reject) => {
      const finish = (settle: () => void) => () => {
        clearTimeout(timer);
        if (poller === mine) poller = undefined;
        settle();
      };
      const text =
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';
      const mine = {
        wake: finish(resolve),
        conflict: finish(() => reject(new Refusal(409, text))),
      };
      const timer = setTimeout(mine.wake, seconds * 1000);
      void closed.then(mine.wake);
      poller = mine;
    });

  return {
    /** @returns the number the next update gets. */
    nextId: () => nextId,
    /** What Telegram still holds. */
    unconfirmed: () => queue.map((update) => update.update_id),
    held: (): readonly Update[] => queue,
    confirm,
    allow,
    /** Resolves when there is something to bring, or at the end. */
    arrival: () =>
      queue.length > 0
        ? Promise.resolve()
        : new Promise<void>((resolve) => {
            arrived = resolve;
          }),
    wake(): void {
      poller?.wake();
      arrived();
    },
    /** Kinds the bot did not ask for are dropped, as Telegram does. */
    push(update: Omit<Update, 'update_id'>): number {
      const update_id = nextId;
      nextId += 1;
      const [kind = ''] = Object.keys(update);
      if (allowed && !allowed.includes(kind)) return update_id;
      queue.push({ update_id, ...update });
      poller?.wake();
      arrived();
      return update_id;
    },
    async getUpdates(body: unknown, closed: Promise<void>): Promise<Update[]> {
      const { offset, limit, timeout, allowed_updates } = payloads.getUpdates.parse(body);
      poller?.conflict();
      allow(allowed_updates);
      confirm(offset);
      if (queue.length === 0 && timeout > 0) await wait(timeout, closed);
      return queue.slice(0, limit);
    },
  };
}

// How fast Telegram lets a bot send, over all chats: what is faster is refused with 429.

import { Refusal } from './telegram-faults.ts';

export function createPace() {
  let perSecond = Number.POSITIVE_INFINITY;
  let sentAt: number[] = [];
  let tooFast = 0;
  return {
    limit(most: number): void {
      perSecond = most;
    },
    tooFast: () => tooFast,
    /** @throws Refusal */
    count(): void {
      const now = Date.now();
      sentAt = sentAt.filter((at) => at > now - 1000);
      if (sentAt.length >= perSecond) {
        tooFast += 1;
        throw new Refusal(429, 'Too Many Requests: retry after 1', 1);
      }
      sentAt.push(now);
    },
  };
}

// The home of not repeating oneself: a chat that asks too much is told so once a minute.

import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

export interface Reminders {
  /** @returns whether this chat has been told in the last minute. */
  wasTold(chatId: number): Promise<boolean>;
  /** @returns whether this chat may be told again; from then on not for a minute. */
  isDue(chatId: number): Promise<boolean>;
}

export function createReminders(): Reminders {
  const limiter = new RateLimiterMemory({ points: 1, duration: 60 });
  return {
    wasTold: async (chatId) => ((await limiter.get(chatId))?.consumedPoints ?? 0) > 0,
    async isDue(chatId) {
      try {
        await limiter.consume(chatId);
        return true;
      } catch (error) {
        if (error instanceof RateLimiterRes) return false;
        throw error;
      }
    },
  };
}

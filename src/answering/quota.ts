// The home of how much anybody may ask: so that nobody, by mistake or on purpose, takes the service from the others.

import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Question } from '../domain.ts';

/** Whose bound was reached: `too-fast` and `enough-today` the person's own, `too-busy` everybody's. */
export type OverQuota = 'too-fast' | 'enough-today' | 'too-busy';

export interface Quota {
  /** Counts the question. @returns why it is not to be answered now, if so. */
  count(question: Question): Promise<OverQuota | undefined>;
}

export interface QuotaLimits {
  readonly perMinute: number;
  readonly perDay: number;
  /** People behind one address of the web: a community office, a family. */
  readonly addressPerMinute: number;
  readonly addressPerDay: number;
  readonly allPerMinute: number;
}

/**
 * A person cannot read an answer in two seconds, and a neighbour who asks for a whole staircase stays below
 * 300 a day. All together: what two cores answer without a model, so that beyond it nobody waits in vain.
 */
export const quotaLimits: QuotaLimits = {
  perMinute: 30,
  perDay: 300,
  addressPerMinute: 120,
  addressPerDay: 3000,
  allPerMinute: 3000,
};

const minute = 60;
const day = 24 * 60 * minute;

/**
 * Counts in memory: a restart begins anew, and nothing about people is kept. A period begins with the first
 * question in it. The command line is staff's and is not counted.
 */
export function createQuota(limits: QuotaLimits = quotaLimits): Quota {
  const bound = (points: number, duration: number) => new RateLimiterMemory({ points, duration });
  const asker = bound(limits.perMinute, minute);
  const askerDay = bound(limits.perDay, day);
  const address = bound(limits.addressPerMinute, minute);
  const addressDay = bound(limits.addressPerDay, day);
  const all = bound(limits.allPerMinute, minute);
  return {
    async count(question) {
      const { channel } = question;
      if (channel === 'cli') return undefined;
      if (question.isExcess) return 'too-fast';
      // In a group each member for themselves; otherwise the two are one.
      const person = `${channel} ${question.conversation} ${question.asker}`;
      const from = question.address;
      // The narrow bounds first: what they refuse takes nothing from everybody's.
      if (from !== undefined && (await isOver(address, from))) return 'too-fast';
      if (await isOver(asker, person)) return 'too-fast';
      if (from !== undefined && (await isOver(addressDay, from))) return 'enough-today';
      if (await isOver(askerDay, person)) return 'enough-today';
      return (await isOver(all, 'all')) ? 'too-busy' : undefined;
    },
  };
}

/** The library rejects with a `RateLimiterRes` when there is nothing left. */
async function isOver(limiter: RateLimiterMemory, key: string): Promise<boolean> {
  try {
    await limiter.consume(key);
    return false;
  } catch (error) {
    if (error instanceof RateLimiterRes) return true;
    throw error;
  }
}

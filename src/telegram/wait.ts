// The home of waiting: how long after a failure, and a wait that ends at once when the service stops.

import { setTimeout } from 'node:timers/promises';

/** Resolves after `ms` or when `signal` aborts, whichever comes first. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

export const wait: Wait = async (ms, signal) => {
  try {
    await setTimeout(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
};

const firstMs = 500;
/** Low enough that polling resumes within ten seconds of the network. */
const longestMs = 8000;

/** @param failures in a row, from 1. */
export function backoffMs(failures: number): number {
  return Math.min(longestMs, firstMs * 2 ** (failures - 1));
}

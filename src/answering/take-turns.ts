// The home of fairness between questions: each begins in a round of the event loop of its own.

import { setImmediate } from 'node:timers/promises';

/**
 * The loop accepts one connection a round (libuv since 1.45). With one round a question a crowd would be let in no
 * faster than it is answered, until the kernel turns people away who have not been heard.
 */
const roundsBetween = 3;
/** Some five seconds of answers: who comes behind so many is told at once, instead of waiting in vain. */
export const mostWaiting = 200;

export interface Turns {
  /** Resolves when everybody who came before has begun. @returns false at once when too many are waiting. */
  take(): Promise<boolean>;
}

/**
 * Passages are quoted without a pause: of many that begin in one round, the last would keep everybody else waiting
 * for as long as all of them take.
 */
export function createTurns(): Turns {
  let last = Promise.resolve();
  let waiting = 0;
  return {
    async take() {
      if (waiting >= mostWaiting) return false;
      waiting += 1;
      last = last.then(async () => {
        for (let round = 0; round < roundsBetween; round += 1) await setImmediate();
        waiting -= 1;
      });
      await last;
      return true;
    },
  };
}

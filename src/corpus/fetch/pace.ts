// The home of politeness: a pause between two requests to one host, and as long as the host itself asks for.

import { FetchError } from './fetch-error.ts';
import type { Network } from './network.ts';

/** One request at a time is the caller's part; this one keeps the pauses between them. */
export function createPace({ clock, wait, limits }: Network) {
  const pauses = new Map<string, number>();
  const freeAt = new Map<string, number>();
  const delay = (host: string, ms: number) =>
    freeAt.set(host, Math.max(freeAt.get(host) ?? 0, clock() + ms));
  return {
    /** Waits for the host's turn. @throws FetchError when that would take too long. */
    async enter(host: string): Promise<void> {
      const waitMs = (freeAt.get(host) ?? 0) - clock();
      if (waitMs > limits.longestWaitMs) {
        throw new FetchError(`网站要求过${Math.ceil(waitMs / 60_000)}分钟再来；到时候再取`);
      }
      if (waitMs > 0) await wait(waitMs);
    },
    /** To be called after each request. */
    leave: (host: string) => void delay(host, pauses.get(host) ?? limits.pauseMs),
    /** Nothing for so long. */
    hold: (host: string, ms: number) => void delay(host, ms),
    /** What robots.txt asks for, within reason; never less than our own pause. */
    setPause(host: string, ms: number): void {
      pauses.set(host, Math.min(Math.max(ms, limits.pauseMs), limits.longestWaitMs));
    },
  };
}

// The home of what fetching asks of the world outside: which addresses, which names, how long, how much.

import { lookup } from 'node:dns/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { isPublicAddress } from './public-address.ts';

export interface FetchLimits {
  /** Of one file, as it travels and as it is unpacked. */
  readonly maxBytes: number;
  readonly connectMs: number;
  /** From the request to the end of the headers. */
  readonly headersMs: number;
  /** Between two pieces of a body. */
  readonly idleMs: number;
  /** One request from its start to the last byte. */
  readonly totalMs: number;
  readonly redirects: number;
  /** After the first try. */
  readonly retries: number;
  readonly firstBackoffMs: number;
  /** Between two requests to one host. */
  readonly pauseMs: number;
  /** A host that wants more time is left for another day. */
  readonly longestWaitMs: number;
}

/** What leaves the machine. Only tests bring another one than `publicNetwork`. */
export interface Network {
  readonly allowsAddress: (address: string) => boolean;
  readonly allowsPort: (port: number) => boolean;
  /** All addresses of a name. */
  readonly resolve: (name: string) => Promise<readonly string[]>;
  /** Milliseconds, only ever rising. */
  readonly clock: () => number;
  readonly wait: (ms: number) => Promise<unknown>;
  readonly limits: FetchLimits;
}

export const publicNetwork: Network = {
  allowsAddress: isPublicAddress,
  allowsPort: (port) => port === 80 || port === 443,
  async resolve(name) {
    const found = await lookup(name, { all: true });
    return found.map(({ address }) => address);
  },
  clock: () => performance.now(),
  wait: (ms) => sleep(ms),
  limits: {
    maxBytes: 20_000_000,
    connectMs: 10_000,
    headersMs: 20_000,
    idleMs: 20_000,
    totalMs: 120_000,
    redirects: 5,
    retries: 2,
    firstBackoffMs: 5000,
    pauseMs: 3000,
    longestWaitMs: 60_000,
  },
};

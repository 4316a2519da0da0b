// A web site of an authority on loopback, and the network that leads to it and nowhere else.

import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { FetchLimits, Network } from '../../src/corpus/fetch/network.ts';

/** Answers with `handle`, and 404 for robots.txt where that gives no answer of its own. */
export async function startSite(handle: RequestListener, address = '127.0.0.1') {
  const requests: { path: string; headers: NodeJS.Dict<string | string[]> }[] = [];
  const server = createServer((request, response) => {
    requests.push({ path: request.url ?? '', headers: request.headers });
    handle(request, response);
  });
  let connections = 0;
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((ready) => server.listen(0, address, ready));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    /** Under the name that the network below resolves. */
    url: `http://site.test:${port}`,
    requests,
    /** Without robots.txt. */
    paths: () => requests.map(({ path }) => path).filter((path) => path !== '/robots.txt'),
    connections: () => connections,
  };
}

/** Every name leads to loopback; waiting takes no time and is written down. */
export function loopbackNetwork(
  limits: Partial<FetchLimits> = {},
  changes: Partial<Network> = {},
): Network & { readonly waits: readonly number[] } {
  const waits: number[] = [];
  let now = 0;
  return {
    allowsAddress: (address) => address === '127.0.0.1',
    allowsPort: () => true,
    resolve: async () => ['127.0.0.1'],
    clock: () => now,
    async wait(ms) {
      waits.push(ms);
      now += ms;
    },
    limits: {
      maxBytes: 1_000_000,
      connectMs: 2000,
      headersMs: 5000,
      idleMs: 5000,
      totalMs: 20_000,
      redirects: 3,
      retries: 0,
      firstBackoffMs: 5000,
      pauseMs: 3000,
      longestWaitMs: 60_000,
      ...limits,
    },
    ...changes,
    waits,
  };
}

// Gives the site a socket, and takes it away without cutting off an answer.

import { once } from 'node:events';
import { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { ServiceError } from '../errors.ts';

/** The address cannot be listened on; the message says what to do. */
export class ListenError extends ServiceError {
  override readonly name = 'ListenError';
}

export interface Listening {
  /** Such as http://127.0.0.1:8080. */
  readonly address: string;
  /** Takes no new connections; resolves when running answers have been sent, within 20 seconds. */
  stop(): Promise<void>;
}

/** A body of 16 KB that takes longer than this is not sent by a browser. */
const requestTimeoutMs = 20_000;
const drainMs = 20_000;

/**
 * @param port 0 for any that is free.
 * @throws ListenError
 */
export async function listen(
  site: Hono,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: site.fetch,
    serverOptions: { requestTimeout: requestTimeoutMs },
  });
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    throw new ListenError(problemOf(error, host, port), { cause: error });
  }
  const bound = server.address();
  const actualPort = typeof bound === 'object' && bound !== null ? bound.port : port;
  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${actualPort}`,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      if (!(server instanceof Server)) return;
      // Browsers keep connections open for a next request that is not to come.
      server.closeIdleConnections();
      const deadline = setTimeout(() => server.closeAllConnections(), drainMs);
      await closed;
      clearTimeout(deadline);
    },
  };
}

function problemOf(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE') {
    return `Port ${port} on ${host} is taken by another program: end it, or set PORT to another number, then start again.`;
  }
  if (code === 'EACCES') {
    return `Port ${port} needs more rights than the service has: set PORT to a number above 1024, then start again.`;
  }
  return `The web page cannot be served at ${host}:${port}: set HOST to an address of this machine, such as 127.0.0.1, then start again.`;
}

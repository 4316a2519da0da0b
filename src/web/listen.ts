// Gives the site a socket, and takes it away without cutting off an answer.

import { once } from 'node:events';
import { type IncomingMessage, Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
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

/** A form that takes longer than this is not sent by a browser. */
const headStartMs = 20_000;
/** From then on a request goes on only as long as it has brought so much on average: 128 kbit/s, a poor line. */
const minBytesPerSecond = 16_000;
const checkEveryMs = 5000;
/** The largest file over such a line. */
const requestTimeoutMs = 35 * 60_000;
const drainMs = 20_000;
const sweepEveryMs = 50;

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
    serverOptions: { headersTimeout: headStartMs, requestTimeout: requestTimeoutMs },
  });
  server.on('request', cutWhenSlow);
  const silent = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', ({ socket }: IncomingMessage) => silent.delete(socket));
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
      // Browsers keep connections open for a next request that is not to come, some before their first.
      for (const socket of silent) socket.destroy();
      const sweep = setInterval(() => server.closeIdleConnections(), sweepEveryMs);
      const deadline = setTimeout(() => server.closeAllConnections(), drainMs);
      await closed;
      clearInterval(sweep);
      clearTimeout(deadline);
    },
  };
}

/** Who holds a connection open byte by byte is cut off; a large file over a slow line is not. */
function cutWhenSlow(request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request;
  const before = socket.bytesRead;
  const startedAt = performance.now();
  const check = () => {
    if (request.complete || socket.destroyed) return;
    const seconds = (performance.now() - startedAt) / 1000;
    if (socket.bytesRead - before >= seconds * minBytesPerSecond) {
      wait(checkEveryMs);
      return;
    }
    if (!response.headersSent) {
      socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n');
    }
    socket.destroySoon();
  };
  const wait = (ms: number) => {
    const timer = setTimeout(check, ms).unref();
    // Not at its close: that comes with the answer, whatever is still on its way.
    request.once('end', () => clearTimeout(timer));
  };
  wait(headStartMs);
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

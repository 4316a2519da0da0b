// A port of this machine that nobody uses, for servers that must know theirs beforehand.

import { once } from 'node:events';
import { createServer } from 'node:net';
import { z } from 'zod';

export async function findPort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = z.object({ port: z.number() }).parse(probe.address());
  probe.close();
  await once(probe, 'close');
  return port;
}

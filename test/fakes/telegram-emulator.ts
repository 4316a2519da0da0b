// The Bot API server for one test, gone when the test is.

import { onTestFinished } from 'vitest';
import { openTelegramServer } from './telegram-server.ts';

export type { Fault, ShownMessage } from './telegram-server.ts';
export { resident } from './telegram-server.ts';

export async function startTelegramEmulator() {
  const server = await openTelegramServer();
  onTestFinished(() => server.close());
  return server;
}

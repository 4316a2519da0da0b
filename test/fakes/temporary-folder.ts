// A folder of its own for every test, gone afterwards.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'legal-service-bot-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** For `beforeAll`: gone after the tests of the file. */
export async function sharedTemporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'legal-service-bot-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

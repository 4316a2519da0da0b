// The index of the shipped corpus, built once for all tests of the whole service.

import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The `index` folder of a data folder. */
    builtIndex: string;
  }
}

const project = fileURLToPath(new URL('../..', import.meta.url));

/** vitest calls this once, before the first test. @returns what takes the index away again. */
export default async function buildIndex({ provide }: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'legal-service-bot-index-'));
  // As a first start does it; vitest's own loader cannot start the worker.
  await promisify(execFile)(process.execPath, ['scripts/run.mjs', 'cli', 'ask', '你好'], {
    cwd: project,
    env: { PATH: process.env['PATH'], DATA_DIR: dataDir },
  });
  provide('builtIndex', join(dataDir, 'index'));
  return () => rm(dataDir, { recursive: true, force: true });
}

/** Makes `dataDir` a data folder with a copy of that index. */
export async function copyBuiltIndex(builtIndex: string, dataDir: string): Promise<string> {
  await cp(builtIndex, join(dataDir, 'index'), { recursive: true });
  return dataDir;
}

// The home of building in a worker thread and verifying in a process of its own, so that answers go on meanwhile.

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { BuildProgress, BuildRequest } from './build-generation.ts';
import { type EmbeddingSettings, GenerationError, readManifest } from './generation.ts';

/** Ten times what a machine with nothing else to do needs, at any size. */
const verifyDeadlineMs = (vectors: number) => 120_000 + 2 * vectors;

const messageSchema = z.union([
  z.object({ step: z.enum(['terms', 'vectors']), done: z.number(), total: z.number() }),
  z.object({ problem: z.string() }),
]);

/** In the bundle all entries lie side by side as JavaScript; in tests the sources run as they are. */
const isBundled = import.meta.url.endsWith('.js');

function entryUrl(name: string): URL {
  return new URL(`./${name}.${isBundled ? 'js' : 'ts'}`, import.meta.url);
}

function startWorker(workerData: BuildRequest): Worker {
  const url = entryUrl('build-worker');
  if (isBundled) return new Worker(url, { workerData, execArgv: [] });
  // Node 20 does not apply `--import` loaders inside worker threads; registering there works on 20, 22 and 24.
  const start = `import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))}).then(({ register }) => {
    register();
    return import(${JSON.stringify(url.href)});
  });`;
  return new Worker(start, { eval: true, workerData, execArgv: [] });
}

/** @throws GenerationError, or what the disk said. */
export function buildApart(
  request: BuildRequest,
  onProgress: (progress: BuildProgress) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = startWorker(request);
    worker.on('message', (received) => {
      const message = messageSchema.parse(received);
      if ('problem' in message) reject(new GenerationError(message.problem));
      else onProgress(message);
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      if (code === 0) resolve();
      else
        reject(
          new GenerationError(
            `建立索引的程序中途停了（代码 ${code}）。再试一次；还是不行，请管理员看内存和磁盘`,
          ),
        );
    });
  });
}

/** A broken native index ends the other process, not this one. @throws GenerationError */
export async function verifyApart(directory: string, embedding: EmbeddingSettings): Promise<void> {
  const { vectors } = await readManifest(directory);
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(entryUrl('verify-process')), {
      execArgv: isBundled ? [] : ['--import', import.meta.resolve('tsx')],
      timeout: verifyDeadlineMs(vectors),
    });
    let reason = '打不开';
    child.once('message', (message) => {
      reason = String(message);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new GenerationError(`新索引没有通过检查，没有换上：${reason}`));
    });
    child.send({ directory, embedding });
  });
}

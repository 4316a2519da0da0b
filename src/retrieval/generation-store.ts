// The home of which generation is live: build in a worker, verify in a process of its own, publish by rename, swap, keep three.

import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { Document, IntentExamples, Term } from '../domain.ts';
import { type BuildProgress, type BuildRequest, flush } from './build-generation.ts';
import {
  type EmbeddingSettings,
  embeddingName,
  type Generation,
  GenerationError,
  openGeneration,
  readManifest,
} from './generation.ts';

export interface CorpusContent {
  readonly documents: readonly Document[];
  readonly glossary: readonly Term[];
  readonly screening?: IntentExamples;
  readonly digest: string;
}

const kept = 3;
const namePattern = /^\d{8}T\d{6}Z-[0-9a-f]{6}$/;
const verifyDeadlineMs = 120_000;

export class GenerationStore {
  readonly #root: string;
  readonly #embedding: EmbeddingSettings;
  readonly #now: () => Date;
  #live: Generation | undefined;

  /** @param root the `index` folder of the data folder. */
  constructor(root: string, embedding: EmbeddingSettings, now: () => Date = () => new Date()) {
    this.#root = root;
    this.#embedding = embedding;
    this.#now = now;
  }

  /** The generation that answers now. A question keeps the one it started with. */
  get live(): Generation {
    if (!this.#live)
      throw new GenerationError('No index is open yet; start the service, which builds one');
    return this.#live;
  }

  /**
   * Opens what CURRENT names, or the newest whole generation behind it.
   * @returns whether one could be opened; `problem` says what was wrong with those passed over.
   */
  async openLatest(): Promise<{ opened: boolean; problem?: string }> {
    const problems: string[] = [];
    const current = await this.#current();
    const others = (await this.#names()).filter((name) => name !== current).reverse();
    for (const name of current ? [current, ...others] : others) {
      try {
        this.#live = await openGeneration(join(this.#root, name), this.#embedding);
        // A CURRENT that cannot be opened would be tried again by every reader.
        if (current && name !== current) await this.#publish(name);
        return { opened: true, ...problemOf(problems) };
      } catch (error) {
        if (!(error instanceof GenerationError)) throw error;
        problems.push(error.message);
      }
    }
    return { opened: false, ...problemOf(problems) };
  }

  /** Whether the live generation was made of exactly this corpus with these settings. */
  isFresh(corpusDigest: string): boolean {
    const manifest = this.#live?.manifest;
    return (
      manifest?.corpusDigest === corpusDigest &&
      manifest.embedding === embeddingName(this.#embedding)
    );
  }

  /** Opens a generation that another process has published meanwhile. @returns whether it swapped. */
  async refresh(): Promise<boolean> {
    const current = await this.#current();
    if (!current || current === this.#live?.manifest.generation) return false;
    this.#live = await openGeneration(join(this.#root, current), this.#embedding);
    return true;
  }

  /**
   * Builds, verifies and publishes a generation, then serves it. Until the rename of CURRENT nothing
   * changes for readers; leftovers of a crash are folders named `building-…`, removed here.
   * @throws GenerationError or EmbeddingError; the live generation stays.
   */
  async rebuild(
    corpus: CorpusContent,
    onProgress: (progress: BuildProgress) => void,
  ): Promise<void> {
    const madeAt = this.#now();
    const stamp = madeAt.toISOString().replace(/[-:]|\.\d+/g, '');
    const generation = `${stamp}-${randomBytes(3).toString('hex')}`;
    const building = join(this.#root, `building-${generation}`);
    try {
      await mkdir(this.#root, { recursive: true });
      await runBuild(
        {
          directory: building,
          generation,
          documents: corpus.documents,
          glossary: corpus.glossary,
          screening: corpus.screening ?? {},
          corpusDigest: corpus.digest,
          embedding: this.#embedding,
          madeAt: madeAt.toISOString(),
        },
        onProgress,
      );
      await verify(building, this.#embedding);
      const directory = join(this.#root, generation);
      await rename(building, directory);
      await this.#publish(generation);
      this.#live = await openGeneration(directory, this.#embedding);
    } catch (error) {
      // What the folder's own trouble does to cleaning up is not what went wrong.
      await rm(building, { recursive: true, force: true }).catch(() => {});
      if (isDiskError(error)) {
        throw new GenerationError(
          `The index cannot be written to ${this.#root} (${error.code}); free disk space or check permissions, then try again`,
          { cause: error },
        );
      }
      throw error;
    }
    await this.#prune();
  }

  async #current(): Promise<string | undefined> {
    try {
      const name = (await readFile(join(this.#root, 'CURRENT'), 'utf8')).trim();
      return namePattern.test(name) ? name : undefined;
    } catch (error) {
      if (isDiskError(error) && error.code === 'ENOENT') return undefined;
      throw error;
    }
  }

  async #publish(generation: string): Promise<void> {
    const temporary = join(this.#root, `CURRENT-${generation}`);
    await writeFile(temporary, `${generation}\n`);
    await flush(temporary);
    await flush(this.#root);
    await rename(temporary, join(this.#root, 'CURRENT'));
    await flush(this.#root);
  }

  /** Names of generations, oldest first. */
  async #names(): Promise<string[]> {
    try {
      return (await readdir(this.#root)).filter((name) => namePattern.test(name)).sort();
    } catch (error) {
      if (isDiskError(error) && error.code === 'ENOENT') return [];
      throw error;
    }
  }

  async #prune(): Promise<void> {
    const current = await this.#current();
    const old = (await this.#names()).filter((name) => name !== current).slice(0, -(kept - 1));
    for (const name of old) await rm(join(this.#root, name), { recursive: true, force: true });
    for (const name of await readdir(this.#root)) {
      if (!name.startsWith('building-')) continue;
      // Another process may be building; a folder without a manifest for an hour is a leftover.
      const path = join(this.#root, name);
      const manifest = await readManifest(path).catch(() => undefined);
      const stamp = name.slice('building-'.length, 'building-'.length + 16);
      const age = this.#now().getTime() - (parseStamp(stamp) ?? 0);
      if (!manifest && age > 3_600_000) await rm(path, { recursive: true, force: true });
    }
  }
}

function problemOf(problems: readonly string[]): { problem?: string } {
  return problems.length > 0 ? { problem: problems.join('\n') } : {};
}

function parseStamp(stamp: string): number | undefined {
  const time = Date.parse(
    stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
  );
  return Number.isNaN(time) ? undefined : time;
}

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

function runBuild(
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
      else reject(new GenerationError(`Building the index stopped with code ${code}; try again`));
    });
  });
}

function verify(directory: string, embedding: EmbeddingSettings): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(entryUrl('verify-process')), {
      execArgv: isBundled ? [] : ['--import', import.meta.resolve('tsx')],
      timeout: verifyDeadlineMs,
    });
    let reason = 'it could not be opened';
    child.once('message', (message) => {
      reason = String(message);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new GenerationError(`The new index was not published: ${reason}`));
    });
    child.send({ directory, embedding });
  });
}

function isDiskError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

// The home of which generation is live and which is staged: build, verify, publish by rename, swap, keep three.

import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Document, IntentExamples, Term } from '../domain.ts';
import { buildApart, verifyApart } from './build-apart.ts';
import { type BuildProgress, flush } from './build-generation.ts';
import {
  type EmbeddingSettings,
  embeddingName,
  type Generation,
  GenerationError,
  type Manifest,
  openGeneration,
  readManifest,
} from './generation.ts';
import {
  isDiskError,
  listGenerations,
  readPointer,
  removePointer,
  writePointer,
} from './index-pointers.ts';

export interface CorpusContent {
  readonly documents: readonly Document[];
  readonly glossary: readonly Term[];
  readonly screening?: IntentExamples;
  readonly digest: string;
}

const kept = 3;

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
      throw new GenerationError('还没有索引。先启动服务（npm start），它会建好第一份');
    return this.#live;
  }

  /**
   * Opens what CURRENT names, or the newest whole generation behind it.
   * @returns whether one could be opened; `problem` says what was wrong with those passed over.
   */
  async openLatest(): Promise<{ opened: boolean; problem?: string }> {
    const problems: string[] = [];
    const opened = await this.#openCurrent().catch((error: unknown) => {
      if (!(error instanceof GenerationError)) throw error;
      problems.push(error.message);
      return undefined;
    });
    if (opened) {
      this.#live = opened;
      return { opened: true };
    }
    const current = (await readPointer(this.#root, 'CURRENT')) ?? '';
    // Newer ones than CURRENT are those that staff went back from.
    const earlier = (await this.#earlier()).reverse();
    const [newer, older] = [true, false].map((is) =>
      earlier.filter((name) => name > current === is),
    );
    for (const name of [...(older ?? []), ...(newer ?? [])]) {
      try {
        this.#live = await this.open(name);
      } catch (error) {
        if (!(error instanceof GenerationError)) throw error;
        problems.push(error.message);
        continue;
      }
      // A CURRENT that cannot be opened would be tried again by every reader.
      if (problems.length > 0) await writePointer(this.#root, 'CURRENT', name);
      return { opened: true, ...problemOf(problems) };
    }
    return { opened: false, ...problemOf(problems) };
  }

  /** What CURRENT names, open here or not. */
  current(): Promise<string | undefined> {
    return readPointer(this.#root, 'CURRENT');
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
    const opened = await this.#openCurrent(this.#live?.manifest.generation);
    if (opened) this.#live = opened;
    return opened !== undefined;
  }

  /** @throws GenerationError when it is not there, damaged or made with another embedding. */
  open(generation: string): Promise<Generation> {
    return openGeneration(join(this.#root, generation), this.#embedding);
  }

  /** Where a generation lies; what is known of it may be kept in the same folder, and goes with it. */
  directoryOf(generation: string): string {
    return join(this.#root, generation);
  }

  /** What waits to be published. A stage that cannot be opened is none: it is made again. */
  async openStaged(): Promise<Generation | undefined> {
    const staged = await this.#staged();
    if (!staged) return undefined;
    try {
      return await this.open(staged);
    } catch (error) {
      if (error instanceof GenerationError) return undefined;
      throw error;
    }
  }

  /** Manifests of the generations that were live before, newest first; unreadable ones are left out. */
  async listEarlier(): Promise<Manifest[]> {
    const manifests: Manifest[] = [];
    for (const name of (await this.#earlier()).reverse()) {
      const manifest = await readManifest(this.directoryOf(name)).catch(() => undefined);
      if (manifest) manifests.push(manifest);
    }
    return manifests;
  }

  /**
   * Builds and verifies a generation beside the live one and names it in STAGED, in the place of an earlier
   * stage. For readers nothing changes. One process at a time: what an earlier one left unfinished is removed.
   * @throws GenerationError or EmbeddingError; nothing is staged then.
   */
  async stage(
    corpus: CorpusContent,
    onProgress: (progress: BuildProgress) => void,
  ): Promise<Generation> {
    const madeAt = this.#now();
    const stamp = madeAt.toISOString().replace(/[-:]|\.\d+/g, '');
    const generation = `${stamp}-${randomBytes(3).toString('hex')}`;
    const building = join(this.#root, `building-${generation}`);
    try {
      await mkdir(this.#root, { recursive: true });
      await this.discardStaged();
      await this.#removeLeftovers();
      await buildApart(
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
      await verifyApart(building, this.#embedding);
      // Named first: a whole generation that no pointer names would pass for one that was live.
      await writePointer(this.#root, 'STAGED', generation);
      await rename(building, this.directoryOf(generation));
      await flush(this.#root);
      return await this.open(generation);
    } catch (error) {
      // What the folder's own trouble does to cleaning up is not what went wrong.
      await rm(building, { recursive: true, force: true }).catch(() => {});
      throw this.#describe(error);
    }
  }

  /** Takes the staged generation away, if there is one. @returns its name */
  async discardStaged(): Promise<string | undefined> {
    const staged = await this.#staged();
    if (staged) {
      // Under this name a crash half-way leaves nothing that passes for a generation.
      const leftover = join(this.#root, `building-${staged}`);
      await rename(this.directoryOf(staged), leftover).catch(ignoreAbsence);
      await rm(leftover, { recursive: true, force: true });
    }
    await removePointer(this.#root, 'STAGED');
    return staged;
  }

  /**
   * Makes a generation the live one: the staged one, or an earlier one again. Three stay.
   * @param opened has its checksums behind it. @throws GenerationError; the live generation stays.
   */
  async publish(opened: Generation): Promise<void> {
    const { generation } = opened.manifest;
    try {
      await writePointer(this.#root, 'CURRENT', generation);
      this.#live = opened;
      if ((await readPointer(this.#root, 'STAGED')) === generation) {
        await removePointer(this.#root, 'STAGED');
      }
      await this.#prune();
    } catch (error) {
      throw this.#describe(error);
    }
  }

  /** Stages and publishes at once. @throws GenerationError or EmbeddingError; the live generation stays. */
  async rebuild(
    corpus: CorpusContent,
    onProgress: (progress: BuildProgress) => void,
  ): Promise<void> {
    await this.publish(await this.stage(corpus, onProgress));
  }

  /** After a crash between the two renames of publishing, STAGED names what is live already. */
  async #staged(): Promise<string | undefined> {
    const staged = await readPointer(this.#root, 'STAGED');
    return staged === (await readPointer(this.#root, 'CURRENT')) ? undefined : staged;
  }

  /** @param open the generation that is open already. @returns nothing when CURRENT names that one or none. */
  async #openCurrent(open?: string): Promise<Generation | undefined> {
    for (let current = await readPointer(this.#root, 'CURRENT'); current && current !== open; ) {
      try {
        return await this.open(current);
      } catch (error) {
        // Whoever publishes quickly takes away what a slow reader was about to open.
        const since = await readPointer(this.#root, 'CURRENT');
        if (since === current) throw error;
        current = since;
      }
    }
    return undefined;
  }

  /** Names of generations that were live once, oldest first. */
  async #earlier(): Promise<string[]> {
    const pointers = [await readPointer(this.#root, 'CURRENT'), await this.#staged()];
    return (await listGenerations(this.#root)).filter((name) => !pointers.includes(name));
  }

  async #prune(): Promise<void> {
    for (const name of (await this.#earlier()).slice(0, -(kept - 1))) {
      await rm(this.directoryOf(name), { recursive: true, force: true });
    }
    await this.#removeLeftovers();
  }

  async #removeLeftovers(): Promise<void> {
    for (const name of await readdir(this.#root)) {
      if (/^(?:building|CURRENT|STAGED)-/.test(name)) {
        await rm(join(this.#root, name), { recursive: true, force: true });
      }
    }
  }

  #describe(error: unknown): unknown {
    if (!isDiskError(error)) return error;
    return new GenerationError(
      `索引写不进 ${this.#root}（${error.code}）：腾出磁盘空间，或者检查权限，再试一次`,
      { cause: error },
    );
  }
}

async function ignoreAbsence(error: unknown): Promise<void> {
  if (!isDiskError(error) || error.code !== 'ENOENT') throw error;
}

function problemOf(problems: readonly string[]): { problem?: string } {
  return problems.length > 0 ? { problem: problems.join('\n') } : {};
}

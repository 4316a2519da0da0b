// What the acts of publishing are lent by the composition root, and the one way they look at the index and the files.

import { join } from 'node:path';
import type { Logger } from 'pino';
import { type Corpus, digestCorpus, loadCorpus } from '../corpus/load-corpus.ts';
import { ServiceError } from '../errors.ts';
import type { BuildProgress } from '../retrieval/build-generation.ts';
import type { Generation } from '../retrieval/generation.ts';
import type { GenerationStore } from '../retrieval/generation-store.ts';
import { holdLock } from '../storage/hold-lock.ts';
import type { Database } from '../storage/schema.ts';
import type { WithPassingService } from './passing-service.ts';

export interface ReleaseParts {
  readonly corpusDir: string;
  /** What staff added; `corpusDir` and this are the working copy. */
  readonly addedDir: string;
  readonly dataDir: string;
  readonly now: () => Date;
  readonly logger: Logger;
  readonly openLastIndex: () => Promise<{ generations: GenerationStore; opened: boolean }>;
  readonly openDatabase: () => Promise<{ database: Database; close: () => Promise<void> }>;
  /** Writes what reviewers approved into the working copy. */
  readonly gatherApproved: (live: Generation | undefined) => Promise<unknown>;
  readonly withPassingService: WithPassingService;
  /** Why changed files were not published at a start, for whoever sits at a terminal; absent: only logged. */
  readonly onKeptBack?: ((sentence: string) => void) | undefined;
  readonly onBuildProgress: (progress: BuildProgress) => void;
}

export type OnCount = (done: number, total: number) => void;
/** @param index which of the two the golden questions are put to. */
export type OnGolden = (done: number, total: number, index: 'staged' | 'live') => void;
/** How far an act is: building, then golden questions, then questions from the log. */
export interface ReleaseWatch {
  readonly onBuild?: (progress: BuildProgress) => void;
  readonly onGolden?: OnGolden;
  readonly onAsked?: OnCount;
}

/** Staff ask for something that cannot be done now; says what to do instead. */
export class ReleaseError extends ServiceError {
  override readonly name = 'ReleaseError';
}

export function holdsPath({ dataDir }: ReleaseParts): string {
  return join(dataDir, 'index', 'HELD');
}

/** One at a time changes files, stages or publishes, in whatever process. @throws LockedError */
export async function withCorpusLock<T>(
  { dataDir, now }: Pick<ReleaseParts, 'dataDir' | 'now'>,
  by: string,
  what: string,
  work: () => Promise<T>,
): Promise<T> {
  const holder = { by, what, since: now().toISOString(), pid: process.pid };
  const release = holdLock(join(dataDir, 'locks'), 'corpus', holder);
  try {
    return await work();
  } finally {
    release();
  }
}

export function digestWorkingCopy({ corpusDir, addedDir }: ReleaseParts): Promise<string> {
  return digestCorpus(corpusDir, addedDir);
}

export function loadWorkingCopy({ corpusDir, addedDir }: ReleaseParts): Promise<Corpus> {
  return loadCorpus(corpusDir, addedDir);
}

export async function withDatabase<T>(
  { openDatabase }: Pick<ReleaseParts, 'openDatabase'>,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const { database, close } = await openDatabase();
  try {
    return await work(database);
  } finally {
    await close();
  }
}

/** The index that answers, or nothing before the first start. */
export function liveOf(index: {
  generations: GenerationStore;
  opened: boolean;
}): Generation | undefined {
  return index.opened ? index.generations.live : undefined;
}

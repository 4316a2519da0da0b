// The home of what was done to the corpus, and which indexes staff can go back to.

import { type CorpusAct, readCorpusActs } from '../audit/corpus-acts.ts';
import type { Manifest } from '../retrieval/generation.ts';
import type { GenerationStore } from '../retrieval/generation-store.ts';
import type { Database } from '../storage/schema.ts';
import { findRejected } from './roll-back.ts';

const actsShown = 50;

export interface CorpusHistory {
  /** Newest first. */
  readonly acts: readonly CorpusAct[];
  readonly earlier: readonly Manifest[];
}

/** Quick enough for the process that answers. @throws StorageError */
export async function readCorpusHistory(
  database: Database,
  generations: GenerationStore,
): Promise<CorpusHistory> {
  const acts = await readCorpusActs(database, actsShown);
  return { acts, earlier: await listReturnable(database, generations) };
}

/** Indexes that are kept and that staff have not gone back from, newest first. */
export async function listReturnable(
  database: Database,
  generations: GenerationStore,
): Promise<Manifest[]> {
  const rejected = await findRejected(database);
  const earlier = await generations.listEarlier();
  return earlier.filter(({ generation }) => !rejected.has(generation));
}

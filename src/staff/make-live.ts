// The one way an index becomes live: the log says first what is meant, then what came of it.

import {
  beginMove,
  endMove,
  hasOpenMove,
  type MoveDetail,
  type MoveKind,
} from '../audit/corpus-acts.ts';
import type { Generation } from '../retrieval/generation.ts';
import type { GenerationStore } from '../retrieval/generation-store.ts';
import { LockedError } from '../storage/hold-lock.ts';
import { type ReleaseParts, withCorpusLock, withDatabase } from './release-parts.ts';

/** The caller holds the corpus lock. @throws StorageError before anything is moved; GenerationError */
export async function makeLive(
  parts: ReleaseParts,
  generations: GenerationStore,
  target: Generation,
  kind: MoveKind,
  act: Pick<MoveDetail, 'by' | 'golden' | 'worse' | 'reason'>,
): Promise<void> {
  const { generation, corpusDigest, documents, passages } = target.manifest;
  const detail = { ...act, generation, corpusDigest, documents, passages };
  await withDatabase(parts, (database) => beginMove(database, parts.now, kind, detail));
  try {
    await generations.publish(target);
  } finally {
    const current = await generations.current();
    await withDatabase(parts, (database) => endMove(database, parts.now, current));
  }
}

/** One at a time, and only once the log says what came of the move before. @throws LockedError, StorageError */
export function withCorpus<T>(
  parts: ReleaseParts,
  by: string,
  what: string,
  work: () => Promise<T>,
): Promise<T> {
  return withCorpusLock(parts, by, what, async () => {
    await settleMove(parts);
    return work();
  });
}

/** At a start; whoever holds the lock is at it already. */
export async function settleAtStart(parts: ReleaseParts, by: string): Promise<void> {
  if (!(await withDatabase(parts, hasOpenMove))) return;
  await withCorpus(parts, by, '补写记录', async () => {}).catch((error: unknown) => {
    if (!(error instanceof LockedError)) throw error;
  });
}

/** After a crash: the log says what came of what it says was meant. */
async function settleMove(parts: ReleaseParts): Promise<void> {
  if (!(await withDatabase(parts, hasOpenMove))) return;
  const { generations } = await parts.openLastIndex();
  const current = await generations.current();
  await withDatabase(parts, (database) => endMove(database, parts.now, current));
}

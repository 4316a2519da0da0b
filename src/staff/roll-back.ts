// The home of going back: an earlier index answers again, and what staff went back from is held.

import { readCorpusMoves } from '../audit/corpus-acts.ts';
import { type Generation, GenerationError, type Manifest } from '../retrieval/generation.ts';
import type { GenerationStore } from '../retrieval/generation-store.ts';
import type { Database } from '../storage/schema.ts';
import { documentsOf } from './documents-of.ts';
import { heldDocuments, readHolds, writeHolds } from './holds.ts';
import { makeLive } from './make-live.ts';
import {
  holdsPath,
  liveOf,
  ReleaseError,
  type ReleaseParts,
  withDatabase,
} from './release-parts.ts';

/** Three indexes are kept; whatever was done to them is among the last moves. */
const movesRead = 200;

export interface RollBackRequest {
  readonly by: string;
  /** One of the kept ones; by default the newest before the live one that staff have not gone back from. */
  readonly generation?: string | undefined;
  readonly reason?: string | undefined;
}

/** The caller holds the corpus lock. @returns what answers now and what answered before. */
export async function rollBack(
  parts: ReleaseParts,
  { by, generation, reason = '' }: RollBackRequest,
): Promise<{ readonly manifest: Manifest; readonly left: Manifest }> {
  const index = await parts.openLastIndex();
  const left = liveOf(index);
  if (!left) throw new ReleaseError('还没有索引，没有可以退回的。先启动服务，它会建好第一份');
  const holds = await readHolds(holdsPath(parts));
  const rejected = await withDatabase(parts, findRejected);
  const earlier = await index.generations.listEarlier();
  const wanted = earlier.filter((manifest) =>
    generation
      ? manifest.generation === generation
      : manifest.generation < left.manifest.generation &&
        manifest.corpusDigest !== left.manifest.corpusDigest &&
        !rejected.has(manifest.generation),
  );
  const target = await openFirst(index.generations, wanted);
  if (!target) throw new ReleaseError(describeAbsence(generation, earlier));

  // Held before it is left: a start in between must not publish it again.
  const rest = holds.filter((hold) => hold.generation !== target.manifest.generation);
  const isBack = target.manifest.generation < left.manifest.generation;
  const hold = {
    generation: left.manifest.generation,
    by,
    at: parts.now().toISOString(),
    corpusDigest: left.manifest.corpusDigest,
    documents: heldDocuments(documentsOf(left), documentsOf(target)),
  };
  await writeHolds(holdsPath(parts), isBack ? [...rest, hold] : rest);
  await makeLive(parts, index.generations, target, 'corpus-rolled-back', { by, worse: [], reason });
  return { manifest: target.manifest, left: left.manifest };
}

/** Indexes that staff have gone back from and not put back since, as the log tells. */
export async function findRejected(database: Database): Promise<ReadonlySet<string>> {
  const rejected = new Set<string>();
  let live: string | undefined;
  for (const { kind, generation } of (await readCorpusMoves(database, movesRead)).reverse()) {
    if (kind === 'corpus-rolled-back' && live && generation < live) rejected.add(live);
    rejected.delete(generation);
    live = generation;
  }
  return rejected;
}

async function openFirst(
  generations: GenerationStore,
  manifests: readonly Manifest[],
): Promise<Generation | undefined> {
  for (const { generation } of manifests) {
    try {
      return await generations.open(generation);
    } catch (error) {
      if (!(error instanceof GenerationError)) throw error;
    }
  }
  return undefined;
}

function describeAbsence(generation: string | undefined, earlier: readonly Manifest[]): string {
  const kept = earlier.map((manifest) => manifest.generation).join('、');
  const what = generation ? `没有索引 ${generation}，或者它坏了` : '没有可以退回的旧索引';
  if (kept === '') return `${what}，也没有留着别的旧索引`;
  return `${what}。留着的旧索引：${kept}；要退回其中一份，把名字写在 rollback 后面`;
}

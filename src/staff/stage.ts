// The home of staging: an index of the working copy beside the live one, which goes on answering.

import type { Corpus } from '../corpus/load-corpus.ts';
import type { Generation, Manifest } from '../retrieval/generation.ts';
import type { GenerationStore } from '../retrieval/generation-store.ts';
import { findHold, type Hold, readHolds } from './holds.ts';
import {
  digestWorkingCopy,
  holdsPath,
  liveOf,
  loadWorkingCopy,
  type ReleaseParts,
  type ReleaseWatch,
} from './release-parts.ts';

export interface Staging {
  readonly outcome: 'staged' | 'already-staged' | 'already-live';
  readonly manifest: Manifest;
  /** Staff once went back from this corpus, or from a document in it. */
  readonly held: { readonly hold: Hold; readonly documentIds: readonly string[] } | undefined;
}

/**
 * Builds and verifies what is not there yet. What stands against the working copy being published again is told.
 * The caller holds the corpus lock.
 */
export async function stageWorkingCopy(
  parts: ReleaseParts,
  index: { readonly generations: GenerationStore; readonly opened: boolean },
  { onBuild = parts.onBuildProgress }: ReleaseWatch = {},
): Promise<Staging & { readonly staged: Generation | undefined }> {
  const { generations } = index;
  const digest = await digestWorkingCopy(parts);
  const live = liveOf(index);
  if (live && generations.isFresh(digest)) {
    await generations.discardStaged();
    return { outcome: 'already-live', manifest: live.manifest, held: undefined, staged: undefined };
  }
  const corpus = await loadWorkingCopy(parts);
  const held = await findHeld(parts, corpus);
  const earlier = await generations.openStaged();
  if (earlier?.manifest.corpusDigest === digest) {
    return { outcome: 'already-staged', manifest: earlier.manifest, held, staged: earlier };
  }
  const staged = await generations.stage(corpus, onBuild);
  return { outcome: 'staged', manifest: staged.manifest, held, staged };
}

/** What stands against publishing this corpus without being told to. */
export async function findHeld(parts: ReleaseParts, corpus: Corpus): Promise<Staging['held']> {
  return findHold(await readHolds(holdsPath(parts)), corpus);
}

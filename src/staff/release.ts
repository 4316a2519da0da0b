// The home of making an index live: what it needs, and what it is refused for.

import type { Generation, Manifest } from '../retrieval/generation.ts';
import type { GenerationStore } from '../retrieval/generation-store.ts';
import type { GoldenComparison } from './golden-results.ts';
import { writeHolds } from './holds.ts';
import { makeLive } from './make-live.ts';
import {
  holdsPath,
  liveOf,
  ReleaseError,
  type ReleaseParts,
  type ReleaseWatch,
} from './release-parts.ts';
import { type Staging, stageWorkingCopy } from './stage.ts';
import { compareOnGolden } from './test-stage.ts';
import { endWaiting } from './waiting-changes.ts';

export type Release =
  | { readonly outcome: 'unchanged'; readonly manifest: Manifest }
  /** The first index has no comparison. */
  | {
      readonly outcome: 'published';
      readonly manifest: Manifest;
      readonly comparison: GoldenComparison | undefined;
    }
  | {
      readonly outcome: 'refused';
      readonly manifest: Manifest;
      readonly comparison: GoldenComparison;
    }
  | {
      readonly outcome: 'held';
      readonly manifest: Manifest;
      readonly held: NonNullable<Staging['held']>;
    };

type Index = Awaited<ReturnType<ReleaseParts['openLastIndex']>>;

/**
 * Stages the working copy and publishes it when no golden question gets worse and staff have not gone back from
 * it before. The caller holds the corpus lock.
 */
export async function releaseWorkingCopy(
  parts: ReleaseParts,
  index: Index,
  by: string,
  watch: ReleaseWatch = {},
): Promise<Release> {
  const live = liveOf(index);
  const { staged, manifest, held } = await stageWorkingCopy(parts, index, watch);
  if (!staged) return { outcome: 'unchanged', manifest };
  // Without a live index there is nothing to keep to.
  if (held && live) return { outcome: 'held', manifest, held };
  return releaseStaged(parts, index.generations, live, staged, { by }, watch);
}

/** @param force why it is published although golden questions get worse. */
export async function publishStage(
  parts: ReleaseParts,
  { by, force }: { readonly by: string; readonly force?: string | undefined },
  watch: ReleaseWatch = {},
): Promise<Release> {
  const index = await parts.openLastIndex();
  const staged = await index.generations.openStaged();
  if (!staged) {
    throw new ReleaseError('没有暂存的索引，没有可以发布的。先运行 npm run corpus -- stage');
  }
  const act = { by, reason: force?.trim() };
  const released = await releaseStaged(parts, index.generations, liveOf(index), staged, act, watch);
  // Said explicitly: from here on nothing is held back.
  if (released.outcome === 'published') await writeHolds(holdsPath(parts), []);
  return released;
}

async function releaseStaged(
  parts: ReleaseParts,
  generations: GenerationStore,
  live: Generation | undefined,
  staged: Generation,
  { by, reason }: { readonly by: string; readonly reason?: string | undefined },
  { onGolden }: ReleaseWatch,
): Promise<Release> {
  const { manifest } = staged;
  const comparison =
    live &&
    (await compareOnGolden(parts, generations, live, staged, {
      whole: false,
      onProgress: onGolden,
    }));
  const worse = comparison?.worse.map(({ id }) => id) ?? [];
  if (comparison && worse.length > 0 && !reason)
    return { outcome: 'refused', manifest, comparison };
  const golden = comparison?.staged;
  await makeLive(parts, generations, staged, 'corpus-published', {
    by,
    ...(golden ? { golden: { right: golden.right, questions: golden.questions } } : {}),
    worse,
    reason: reason ?? '',
  });
  await endWaiting(parts);
  return { outcome: 'published', manifest, comparison };
}

// The home of where the corpus stands: what answers, what waits, what is held, and what comes next.

import { type CorpusMove, readCorpusMoves } from '../audit/corpus-acts.ts';
import { compareCorpora } from '../corpus/compare-corpora.ts';
import { CorpusError } from '../corpus/corpus-error.ts';
import type { Document, DocumentHeader } from '../domain.ts';
import type { Manifest } from '../retrieval/generation.ts';
import { listReturnable } from './corpus-history.ts';
import { documentsOf } from './documents-of.ts';
import { findHold, type Hold, readHolds } from './holds.ts';
import {
  digestWorkingCopy,
  holdsPath,
  liveOf,
  loadWorkingCopy,
  type ReleaseParts,
  withDatabase,
} from './release-parts.ts';

export interface CorpusStatus {
  /** With what the log says of how it became live. */
  readonly live: { readonly manifest: Manifest; readonly act: CorpusMove | undefined } | undefined;
  readonly staged: Manifest | undefined;
  /** What the files are equal to, or what keeps them from being read. */
  readonly workingCopy: 'live' | 'staged' | 'changed' | { readonly problem: string };
  /** Documents of the files that differ from the live ones. */
  readonly differing: readonly {
    readonly id: string;
    readonly title: string;
    readonly kind: 'added' | 'changed' | 'removed';
  }[];
  readonly held: { readonly hold: Hold; readonly documentIds: readonly string[] } | undefined;
  /** Earlier generations that staff can go back to, newest first. */
  readonly earlier: readonly Manifest[];
  readonly expired: readonly DocumentHeader[];
  readonly next: 'start' | 'repair' | 'stage' | 'publish' | 'nothing';
}

export async function readCorpusStatus(parts: ReleaseParts): Promise<CorpusStatus> {
  const index = await parts.openLastIndex();
  const { generations } = index;
  const live = liveOf(index);
  const staged = (await generations.openStaged())?.manifest;
  const files = await readFiles(parts);
  const documents = files.corpus?.documents ?? [];
  const held =
    files.corpus && files.corpus.digest !== live?.manifest.corpusDigest
      ? findHold(await readHolds(holdsPath(parts)), files.corpus)
      : undefined;
  const acts = await withDatabase(parts, (database) => readCorpusMoves(database, 50));
  const today = parts.now().toISOString().slice(0, 10);
  const workingCopy =
    files.problem !== undefined
      ? { problem: files.problem }
      : files.digest === live?.manifest.corpusDigest
        ? 'live'
        : files.digest === staged?.corpusDigest
          ? 'staged'
          : 'changed';
  return {
    live: live && {
      manifest: live.manifest,
      act: acts.find(({ generation }) => generation === live.manifest.generation),
    },
    staged,
    workingCopy,
    differing: live && files.corpus ? differingDocuments(documentsOf(live), documents) : [],
    held,
    earlier: await withDatabase(parts, (database) => listReturnable(database, generations)),
    expired: documents.filter(({ reviewBy }) => reviewBy < today),
    next: nextOf(workingCopy, live !== undefined),
  };
}

async function readFiles(parts: ReleaseParts) {
  try {
    const digest = await digestWorkingCopy(parts);
    return { digest, corpus: await loadWorkingCopy(parts), problem: undefined };
  } catch (error) {
    if (!(error instanceof CorpusError)) throw error;
    return { digest: undefined, corpus: undefined, problem: error.message };
  }
}

function differingDocuments(live: readonly Document[], files: readonly Document[]) {
  return compareCorpora(live, files).map(({ document: { id, title }, kind }) => ({
    id,
    title,
    kind,
  }));
}

function nextOf(workingCopy: CorpusStatus['workingCopy'], isLive: boolean): CorpusStatus['next'] {
  if (typeof workingCopy === 'object') return 'repair';
  if (!isLive) return 'start';
  if (workingCopy === 'live') return 'nothing';
  return workingCopy === 'staged' ? 'publish' : 'stage';
}

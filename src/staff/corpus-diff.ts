// The home of what publishing would change: documents and passages, contradictions, reviews that are due.

import { type Conflict, findConflicts } from '../answering/find-conflicts.ts';
import { compareCorpora, type DocumentChange } from '../corpus/compare-corpora.ts';
import type { Document, DocumentHeader } from '../domain.ts';
import { documentsOf } from './documents-of.ts';
import {
  digestWorkingCopy,
  liveOf,
  loadWorkingCopy,
  ReleaseError,
  type ReleaseParts,
} from './release-parts.ts';

export interface CorpusDiff {
  /** The live generation that is compared with. */
  readonly live: string;
  /** What is compared: the staged generation, or the files where none is staged. */
  readonly to: { readonly staged: string } | 'working-copy';
  /** Whether the files have changed since the stage was made. */
  readonly isBehind: boolean;
  /** Whether anything differs at all: word lists and sources are not shown one by one. */
  readonly differs: boolean;
  readonly documents: readonly DocumentChange[];
  readonly conflicts: readonly Conflict[];
  /** New and changed passages that were not looked at for contradictions, because there are so many. */
  readonly unchecked: number;
  /** Documents whose review date has passed. */
  readonly expired: readonly DocumentHeader[];
}

/** Each is held against every passage: more than these take minutes. */
const mostChecked = 2000;

export async function diffCorpus(parts: ReleaseParts): Promise<CorpusDiff> {
  const index = await parts.openLastIndex();
  const live = liveOf(index);
  if (!live) throw new ReleaseError('还没有索引，没有可以比较的。先启动服务，它会建好第一份');
  const staged = await index.generations.openStaged();
  const digest = await digestWorkingCopy(parts);
  const after = staged ? documentsOf(staged) : (await loadWorkingCopy(parts)).documents;
  const documents = compareCorpora(documentsOf(live), after);
  const changed = documents.flatMap((change) => [
    ...change.added,
    ...change.changed.flatMap(({ words, after: passage }) => (words.length > 0 ? [passage] : [])),
  ]);
  const today = parts.now().toISOString().slice(0, 10);
  return {
    live: live.manifest.generation,
    to: staged ? { staged: staged.manifest.generation } : 'working-copy',
    isBehind: staged !== undefined && staged.manifest.corpusDigest !== digest,
    differs: (staged?.manifest.corpusDigest ?? digest) !== live.manifest.corpusDigest,
    documents,
    conflicts: findConflicts(
      passagesOf(after),
      new Set(changed.slice(0, mostChecked).map(({ id }) => id)),
    ),
    unchecked: Math.max(0, changed.length - mostChecked),
    expired: after.filter(({ reviewBy }) => reviewBy < today),
  };
}

function passagesOf(documents: readonly Document[]) {
  return documents.flatMap(({ passages, ...document }) =>
    passages.map((passage) => ({ passage, document })),
  );
}

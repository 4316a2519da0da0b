// The acts by which staff publish: stage, look, try, publish, go back. Results without any wording; doors word them.

import { recordCorpusWork, type WorkDetail, type WorkKind } from '../audit/corpus-acts.ts';
import { listAdded, removeDocument } from '../corpus/remove-document.ts';
import { diffCorpus } from './corpus-diff.ts';
import { readCorpusHistory } from './corpus-history.ts';
import { readCorpusStatus } from './corpus-status.ts';
import { withCorpus } from './make-live.ts';
import { publishStage, releaseWorkingCopy } from './release.ts';
import {
  digestWorkingCopy,
  liveOf,
  ReleaseError,
  type ReleaseParts,
  type ReleaseWatch,
  withDatabase,
} from './release-parts.ts';
import { type RollBackRequest, rollBack } from './roll-back.ts';
import { stageWorkingCopy } from './stage.ts';
import { compareOnGolden, tryOnLog } from './test-stage.ts';
import { leaveToStaff } from './waiting-changes.ts';

/** Who acts, for the log and for whoever is refused meanwhile: an account, or the user of the machine. */
export interface Operator {
  readonly by: string;
}

/** Changes to the files are published at once unless `publish` is false. */
export interface ReleaseChoice extends Operator {
  readonly publish?: boolean | undefined;
  readonly watch?: ReleaseWatch | undefined;
}

/** How a change of the files is told. */
export interface CorpusChange<T> {
  /** To whoever is refused meanwhile. */
  readonly what: string;
  readonly kind: WorkKind;
  /** To the log; nothing when nothing was done. */
  readonly documentIds: (result: T) => readonly string[] | undefined;
}

export function createReleaseActs(parts: ReleaseParts) {
  /** The index, and files that have what reviewers approved by now. */
  async function openForStaging() {
    const index = await parts.openLastIndex();
    await parts.gatherApproved(liveOf(index));
    return index;
  }

  const record = (kind: WorkKind, detail: WorkDetail) =>
    withDatabase(parts, (database) => recordCorpusWork(database, parts.now, kind, detail));

  /** Changes the files with the lock held, then publishes what that makes nothing worse. */
  async function changeCorpus<T>(
    { by, publish = true, watch }: ReleaseChoice,
    { what, kind, documentIds }: CorpusChange<T>,
    change: () => Promise<T>,
  ) {
    return withCorpus(parts, by, what, async () => {
      const before = await digestWorkingCopy(parts);
      const result = await change();
      const changed = documentIds(result);
      if (changed) await record(kind, { by, documentIds: [...new Set(changed)] });
      if (!publish) {
        if ((await digestWorkingCopy(parts)) !== before) await leaveToStaff(parts);
        return { result, release: undefined };
      }
      const index = await openForStaging();
      return { result, release: await releaseWorkingCopy(parts, index, by, watch) };
    });
  }

  return {
    changeCorpus,
    acts: {
      /** Builds an index of the files beside the live one. @throws LockedError, CorpusError */
      async stageCorpus({ by }: Operator, onProgress?: ReleaseWatch['onBuild']) {
        const watch = onProgress ? { onBuild: onProgress } : {};
        return withCorpus(parts, by, '暂存语料', async () => {
          const index = await openForStaging();
          const { staged: _, ...staging } = await stageWorkingCopy(parts, index, watch);
          const { generation } = staging.manifest;
          if (staging.outcome === 'staged') await record('corpus-staged', { by, generation });
          return staging;
        });
      },
      /** Takes the staged index away; the files stay as they are. @throws LockedError */
      discardStage: ({ by }: Operator) =>
        withCorpus(parts, by, '撤下暂存', async () => {
          const { generations } = await parts.openLastIndex();
          const generation = await generations.discardStaged();
          if (generation) await record('stage-discarded', { by, generation });
        }),
      diffCorpus: () => diffCorpus(parts),
      /** Golden questions and questions of the log, put to the live index and to the staged one. */
      async testStage({ by }: Operator, { onGolden, onAsked }: ReleaseWatch = {}) {
        const index = await parts.openLastIndex();
        const [live, staged] = [liveOf(index), await index.generations.openStaged()];
        if (!live || !staged) {
          throw new ReleaseError('没有暂存的索引，没有可以试的。先运行 npm run corpus -- stage');
        }
        const golden = await compareOnGolden(parts, index.generations, live, staged, {
          whole: true,
          onProgress: onGolden,
        });
        const asked = await tryOnLog(parts, live, staged, onAsked);
        const { right, questions } = golden.staged;
        await record('stage-tested', {
          by,
          generation: staged.manifest.generation,
          golden: { right, questions },
          worse: golden.worse.map(({ id }) => id),
        });
        return { live: live.manifest, staged: staged.manifest, golden, asked };
      },
      /** @param act.force the reason to publish although golden questions get worse. @throws LockedError */
      publishStage: (
        act: Operator & { readonly force?: string | undefined },
        watch?: ReleaseWatch,
      ) => withCorpus(parts, act.by, '发布语料', () => publishStage(parts, act, watch)),
      /** @throws LockedError, ReleaseError when there is nothing to go back to. */
      rollBack: (request: RollBackRequest) =>
        withCorpus(parts, request.by, '退回旧索引', () => rollBack(parts, request)),
      corpusStatus: () => readCorpusStatus(parts),
      /** What was done to the corpus, and what staff can go back to. */
      async corpusHistory() {
        const { generations } = await parts.openLastIndex();
        return withDatabase(parts, (database) => readCorpusHistory(database, generations));
      },
      /** What staff added, without the text. */
      async listAdded() {
        const documents = await listAdded(parts.corpusDir, parts.addedDir);
        return documents.map(({ id, title, checked }) => ({ id, title, checked }));
      },
      /** Takes a document away that staff added; its file is kept. @throws CorpusError, LockedError */
      async removeDocument(id: string, choice: ReleaseChoice) {
        const { result, release } = await changeCorpus(
          choice,
          { what: `去掉文档 ${id}`, kind: 'document-removed', documentIds: () => [id] },
          () => removeDocument(id, parts.corpusDir, parts.addedDir, parts.now()),
        );
        return { ...result, release };
      },
    },
  };
}

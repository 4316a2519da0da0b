// The home of what a start does with the index: opens it, and publishes changed files if that makes nothing worse.

import { setTimeout } from 'node:timers/promises';
import { ServiceError } from '../errors.ts';
import type { GenerationStore } from '../retrieval/generation-store.ts';
import { LockedError } from '../storage/hold-lock.ts';
import { type Release, releaseWorkingCopy } from './release.ts';
import {
  digestWorkingCopy,
  loadWorkingCopy,
  type ReleaseParts,
  withCorpusLock,
} from './release-parts.ts';
import { findHeld, type Staging } from './stage.ts';
import { isLeftToStaff } from './waiting-changes.ts';

export const startOperator = '服务启动';
const retryMs = 200;

/** Nobody loses an answer over a refresh: while an index is whole, whatever keeps a new one back is only logged. */
export async function openIndex(parts: ReleaseParts): Promise<GenerationStore> {
  const index = await parts.openLastIndex();
  try {
    if (index.opened && index.generations.isFresh(await digestWorkingCopy(parts))) {
      return index.generations;
    }
    if (!index.opened) return await buildFirst(parts);
    if (await isLeftToStaff(parts)) {
      if (parts.onKeptBack) parts.onKeptBack(leftToStaff);
      else parts.logger.info({ todo: leftToStaff }, stays);
      return index.generations;
    }
    // Not worth building at every start.
    const held = await findHeld(parts, await loadWorkingCopy(parts));
    if (held) {
      explainHold(parts, held);
      return index.generations;
    }
    const release = await withCorpusLock(parts, startOperator, '换上新的语料', () =>
      releaseWorkingCopy(parts, index, startOperator),
    );
    explain(parts, release);
  } catch (error) {
    if (!index.opened || !(error instanceof ServiceError)) throw error;
    parts.logger.error(
      { problem: error.message },
      'the corpus was not indexed; the last index answers',
    );
  }
  return index.generations;
}

/** Without an index nothing can be answered: whoever is building one already is waited for. */
async function buildFirst(parts: ReleaseParts): Promise<GenerationStore> {
  for (;;) {
    try {
      return await withCorpusLock(parts, startOperator, '建立第一份索引', async () => {
        const index = await parts.openLastIndex();
        await releaseWorkingCopy(parts, index, startOperator);
        return index.generations;
      });
    } catch (error) {
      if (!(error instanceof LockedError)) throw error;
      await setTimeout(retryMs);
    }
  }
}

const leftToStaff =
  '有存好还没有发布的内容。看改了什么：npm run corpus -- diff；发布：npm run corpus -- stage，再 npm run corpus -- publish';
const stays = 'the changed corpus was not published; the last index answers';

function explain(parts: ReleaseParts, release: Release): void {
  if (release.outcome === 'held') explainHold(parts, release.held);
  if (release.outcome !== 'refused') return;
  const questions = release.comparison.worse.map(({ id }) => id);
  const todo =
    '这些考题原来答对，换上新语料就答错。看改了什么：npm run corpus -- diff；看考题：npm run corpus -- test；' +
    '改好文件再启动，或者写明理由发布：npm run corpus -- publish --force "理由"';
  if (parts.onKeptBack) parts.onKeptBack(`${todo}。考题：${questions.join('、')}`);
  else parts.logger.error({ questions, todo }, stays);
}

function explainHold(
  { logger, onKeptBack }: ReleaseParts,
  { hold, documentIds }: NonNullable<Staging['held']>,
): void {
  const todo =
    '工作人员退回过这些内容，不会自动发布。看改了什么：npm run corpus -- diff；' +
    '确定要发布：npm run corpus -- stage，再 npm run corpus -- publish';
  if (onKeptBack) onKeptBack(todo);
  else logger.warn({ by: hold.by, at: hold.at, documents: documentIds.slice(0, 20), todo }, stays);
}

// The composition root: everything is built here from the settings, and tests override only what leaves the machine. READ THIRD.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { createAnswerService } from './answering/answer-question.ts';
import { evaluateAnswers } from './answering/evaluate-answers.ts';
import { createAskerDigest, loadSecretKey } from './audit/asker-digest.ts';
import { createAuditLog } from './audit/open-audit-log.ts';
import type { Config } from './config.ts';
import { addDocument, type DocumentRequest } from './corpus/add-document.ts';
import { checkCorpus } from './corpus/check-corpus.ts';
import { formatProblem } from './corpus/corpus-error.ts';
import { readGolden } from './corpus/golden.ts';
import { digestCorpus, loadCorpus } from './corpus/load-corpus.ts';
import { ServiceError } from './errors.ts';
import type { BuildProgress } from './retrieval/build-generation.ts';
import { GenerationStore } from './retrieval/generation-store.ts';
import { openDatabase } from './storage/open-database.ts';

export type App = ReturnType<typeof createApp>;
export type OpenApp = Awaited<ReturnType<App['open']>>;

export interface AppParts {
  readonly logger: Logger;
  readonly now?: () => Date;
  readonly onBuildProgress?: (progress: BuildProgress) => void;
}

export function createApp(
  config: Config,
  { logger, now = () => new Date(), onBuildProgress }: AppParts,
) {
  const addedDir = join(config.dataDir, 'corpus');

  const openAudit = async () => {
    const database = await openDatabase(join(config.dataDir, 'bot.sqlite'));
    return { audit: createAuditLog(database, now), database, close: () => database.destroy() };
  };

  /** The last index that is whole, which may be of an earlier corpus. */
  const openLastIndex = async () => {
    const generations = new GenerationStore(
      join(config.dataDir, 'index'),
      { endpoint: config.embedding, cacheDir: join(config.dataDir, 'embeddings') },
      now,
    );
    const { opened, problem } = await generations.openLatest();
    if (problem) logger.warn({ problem }, 'an index was passed over');
    return { generations, opened };
  };

  /** Builds the index of the corpus as it is now. Most of the time there is nothing to do but compare digests. */
  const refreshIndex = async (generations: GenerationStore) => {
    if (generations.isFresh(await digestCorpus(config.corpusDir, addedDir))) return;
    const corpus = await loadCorpus(config.corpusDir, addedDir);
    await generations.rebuild(corpus, (progress) => onBuildProgress?.(progress));
  };

  const openIndex = async () => {
    const { generations, opened } = await openLastIndex();
    try {
      await refreshIndex(generations);
    } catch (error) {
      // A refresh that fails costs nobody an answer while an older index is whole.
      if (!opened || !(error instanceof ServiceError)) throw error;
      logger.error(
        { problem: error.message },
        'the corpus was not indexed; the last index answers',
      );
    }
    return generations;
  };

  /** Opens the log and the index, building the index when it is absent or the corpus has changed. */
  async function open() {
    const { audit, database, close } = await openAudit();
    try {
      const digest = createAskerDigest(await loadSecretKey(config.dataDir, config.secretKey));
      const generations = await openIndex();
      const service = createAnswerService({
        generation: () => generations.live,
        audit,
        digest,
        logger,
        publicBaseUrl: config.publicBaseUrl,
        now,
      });
      return { service, audit, database, digest, generations, close };
    } catch (error) {
      await close();
      throw error;
    }
  }

  return {
    open,
    /** The log alone; needs no index. */
    openAudit,
    /** The Telegram door; absent without a token. telegraf is loaded only here. */
    async openTelegram({ service, audit, database, digest }: Awaited<ReturnType<typeof open>>) {
      if (!config.telegram) return undefined;
      const { createTelegramChannel } = await import('./telegram/telegram-channel.ts');
      return createTelegramChannel({
        ...config.telegram,
        service,
        audit,
        database,
        askerDigest: digest,
        logger,
        clock: now,
      });
    },
    /** Stores a document in the data folder and publishes an index that has it. */
    async addDocument(request: DocumentRequest) {
      const today = now().toISOString().slice(0, 10);
      const added = await addDocument(request, config.corpusDir, addedDir, today);
      const { generations } = await openLastIndex();
      await refreshIndex(generations);
      return { ...added, generation: generations.live.manifest.generation };
    },
    /** Asks the golden questions of `file`, by default the corpus's own. */
    async evaluate(
      file = join(config.corpusDir, 'golden.yaml'),
      onProgress?: (done: number, total: number) => void,
    ) {
      const golden = readGolden(await readFile(file, 'utf8'));
      const { service, close } = await open();
      try {
        const ask = (text: string, conversation: string) =>
          service.answer({ text, conversation, channel: 'cli', asker: 'evaluate' });
        return await evaluateAnswers(golden, ask, (done) => onProgress?.(done, golden.length));
      } finally {
        await close();
      }
    },
    async checkCorpus() {
      const today = now().toISOString().slice(0, 10);
      const { problems, expired, ...counts } = await checkCorpus(config.corpusDir, addedDir, today);
      return {
        ...counts,
        problems: problems.map(formatProblem),
        expired: expired.map(formatProblem),
      };
    },
  };
}

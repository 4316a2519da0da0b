// The composition root: everything is built here from the settings, and tests override only what leaves the machine. READ THIRD.

import { join } from 'node:path';
import type { Logger } from 'pino';
import { createAnswerService } from './answering/answer-question.ts';
import type { ChatModel } from './answering/chat-model.ts';
import { guardModel } from './answering/guard-model.ts';
import { loadPrompts } from './answering/load-prompts.ts';
import { createQuota } from './answering/quota.ts';
import { redact } from './answering/redact.ts';
import { createAskerDigest, loadSecretKey } from './audit/asker-digest.ts';
import { createAuditLog } from './audit/open-audit-log.ts';
import { createPersonalData } from './audit/personal-data.ts';
import { createBackupActs } from './backup/create-backup-acts.ts';
import type { Config } from './config.ts';
import type { Network } from './corpus/fetch/network.ts';
import type { Channel } from './domain.ts';
import { createDoors, type OpenService } from './doors.ts';
import { keepRetention } from './keep-retention.ts';
import { createLearningActs } from './learning-acts.ts';
import { postSummaries } from './post-summaries.ts';
import type { BuildProgress } from './retrieval/build-generation.ts';
import { GenerationStore } from './retrieval/generation-store.ts';
import { createReview } from './review/create-review.ts';
import { channelLabels, eventLabels, statusLabels } from './review/log-labels.ts';
import { settleAtStart } from './staff/make-live.ts';
import { openIndex, startOperator } from './staff/open-index.ts';
import { type CreateService, createPassingServices } from './staff/passing-service.ts';
import { withCorpusLock } from './staff/release-parts.ts';
import { createStaffActs, type StaffParts } from './staff-acts.ts';
import { checkQuickly } from './storage/check-integrity.ts';
import { openDatabase } from './storage/open-database.ts';
import { createInbox } from './telegram/inbox.ts';
import type { TelegramChannel } from './telegram/telegram-channel.ts';
import { createAnswerMetrics, measureAnswers, measureLog } from './web/answer-metrics.ts';

export type App = ReturnType<typeof createApp>;

/** What a start may spend on looking for damage in the database; a table begun is finished. */
const checkedAtStartMs = 3000;

export interface AppParts {
  readonly logger: Logger;
  readonly now?: () => Date;
  readonly onBuildProgress?: (progress: BuildProgress) => void;
  /** Why changed files were not published; absent: it is logged. */
  readonly onKeptBack?: (sentence: string) => void;
  /** What fetching may reach. Only tests set it, for their loopback servers. */
  readonly network?: Network;
}

export function createApp(
  config: Config,
  { logger, now = () => new Date(), onBuildProgress, onKeptBack, network }: AppParts,
) {
  const databasePath = join(config.dataDir, 'bot.sqlite');

  const openAudit = async () => {
    const database = await openDatabase(databasePath);
    return { audit: createAuditLog(database, now), database, close: () => database.destroy() };
  };

  /** The log with the review room over it; needs no index. */
  const openReview = async () => {
    const { audit, database, close } = await openAudit();
    try {
      const secretKey = await loadSecretKey(config.dataDir, config.secretKey);
      const mask = (text: string) => redact(text).text;
      const review = createReview({ database, clock: now, secretKey, redact: mask });
      return { audit, database, review, secretKey, close };
    } catch (error) {
      await close();
      throw error;
    }
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

  /** The configured language model; its client is loaded only when there is one to talk to. */
  const openModel = async (): Promise<ChatModel | undefined> => {
    if (!config.chat) return undefined;
    const { createEndpointModel } = await import('./answering/endpoint-model.ts');
    return guardModel(createEndpointModel(config.chat), { ...config.chat, logger });
  };

  /** @param model writes the answers; without one passages are quoted. */
  const createService: CreateService = async (generation, audit, digest, model, gates) =>
    createAnswerService({
      generation,
      audit,
      digest,
      logger,
      publicBaseUrl: config.publicBaseUrl,
      now,
      ...gates,
      writer: model && {
        model,
        prompts: await loadPrompts(config.promptsDir),
        dailyTokens: config.chat?.dailyTokens,
      },
    });

  /** Opens the log and the index, building the index when it is absent or the corpus has changed. */
  async function openService(): Promise<OpenService> {
    const { audit: log, database, review, secretKey, close } = await openReview();
    try {
      const unchecked = await checkQuickly(database, databasePath, checkedAtStartMs);
      if (unchecked.length > 0) logger.warn({ unchecked }, 'tables too large to check at start');
      const digest = createAskerDigest(secretKey, now, config.retentionDays);
      const personalData = createPersonalData(database, now, config.retentionDays);
      await settleAtStart(parts, startOperator);
      const generations = await openIndex(parts);
      const model = await openModel();
      const metrics = createAnswerMetrics({
        generation: () => generations.live.manifest,
        queued: () => createInbox(database, now).count(),
        now,
      });
      const audit = measureLog(log, metrics);
      const isPaused = async (channel: Channel) => Boolean(await review.pauses.isPaused(channel));
      const { isBlocked } = review.blocks;
      const gates = { isPaused, isBlocked, quota: createQuota() };
      const live = () => generations.live;
      const asked = await createService(live, audit, digest, model, gates);
      const service = measureAnswers(asked, metrics);
      const replay = (text: string) => staff.replay(generations.live, model, text);
      return {
        service,
        audit,
        database,
        digest,
        generations,
        review,
        personalData,
        metrics,
        replay,
        secretKey,
        close,
      };
    } catch (error) {
      await close();
      throw error;
    }
  }

  const addedDir = join(config.dataDir, 'corpus');
  const learning = createLearningActs({
    config,
    now,
    addedDir,
    openReview,
    openIndex: () => openIndex(parts),
  });
  const parts: StaffParts = {
    config,
    corpusDir: config.corpusDir,
    dataDir: config.dataDir,
    addedDir,
    now,
    logger,
    openLastIndex,
    openDatabase: openAudit,
    openModel,
    gatherApproved: learning.writeApprovedQuestions,
    withPassingService: createPassingServices(createService, now),
    onBuildProgress: onBuildProgress ?? (() => {}),
    onKeptBack,
    network,
  };
  const staff = createStaffActs(parts);

  const backups = createBackupActs(config.dataDir, now);
  return {
    open: openService,
    /** The log alone; needs no index. */
    openAudit,
    openReview,
    /** What the log's codes mean to staff. */
    eventWords: eventLabels,
    statusWords: statusLabels,
    channelWords: channelLabels,
    /** Removes what is too old, now and every day. @returns what stops it. */
    keepRetention: ({ database }: Pick<OpenService, 'database'>) =>
      keepRetention({ database, now, retentionDays: config.retentionDays, logger }),
    /** Sends each day's summary to the staff chat, if there is one. @returns what stops it. */
    postSummaries: (
      { review }: Pick<OpenService, 'review'>,
      telegram: Pick<TelegramChannel, 'post' | 'health'>,
    ) => {
      const chatId = config.telegram?.staffChatId;
      if (chatId === undefined) return async () => {};
      return postSummaries({ review, telegram, chatId, dataDir: config.dataDir, now, logger });
    },
    ...createDoors({ config, logger, now }),
    ...staff,
    ...learning,
    ...backups,
    /** Nobody changes documents while they are moved. @throws LockedError too */
    restoreBackup: (folder: string, by: string) =>
      withCorpusLock({ dataDir: config.dataDir, now }, by, '恢复备份', () =>
        backups.restoreBackup(folder),
      ),
  };
}

// The home of the doors: what joins the answering service to Telegram and to the web. Their libraries are loaded only here.

import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import type { AnswerService } from './answering/answer-service.ts';
import type { AskerDigest } from './audit/asker-digest.ts';
import type { AnswerTrace, AuditLog } from './audit/audit-log.ts';
import { findCitedPassages } from './audit/find-cited-passages.ts';
import { findConversation } from './audit/find-conversation.ts';
import type { PersonalData } from './audit/personal-data.ts';
import type { Config } from './config.ts';
import { listAdded } from './corpus/remove-document.ts';
import { createDeskApart } from './desk-apart.ts';
import type { Answer, Channel } from './domain.ts';
import type { Logger } from './logger.ts';
import type { GenerationStore } from './retrieval/generation-store.ts';
import { groupQuestions as groupTexts } from './retrieval/group-questions.ts';
import type { Review } from './review/create-review.ts';
import { readCorpusHistory } from './staff/corpus-history.ts';
import { removeUploads } from './staff/with-uploaded-file.ts';
import { holdLock } from './storage/hold-lock.ts';
import type { Database } from './storage/schema.ts';
import type { TelegramChannel } from './telegram/telegram-channel.ts';
import type { AnswerMetrics } from './web/answer-metrics.ts';

/** The doors through which residents ask. */
const channels: readonly Channel[] = ['telegram', 'web', 'cli'];

/** A secret that only this key leads to. @returns 64 hexadecimal digits. */
function deriveSecret(secretKey: string, purpose: string): string {
  return createHmac('sha256', secretKey).update(purpose).digest('hex');
}

/** The answering service, and what is open with it. */
export interface OpenService {
  readonly service: AnswerService;
  readonly audit: AuditLog;
  readonly database: Database;
  readonly digest: AskerDigest;
  readonly generations: GenerationStore;
  readonly review: Review;
  readonly personalData: PersonalData;
  readonly metrics: AnswerMetrics;
  /** What the live index would answer now; leaves no trace in the log. */
  readonly replay: (text: string) => Promise<{ answer: Answer; trace: AnswerTrace }>;
  readonly secretKey: string;
  close(): Promise<void>;
}

/** What the composition root lends. */
export interface DoorParts {
  readonly config: Config;
  readonly logger: Logger;
  readonly now: () => Date;
}

export function createDoors({ config, logger, now }: DoorParts) {
  const sharesQuestions = config.chat !== undefined || config.embedding !== undefined;
  return {
    /** The Telegram door; absent without a token. */
    async openTelegram({
      service,
      audit,
      database,
      digest,
      review,
      personalData,
      secretKey,
    }: OpenService) {
      if (!config.telegram) return undefined;
      const { createTelegramChannel } = await import('./telegram/telegram-channel.ts');
      const { token, apiRoot, webhook } = config.telegram;
      // Telegram gives each message to one of two that poll: answers would come from either.
      const release = holdLock(join(config.dataDir, 'locks'), 'telegram', {
        by: '另一个服务',
        what: '接收这个数据文件夹的 Telegram 消息',
        since: now().toISOString(),
        pid: process.pid,
      });
      const channel = createTelegramChannel({
        token,
        apiRoot,
        webhook: webhook && {
          url: webhook.url,
          secret: webhook.secret ?? deriveSecret(secretKey, 'telegram webhook'),
        },
        service,
        audit,
        database,
        askerDigest: digest,
        tickets: review.tickets,
        personalData,
        sharesQuestions,
        logger,
        clock: now,
      });
      return { ...channel, stop: () => channel.stop().finally(release) };
    },
    /** The web door: residents' pages, the console, operations. */
    async openWeb(open: OpenService, telegram?: Pick<TelegramChannel, 'webhook' | 'health'>) {
      const { createWebSite } = await import('./web/create-web-site.tsx');
      const { listen } = await import('./web/listen.ts');
      const { prepareCharts } = await import('./web/console/draw-chart.ts');
      await prepareCharts();
      await removeUploads(config.dataDir);
      const { service, audit, database, digest, review, personalData } = open;
      const { metrics, replay, secretKey } = open;
      const groupQuestions = (texts: readonly string[]) => groupTexts(texts, open.generations.live);
      const site = createWebSite({
        service,
        audit,
        askerDigest: digest,
        tickets: review.tickets,
        findCitedPassages: (documentId) => findCitedPassages(database, documentId),
        findConversation: (conversations, limit) =>
          findConversation(database, conversations, limit),
        personalData,
        metrics,
        console: {
          review,
          replay,
          groupQuestions,
          channels,
          clock: now,
          corpus: {
            ...createDeskApart(config, () => open.generations.refresh()),
            // Quick enough to be done here.
            corpusHistory: () => readCorpusHistory(database, open.generations),
            listAdded: () => listAdded(config.corpusDir, join(config.dataDir, 'corpus')),
          },
        },
        logger,
        secret: deriveSecret(secretKey, 'web sessions'),
        telegram: telegram && {
          health: telegram.health,
          webhook: telegram.webhook,
        },
        assetsDir: config.assetsDir,
        publicBaseUrl: config.publicBaseUrl,
      });
      return listen(site, config.web);
    },
  };
}

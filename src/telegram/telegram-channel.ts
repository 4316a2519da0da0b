// The Telegram door: connects, takes up what was left, polls or is called, works, drains.

import { setMaxListeners } from 'node:events';
import PQueue from 'p-queue';
import type { Update, UserFromGetMe } from 'telegraf/types';
import { z } from 'zod';
import type { AnswerService } from '../answering/answer-service.ts';
import type { AskerDigest } from '../audit/asker-digest.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { PersonalData } from '../audit/personal-data.ts';
import type { Logger } from '../logger.ts';
import type { Database } from '../storage/schema.ts';
import { createBot, excess } from './bot.ts';
import { createBotApi } from './bot-api.ts';
import type { TicketDesk } from './desk.ts';
import { createHealth, type DoorHealth } from './health.ts';
import { createInbox } from './inbox.ts';
import { callTimeoutMs, insist } from './insist.ts';
import { placeBeside } from './place.ts';
import { pollUpdates } from './poll-updates.ts';
import { createReminders } from './reminders.ts';
import { splitRichText } from './rich-text.ts';
import { createSender, type Delivery } from './send.ts';
import { createTakeIn } from './take-in.ts';
import * as texts from './texts.ts';
import { createTurnstile } from './turnstile.ts';
import { wait as realWait, type Wait } from './wait.ts';
import { type WebhookAddress, watchWebhook } from './watch-webhook.ts';
import { createWebhook, type Webhook } from './webhook.ts';
import { createWorkers } from './work-inbox.ts';

export interface TelegramChannelOptions {
  readonly token: string;
  /** Such as https://api.telegram.org. */
  readonly apiRoot: string;
  /** Where Telegram brings updates; absent: they are fetched. */
  readonly webhook?: WebhookAddress | undefined;
  readonly service: AnswerService;
  readonly audit: AuditLog;
  /** Holds the inbox. */
  readonly database: Database;
  readonly askerDigest: AskerDigest;
  readonly tickets: TicketDesk;
  readonly personalData: PersonalData;
  /** Whether questions go to a company that runs a language model. */
  readonly sharesQuestions?: boolean;
  readonly logger: Logger;
  readonly clock?: () => Date;
  /** How retries wait. */
  readonly wait?: Wait;
  /** How long `stop` lets answers in hand finish. */
  readonly drainMs?: number;
  /** See `send.ts`. */
  readonly sendsPerSecond?: number;
}

export interface TelegramChannel {
  /**
   * Resolves when stopped.
   * @throws TelegramError when the bot cannot go on; its message says what to do.
   */
  start(): Promise<void>;
  /** Resolves within 25 seconds; what is not answered by then is answered at the next start. */
  stop(): Promise<void>;
  /** Answers what Telegram brings; present when there is a webhook. */
  readonly webhook: Webhook | undefined;
  readonly health: DoorHealth;
  /** Writes to a chat unasked, with the retries an answer has. Rejects only when the service stops. */
  post(chatId: number, text: string): Promise<Delivery>;
}

const answersAtOnce = 16;

const meSchema = z.custom<UserFromGetMe>(
  (value) => z.object({ id: z.number(), username: z.string() }).safeParse(value).success,
);

export function createTelegramChannel(options: TelegramChannelOptions): TelegramChannel {
  const {
    token,
    service,
    audit,
    askerDigest,
    tickets,
    personalData,
    logger,
    wait = realWait,
    drainMs = 20_000,
  } = options;
  const api = createBotApi(token, options.apiRoot);
  const clock = options.clock ?? (() => new Date());
  const inbox = createInbox(options.database, clock);
  const health = createHealth(clock);
  const stopping = new AbortController();
  const abandoning = new AbortController();
  // Every call and every wait listens while it lasts.
  setMaxListeners(0, stopping.signal, abandoning.signal);
  const turnstile = createTurnstile();
  const { sendsPerSecond } = options;
  const sender = createSender({
    api,
    turnstile,
    logger,
    wait,
    signal: abandoning.signal,
    ...(sendsPerSecond === undefined ? {} : { sendsPerSecond }),
  });
  const answerQueue = new PQueue({ concurrency: answersAtOnce });
  /** There while updates can be taken in one by one. */
  let takeOne: ((update: Update) => Promise<boolean>) | undefined;
  let lastTakenAt = 0;

  const tell = async (update: Update, text: string) => {
    const message =
      'message' in update
        ? update.message
        : 'callback_query' in update
          ? update.callback_query.message
          : undefined;
    if (message) await sender.send(placeBeside(message), [[{ text }]]);
  };

  const serve = async (me: UserFromGetMe): Promise<void> => {
    const { sharesQuestions = false } = options;
    const desk = {
      service,
      audit,
      askerDigest,
      tickets,
      personalData,
      sender,
      logger,
      answerQueue,
      reminders: createReminders(),
      sharesQuestions,
    };
    const bot = createBot(token, me, desk);
    const doorman = createBot(token, me, desk, excess);
    const workers = createWorkers({
      inbox,
      handle: (update, isExcess) => (isExcess ? doorman : bot).handleUpdate(update),
      apologize: (update) => tell(update, texts.apology),
      announce: (update, ahead) => tell(update, texts.inLine(ahead)),
      turnstile,
      logger,
      wait,
      stopping: stopping.signal,
      abandoning: abandoning.signal,
    });
    const takeIn = createTakeIn({ inbox, workers, tell, logger });
    const loop = { api, health, logger, wait, signal: stopping.signal };
    try {
      await inbox.forget();
      const { pending, givenUp } = await inbox.takeUp();
      workers.enqueue(pending);
      for (const { updateId } of givenUp) {
        logger.error({ updateId }, 'update given up: two crashes with it alone');
        const update = await inbox.read(updateId);
        if (update) await tell(update, texts.apology);
        await inbox.settle(updateId, 'failed');
      }
      const { webhook } = options;
      if (webhook) {
        takeOne = async (update) => {
          if (workers.isFull() || stopping.signal.aborted) return false;
          await takeIn([update]);
          lastTakenAt = clock().getTime();
          return true;
        };
        await watchWebhook({ ...loop, webhook, lastTakenAt: () => lastTakenAt });
      } else {
        await pollUpdates({ ...loop, takeIn, room: () => workers.room() });
      }
    } finally {
      stopping.abort();
      const drained = new AbortController();
      const idle = workers.idle().finally(() => drained.abort());
      await realWait(drainMs, drained.signal);
      abandoning.abort();
      // What was abandoned ends at its next step; what hangs in foreign hands is not waited for.
      if (!drained.signal.aborted) await realWait(1000, drained.signal);
      idle.catch(() => {});
    }
  };

  let running: Promise<void> | undefined;
  const webhook =
    options.webhook &&
    createWebhook({
      ...options.webhook,
      take: async (update) => (await takeOne?.(update)) ?? false,
      logger,
    });

  return {
    webhook,
    health,
    post: (chatId, text) =>
      sender.send({ chatId }, splitRichText([{ text }])).finally(() => turnstile.leave(chatId)),
    start() {
      running ??= (async () => {
        const patient = { api, logger, wait, signal: stopping.signal };
        const me = await insist(patient, 'getMe', {}, meSchema);
        // A webhook that was set once would have every getUpdates refused.
        if (!options.webhook) await insist(patient, 'deleteWebhook', {}, z.unknown());
        if (!me || stopping.signal.aborted) return;
        logger.info({ bot: me.username }, 'connected to Telegram');
        const limits = { timeoutMs: callTimeoutMs, signal: stopping.signal };
        await api
          .call('setMyCommands', { commands: texts.commandList }, z.unknown(), limits)
          .catch((err: unknown) => {
            logger.warn({ err }, 'command list not set');
          });
        await serve(me);
        logger.info('Telegram stopped');
      })();
      return running;
    },
    async stop() {
      stopping.abort();
      await running?.catch(() => {});
    },
  };
}

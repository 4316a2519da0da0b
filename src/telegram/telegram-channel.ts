// The Telegram door: connects, takes up what was left, polls, works, drains.

import { setMaxListeners } from 'node:events';
import PQueue from 'p-queue';
import type { Telegram as Methods, Opts, Update, UserFromGetMe } from 'telegraf/types';
import { z } from 'zod';
import type { AnswerService } from '../answering/answer-service.ts';
import type { AskerDigest } from '../audit/asker-digest.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { PersonalData } from '../audit/personal-data.ts';
import type { Logger } from '../logger.ts';
import type { Database } from '../storage/schema.ts';
import { createBot } from './bot.ts';
import { createBotApi } from './bot-api.ts';
import type { TicketDesk } from './desk.ts';
import { createInbox } from './inbox.ts';
import { createPatience } from './patience.ts';
import { placeBeside } from './place.ts';
import { pollUpdates } from './poll-updates.ts';
import { createSender } from './send.ts';
import * as texts from './texts.ts';
import { createTurnstile } from './turnstile.ts';
import { chatIdOf } from './update.ts';
import { wait as realWait, type Wait } from './wait.ts';
import { createWorkers } from './work-inbox.ts';

export interface TelegramChannelOptions {
  readonly token: string;
  /** Such as https://api.telegram.org. */
  readonly apiRoot: string;
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
}

export interface TelegramChannel {
  /**
   * Resolves when stopped.
   * @throws TelegramError when the bot cannot go on; its message says what to do.
   */
  start(): Promise<void>;
  /** Resolves within 25 seconds; what is not answered by then is answered at the next start. */
  stop(): Promise<void>;
}

const answersAtOnce = 16;
const callTimeoutMs = 20_000;

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
  const inbox = createInbox(options.database, options.clock ?? (() => new Date()));
  const stopping = new AbortController();
  const abandoning = new AbortController();
  // Every call and every wait listens while it lasts.
  setMaxListeners(0, stopping.signal, abandoning.signal);
  const turnstile = createTurnstile();
  const sender = createSender({ api, turnstile, logger, wait, signal: abandoning.signal });
  const answerQueue = new PQueue({ concurrency: answersAtOnce });

  const tell = async (update: Update, text: string) => {
    const message =
      'message' in update
        ? update.message
        : 'callback_query' in update
          ? update.callback_query.message
          : undefined;
    if (message) await sender.send(placeBeside(message), [[{ text }]]);
  };

  /** Until it works: Telegram may be away when the service starts. */
  const insist = async <M extends keyof Methods, T>(
    method: M,
    payload: Opts<M>,
    result: z.ZodType<T>,
  ): Promise<T | undefined> => {
    const patience = createPatience(logger, wait, stopping.signal);
    while (!stopping.signal.aborted) {
      try {
        const limits = { timeoutMs: callTimeoutMs, signal: stopping.signal };
        return await api.call(method, payload, result, limits);
      } catch (error) {
        await patience.failed(error);
      }
    }
    return undefined;
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
      sharesQuestions,
    };
    const bot = createBot(token, me, desk);
    const workers = createWorkers({
      inbox,
      handle: (update) => bot.handleUpdate(update),
      apologize: (update) => tell(update, texts.apology),
      turnstile,
      logger,
      stopping: stopping.signal,
      abandoning: abandoning.signal,
    });
    const told = new Set<number>();
    try {
      await inbox.forget();
      const { pending, givenUp } = await inbox.takeUp();
      workers.enqueue(pending);
      for (const { updateId } of givenUp) {
        logger.error({ updateId }, 'update given up after three attempts');
        const update = await inbox.read(updateId);
        if (update) await tell(update, texts.apology);
        await inbox.settle(updateId, 'failed');
      }
      await pollUpdates({
        api,
        logger,
        wait,
        signal: stopping.signal,
        async receive(updates) {
          workers.enqueue(await inbox.add(updates));
          told.clear();
        },
        unavailable(updates) {
          for (const update of updates) {
            const chatId = chatIdOf(update);
            if (told.has(chatId)) continue;
            told.add(chatId);
            tell(update, texts.unavailable).catch((err: unknown) => {
              logger.warn({ err }, 'outage not announced');
            });
          }
        },
      });
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
  return {
    start() {
      running ??= (async () => {
        const me = await insist('getMe', {}, meSchema);
        // A webhook that was set once would have every getUpdates refused.
        await insist('deleteWebhook', {}, z.unknown());
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

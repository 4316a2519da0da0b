// The Telegram door over a real database, a fake answer service and the emulator.

import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { AnswerService } from '../../src/answering/answer-service.ts';
import { type AskerDigest, createAskerDigest } from '../../src/audit/asker-digest.ts';
import type { AuditLog } from '../../src/audit/audit-log.ts';
import { createAuditLog } from '../../src/audit/open-audit-log.ts';
import { createPersonalData } from '../../src/audit/personal-data.ts';
import type { Answer, Document, Question } from '../../src/domain.ts';
import { createLogger } from '../../src/logger.ts';
import { createReview } from '../../src/review/create-review.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { typingMs } from '../../src/telegram/send.ts';
import { createTelegramChannel } from '../../src/telegram/telegram-channel.ts';
import type { Wait } from '../../src/telegram/wait.ts';
import { lineNoticeMs } from '../../src/telegram/work-inbox.ts';
import { createFakeAnswerService } from './fake-answer-service.ts';
import { sampleCorpus } from './sample-corpus.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface RoomOptions {
  readonly emulator: { readonly apiRoot: string; readonly token: string };
  readonly folder?: string;
  readonly answer?: (question: Question) => Partial<Answer> | Promise<Partial<Answer>>;
  readonly documents?: readonly Document[];
  readonly wait?: Wait;
  readonly drainMs?: number;
  readonly webhook?: { readonly url: string; readonly secret: string };
  readonly clock?: () => Date;
  /** As fast as they come when absent. */
  readonly sendsPerSecond?: number;
  /** Answers instead of the fake service. */
  readonly openService?:
    | ((log: { readonly audit: AuditLog; readonly askerDigest: AskerDigest }) => AnswerService)
    | undefined;
  readonly sharesQuestions?: boolean;
}

export async function openTelegramRoom(options: RoomOptions) {
  const folder = options.folder ?? (await temporaryFolder());
  const database = await openDatabase(join(folder, 'bot.sqlite'));
  const audit = createAuditLog(database);
  const askerDigest = createAskerDigest('a key for tests only');
  const service = createFakeAnswerService(
    audit,
    askerDigest,
    options.documents ?? sampleCorpus,
    options.answer,
  );
  const { openService, webhook, clock: moved, sendsPerSecond = 10_000 } = options;
  const lines: string[] = [];
  const logger = createLogger('debug', { write: (line) => lines.push(line) });
  const clock = () => new Date('2026-03-01T08:00:00Z');
  const redact = (text: string) => text;
  const personalData = createPersonalData(database, clock, 365);
  const { tickets } = createReview({ database, clock, secretKey: 'key of the tests', redact });
  const channel = createTelegramChannel({
    token: options.emulator.token,
    apiRoot: options.emulator.apiRoot,
    webhook,
    service: openService?.({ audit, askerDigest }) ?? service,
    audit,
    database,
    askerDigest,
    tickets,
    personalData,
    logger,
    sendsPerSecond,
    ...(moved ? { clock: moved } : {}),
    ...(options.sharesQuestions ? { sharesQuestions: true } : {}),
    ...(options.wait ? { wait: options.wait } : {}),
    ...(options.drainMs === undefined ? {} : { drainMs: options.drainMs }),
  });
  const close = async () => {
    await channel.stop();
    await database.destroy();
  };
  onTestFinished(close);
  return {
    folder,
    database,
    audit,
    askerDigest,
    service,
    tickets,
    channel,
    logs: () => lines.join(''),
    close,
  };
}

/** A promise that the test settles. */
export function createGate(): { readonly opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** Remembers what was waited for and does not wait, save for "typing" and for the notice to who stands in line. */
export function createImpatience(): { readonly waits: number[]; readonly wait: Wait } {
  const waits: number[] = [];
  return {
    waits,
    async wait(ms, signal) {
      if (ms !== typingMs && ms !== lineNoticeMs) {
        waits.push(ms);
        return;
      }
      if (signal.aborted) return;
      await new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    },
  };
}

// The web door over a real log and a fake answer service, and visitors who keep their cookies.

import { join } from 'node:path';
import type { Hono } from 'hono';
import { onTestFinished } from 'vitest';
import type { AnswerService } from '../../src/answering/answer-service.ts';
import { createAskerDigest } from '../../src/audit/asker-digest.ts';
import type { AuditLog } from '../../src/audit/audit-log.ts';
import { findCitedPassages } from '../../src/audit/find-cited-passages.ts';
import { findConversation } from '../../src/audit/find-conversation.ts';
import { createAuditLog } from '../../src/audit/open-audit-log.ts';
import { createPersonalData } from '../../src/audit/personal-data.ts';
import type { Answer, Document, Question } from '../../src/domain.ts';
import { createLogger } from '../../src/logger.ts';
import { createReview } from '../../src/review/create-review.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { createAnswerMetrics } from '../../src/web/answer-metrics.ts';
import { createWebSite } from '../../src/web/create-web-site.tsx';
import type { TelegramDoor } from '../../src/web/telegram-door.ts';
import { createFakeAnswerService } from './fake-answer-service.ts';
import { sampleCorpus } from './sample-corpus.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const assetsDir = join(import.meta.dirname, '../../src/web/assets');

export interface WebRoomOptions {
  readonly answer?: (question: Question) => Partial<Answer> | Promise<Partial<Answer>>;
  readonly documents?: readonly Document[];
  readonly publicBaseUrl?: string;
  readonly telegram?: TelegramDoor;
  /** What of the log behaves otherwise. */
  readonly audit?: Partial<AuditLog>;
}

export async function openWebRoom(options: WebRoomOptions = {}) {
  const { answer, documents = sampleCorpus, publicBaseUrl, audit: changes } = options;
  const folder = await temporaryFolder();
  const database = await openDatabase(join(folder, 'bot.sqlite'));
  onTestFinished(() => database.destroy());
  const audit = { ...createAuditLog(database), ...changes };
  const askerDigest = createAskerDigest('a key for tests only');
  const live = { documents };
  const service: AnswerService & { readonly asked: Question[] } = {
    ...createFakeAnswerService(audit, askerDigest, documents, answer),
    // What is live can change under an answer.
    catalogue: () => createFakeAnswerService(audit, askerDigest, live.documents).catalogue(),
  };
  const lines: string[] = [];
  const metrics = createAnswerMetrics({
    generation: () => ({ madeAt: '2031-03-01T08:00:00.000Z', passages: 12 }),
    queued: () => 3,
    now: () => new Date('2031-03-01T09:00:00Z'),
  });
  const clock = () => new Date('2026-03-01T08:00:00Z');
  const redact = (text: string) => text;
  const personalData = createPersonalData(database, clock, 365);
  const { tickets } = createReview({ database, clock, secretKey: 'key of the tests', redact });
  const site = createWebSite({
    service,
    audit,
    askerDigest,
    findCitedPassages: (documentId) => findCitedPassages(database, documentId),
    findConversation: (conversations, limit) => findConversation(database, conversations, limit),
    tickets,
    personalData,
    metrics,
    logger: createLogger('debug', { write: (line) => lines.push(line) }),
    secret: 'a secret for tests only',
    assetsDir,
    publicBaseUrl,
    telegram: options.telegram,
  });
  return {
    site,
    service,
    audit,
    database,
    tickets,
    metrics,
    lines,
    live,
    visitor: () => visit(site),
  };
}

export type Visitor = ReturnType<typeof visit>;

/** A browser without a window: keeps cookies, says where its forms come from. */
function visit(site: Hono) {
  const cookies = new Map<string, string>();
  const request = async (path: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = new Headers(init.headers);
    if (cookie !== '') headers.set('Cookie', cookie);
    const response = await site.request(path, { ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/Max-Age=0/.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  return {
    cookies,
    request,
    get: (path: string) => request(path),
    post: (
      path: string,
      fields: Readonly<Record<string, string>>,
      headers: Readonly<Record<string, string>> = {},
    ) =>
      request(path, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { Origin: 'http://localhost', ...headers },
      }),
    /** Asks and opens the answer. @returns its address and its page. */
    async ask(question: string) {
      const response = await this.post('/ask', { question });
      const address = response.headers.get('Location') ?? '';
      return { status: response.status, address, html: await (await this.get(address)).text() };
    },
  };
}

// The console over a real review room, and people of the house with their browsers.

import { Hono } from 'hono';
import { createAskerDigest } from '../../src/audit/asker-digest.ts';
import type { AnswerTrace } from '../../src/audit/audit-log.ts';
import type { Answer, Document } from '../../src/domain.ts';
import { createLogger } from '../../src/logger.ts';
import { sameWords } from '../../src/review/group-asked.ts';
import type { Actor } from '../../src/review/permits.ts';
import { loadAssets } from '../../src/web/assets.ts';
import { createConsole } from '../../src/web/console/console-routes.tsx';
import type { CorpusActs } from '../../src/web/console/corpus/corpus-acts.ts';
import { securityHeaders } from '../../src/web/security-headers.ts';
import { createFakeAnswerService } from './fake-answer-service.ts';
import { idleCorpus } from './idle-corpus.ts';
import { openReviewRoom } from './open-review-room.ts';
import { assetsDir } from './open-web-room.ts';
import { sampleAnswer, sampleTrace } from './sample-answer.ts';
import { sampleCorpus } from './sample-corpus.ts';

export const password = 'ten characters and more';

interface ConsoleRoomOptions {
  readonly documents?: readonly Document[];
  readonly replay?: (text: string) => Promise<{ answer: Answer; trace: AnswerTrace }>;
  readonly isSecure?: boolean;
  readonly corpus?: CorpusActs;
}

export async function openConsoleRoom(options: ConsoleRoomOptions = {}) {
  const { documents = sampleCorpus, isSecure = false } = options;
  const room = await openReviewRoom();
  const lines: string[] = [];
  const replayed: string[] = [];
  const assets = loadAssets(assetsDir);
  const digest = createAskerDigest('a key for tests only');
  const { catalogue } = createFakeAnswerService(room.log, digest, documents);
  const site = new Hono();
  site.use(securityHeaders);
  site.get('/assets/*', assets.serve);
  site.route(
    '/console',
    createConsole({
      review: room.review,
      audit: room.log,
      catalogue,
      replay: async (text) => {
        replayed.push(text);
        return options.replay?.(text) ?? { answer: sampleAnswer(''), trace: sampleTrace() };
      },
      groupQuestions: sameWords,
      corpus: options.corpus ?? idleCorpus(),
      channels: ['telegram', 'web', 'cli'],
      clock: room.clock,
      logger: createLogger('debug', { write: (line) => lines.push(line) }),
      assets,
      isSecure,
    }),
  );

  const openBrowser = () => browse(site);
  /** Has an account from then on. */
  const hire = ({ name, role }: Actor) =>
    room.review.accounts.add(name, role, password, { name: '命令行', role: 'admin' });
  return {
    ...room,
    site,
    lines,
    replayed,
    openBrowser,
    hire,
    /** Has an account and is logged in. */
    async enter(actor: Actor) {
      await hire(actor);
      const browser = openBrowser();
      await browser.login(actor.name, password);
      return browser;
    },
  };
}

export type ConsoleBrowser = ReturnType<typeof browse>;

type Fields = Readonly<Record<string, string | readonly string[]>>;

/** A browser without a window: keeps cookies as it is told, sends the token of the page it last read. */
function browse(site: Hono) {
  const cookies = new Map<string, string>();
  let token = '';
  const request = async (path: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = new Headers(init.headers);
    if (cookie !== '' && path.startsWith('/console')) headers.set('Cookie', cookie);
    const response = await site.request(path, { ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/Max-Age=0/.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  const send = (path: string, fields: Fields) => {
    const body = new URLSearchParams();
    for (const [name, values] of Object.entries(fields)) {
      for (const value of typeof values === 'string' ? [values] : values) body.append(name, value);
    }
    return request(path, { method: 'POST', body });
  };
  return {
    cookies,
    request,
    /** Sends the fields as they are, without a token. */
    send,
    get: (path: string) => request(path),
    /** @returns the page's HTML, and remembers the token of its forms. */
    async read(path: string) {
      const html = await (await request(path)).text();
      token = /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? token;
      return html;
    },
    /** Hands in a form with files, with the token of the page last read. */
    postFile(path: string, fields: Readonly<Record<string, string | File>>) {
      const body = new FormData();
      body.set('csrf', token);
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      return request(path, { method: 'POST', body });
    },
    post: (path: string, fields: Fields = {}) => send(path, { csrf: token, ...fields }),
    async login(name: string, typed: string) {
      await this.read('/console/login');
      const response = await this.post('/console/login', { name, password: typed });
      if (response.status === 303) await this.read('/console');
      return response;
    },
  };
}

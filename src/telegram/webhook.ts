// The webhook: Telegram brings updates to this address, and hears that we have them only after they are committed.

import { createHash, timingSafeEqual } from 'node:crypto';
import type { Update } from 'telegraf/types';
import type { Logger } from '../logger.ts';
import { readBody } from './read-body.ts';
import { updateSchema } from './update.ts';

/** Updates are far smaller; Telegram's own are below 100 KB. */
const maxBodyBytes = 1024 * 1024;
/** Sent by Telegram as we gave it to setWebhook, https://core.telegram.org/bots/api#setwebhook */
const secretHeader = 'X-Telegram-Bot-Api-Secret-Token';

export interface Webhook {
  /** Of the address that Telegram calls. */
  readonly path: string;
  /** A request of Telegram in, a status out. Everything but 200 has Telegram bring the update again. */
  handle(request: Request): Promise<Response>;
}

export function createWebhook({
  url,
  secret,
  take,
  logger,
}: {
  readonly url: string;
  readonly secret: string;
  /** @returns whether the update is committed; not while the service starts, stops or has too much to do. */
  readonly take: (update: Update) => Promise<boolean>;
  readonly logger: Logger;
}): Webhook {
  const expected = digest(secret);
  const handle = async (request: Request): Promise<Response> => {
    if (request.method !== 'POST') return answer(405, { Allow: 'POST' });
    // Digests have one length, so that the comparison takes one time.
    const given = digest(request.headers.get(secretHeader) ?? '');
    if (!timingSafeEqual(given, expected)) return answer(401);
    try {
      const body = await readBody(request, maxBodyBytes);
      if ('refused' in body) return answer(body.refused === 'too-large' ? 413 : 400);
      const update = updateSchema.safeParse(readJson(body.text)).data;
      if (!update) return answer(400);
      return answer((await take(update)) ? 200 : 503);
    } catch (err) {
      logger.error({ err }, 'an update of the webhook was not taken, Telegram will bring it again');
      return answer(500);
    }
  };
  return { path: new URL(url).pathname, handle };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function answer(status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers });
}

// The one way to the Bot API: every call has a deadline, ends when the service stops and fails as `ApiFailure`.
//
// telegraf's own client is not used: its node-fetch 2 waits for ever for a body that breaks off
// (https://github.com/node-fetch/node-fetch/issues/1604), and its errors carry residents' words.

import type { Telegram as Methods, Opts } from 'telegraf/types';
import { z } from 'zod';
import { ApiFailure, failureOfConnection, failureOfRefusal } from './api-failure.ts';

export interface BotApi {
  /**
   * @param result what the caller relies on in the answer.
   * @throws ApiFailure
   */
  call<M extends keyof Methods, T>(
    method: M,
    payload: Opts<M>,
    result: z.ZodType<T>,
    limits: { readonly timeoutMs: number; readonly signal: AbortSignal },
  ): Promise<T>;
}

const responseSchema = z.union([
  z.object({ ok: z.literal(true), result: z.unknown() }),
  z.object({
    ok: z.literal(false),
    error_code: z.number(),
    description: z.string().default(''),
    parameters: z.object({ retry_after: z.number().optional() }).optional(),
  }),
]);

/** @param apiRoot may have a path of its own, as Bot API servers behind a proxy do. */
export function createBotApi(token: string, apiRoot: string): BotApi {
  const root = `${apiRoot.replace(/\/+$/, '')}/bot${token}`;
  return {
    async call(method, payload, result, { timeoutMs, signal }) {
      const controller = new AbortController();
      const abort = () => controller.abort();
      const timer = setTimeout(abort, timeoutMs);
      signal.addEventListener('abort', abort);
      if (signal.aborted) abort();
      try {
        const response = await fetch(`${root}/${method}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(payload),
          redirect: 'error',
          signal: controller.signal,
        });
        const body = readJson(await response.text());
        const answer = responseSchema.safeParse(body).data;
        if (answer && !answer.ok) throw failureOfRefusal(method, answer);
        const parsed = answer && result.safeParse(answer.result);
        if (parsed?.success) return parsed.data;
        const what = `${method}: status ${response.status} with a body that is not the Bot API's`;
        throw new ApiFailure('unavailable', what, { ambiguous: true });
      } catch (error) {
        if (signal.aborted) throw new ApiFailure('aborted', `${method}: the service stops`);
        if (error instanceof ApiFailure) throw error;
        if (controller.signal.aborted) {
          const what = `${method}: no answer in ${timeoutMs / 1000} s`;
          throw new ApiFailure('timed-out', what, { ambiguous: true });
        }
        throw failureOfConnection(method, error);
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
      }
    },
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

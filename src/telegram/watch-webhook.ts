// Tells Telegram where to bring updates, and looks whether it can.

import { z } from 'zod';
import type { Logger } from '../logger.ts';
import { ApiFailure } from './api-failure.ts';
import type { BotApi } from './bot-api.ts';
import type { Health } from './health.ts';
import { callTimeoutMs } from './insist.ts';
import { createPatience } from './patience.ts';
import { readUpdates } from './update.ts';
import type { Wait } from './wait.ts';

export interface WebhookAddress {
  readonly url: string;
  readonly secret: string;
}

const lookEveryMs = 60_000;
/** Committing an update takes a millisecond; more would only wait for each other. */
const maxConnections = 20;

const infoSchema = z.object({
  url: z.string(),
  pending_update_count: z.number(),
  /** Seconds since 1970. */
  last_error_date: z.number().optional(),
  last_error_message: z.string().optional(),
});

/**
 * Runs until `signal` aborts. An address that Telegram cannot use or reach is logged and told in `health`,
 * and tried again: names and certificates get mended while the service runs.
 *
 * @throws TelegramError when the token is wrong.
 */
export async function watchWebhook({
  api,
  webhook,
  health,
  lastTakenAt,
  logger,
  wait,
  signal,
}: {
  readonly api: BotApi;
  readonly webhook: WebhookAddress;
  readonly health: Health;
  /** When an update last came in, in ms since 1970. */
  readonly lastTakenAt: () => number;
  readonly logger: Logger;
  readonly wait: Wait;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { url, secret } = webhook;
  const limits = { timeoutMs: callTimeoutMs, signal };
  const patience = createPatience(logger, wait, signal);
  const settings = {
    url,
    secret_token: secret,
    allowed_updates: readUpdates,
    max_connections: maxConnections,
  };
  let isSet = false;

  const look = async (): Promise<string | undefined> => {
    if (!isSet) await api.call('setWebhook', settings, z.unknown(), limits);
    isSet = true;
    const info = await api.call('getWebhookInfo', {}, infoSchema, limits);
    if (!URL.canParse(info.url) || new URL(info.url).href !== new URL(url).href) {
      isSet = false;
      return 'somebody else has set or deleted the webhook of this bot: it is set again; end the other program';
    }
    const failedAt = (info.last_error_date ?? 0) * 1000;
    if (info.pending_update_count === 0 || failedAt <= lastTakenAt()) return undefined;
    return `Telegram cannot deliver to TELEGRAM_WEBHOOK_URL (${info.pending_update_count} updates wait): ${info.last_error_message ?? 'it does not say why'}`;
  };

  while (!signal.aborted) {
    try {
      const problem = await look().catch((error: unknown) => {
        if (!(error instanceof ApiFailure) || error.kind !== 'rejected') throw error;
        return `Telegram does not take TELEGRAM_WEBHOOK_URL: ${error.message}`;
      });
      patience.succeeded();
      health.heard();
      health.report(problem);
      if (problem !== undefined) logger.error({ problem }, 'the webhook does not work');
      await wait(lookEveryMs, signal);
    } catch (error) {
      await patience.failed(error);
    }
  }
}

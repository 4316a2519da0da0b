// The webhook side of the emulator: brings updates to the bot, one after the other, until each is taken with 200.

import { setTimeout } from 'node:timers/promises';
import type { WebhookInfo } from '@grammyjs/types';
import { payloads } from './telegram-payloads.ts';
import type { createTelegramUpdates } from './telegram-updates.ts';

type Settings = Partial<ReturnType<typeof payloads.setWebhook.parse>> & { readonly url: string };

const retryMs = 50;

export function createTelegramHook(updates: ReturnType<typeof createTelegramUpdates>) {
  let settings: Settings | undefined;
  let lastError: { date: number; message: string } | undefined;
  let running: AbortController | undefined;

  /** Why an update was not taken, if so. */
  const bring = async ({ url, secret_token }: Settings): Promise<string | undefined> => {
    const [update] = updates.held();
    const headers = {
      'content-type': 'application/json',
      ...(secret_token ? { 'X-Telegram-Bot-Api-Secret-Token': secret_token } : {}),
    };
    try {
      const body = JSON.stringify(update);
      const { status } = await fetch(url, { method: 'POST', headers, body });
      if (status !== 200) return `Wrong response from the webhook: ${status}`;
    } catch {
      return 'Connection refused';
    }
    if (update) updates.confirm(update.update_id + 1);
    return undefined;
  };

  const run = async (settled: Settings, { signal }: AbortController) => {
    while (!signal.aborted) {
      await updates.arrival();
      if (signal.aborted) return;
      const problem = await bring(settled);
      if (problem === undefined) continue;
      lastError = { date: Math.floor(Date.now() / 1000), message: problem };
      await setTimeout(retryMs);
    }
  };

  const set = (given: Settings | undefined) => {
    running?.abort();
    settings = given;
    lastError = undefined;
    if (given?.secret_token === undefined) return;
    updates.allow(given.allowed_updates);
    running = new AbortController();
    void run(given, running);
  };

  return {
    set,
    isSet: () => settings !== undefined,
    current: () => settings,
    lastError: () => lastError?.message,
    close: () => running?.abort(),
    methods: {
      setWebhook(body: unknown) {
        set(payloads.setWebhook.parse(body));
        return true;
      },
      deleteWebhook() {
        set(undefined);
        return true;
      },
      getWebhookInfo: (): WebhookInfo => ({
        url: settings?.url ?? '',
        has_custom_certificate: false,
        pending_update_count: updates.held().length,
        ...(lastError
          ? { last_error_date: lastError.date, last_error_message: lastError.message }
          : {}),
      }),
    },
  };
}

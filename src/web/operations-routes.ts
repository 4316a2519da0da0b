// The addresses for whoever runs the service: is it up, can it answer, how is it doing.

import type { Hono } from 'hono';
import type { Desk } from './desk.ts';
import type { TelegramHealth } from './telegram-door.ts';

export function addOperationsRoutes(
  site: Hono,
  { service, audit, metrics, logger }: Desk,
  telegram?: TelegramHealth,
): void {
  site.get('/healthz', (context) => context.text('ok\n'));

  site.get('/readyz', async (context) => {
    if (service.catalogue().documents.length === 0) {
      return context.text('the index holds no documents\n', 503);
    }
    try {
      await audit.list(1);
    } catch (err) {
      logger.error({ err }, 'not ready: the log cannot be read');
      return context.text('the log cannot be read\n', 503);
    }
    const problem = telegram?.problem();
    if (problem !== undefined) return context.text(`Telegram: ${problem}\n`, 503);
    return context.text('ready\n');
  });

  site.get('/metrics', async (context) =>
    context.body(await metrics.registry.metrics(), 200, {
      'Content-Type': metrics.registry.contentType,
    }),
  );
}

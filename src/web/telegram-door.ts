// The home of what this room knows of the Telegram door: where updates are brought, and how it is doing.

import { Gauge, type Registry } from 'prom-client';

export interface TelegramHealth {
  /** Why residents cannot be heard there; nothing when they can. */
  problem(): string | undefined;
  /** Since Telegram last answered. */
  silentSeconds(): number;
}

export interface TelegramDoor {
  readonly health: TelegramHealth;
  readonly webhook:
    | { readonly path: string; handle(request: Request): Promise<Response> }
    | undefined;
}

export function measureTelegram(registry: Registry, health: TelegramHealth): void {
  const registers = [registry];
  new Gauge({
    name: 'telegram_silent_seconds',
    help: 'Time since Telegram last answered.',
    registers,
    collect() {
      this.set(health.silentSeconds());
    },
  });
  new Gauge({
    name: 'telegram_up',
    help: '1 while residents are heard in Telegram, 0 otherwise.',
    registers,
    collect() {
      this.set(health.problem() === undefined ? 1 : 0);
    },
  });
}

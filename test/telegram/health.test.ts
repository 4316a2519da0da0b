import { expect, test } from 'vitest';
import { openTelegramRoom } from '../fakes/open-telegram-room.ts';
import { openWebRoom } from '../fakes/open-web-room.ts';
import { startTelegramEmulator } from '../fakes/telegram-emulator.ts';

test('a door that hears nothing of Telegram for three minutes is not ready, and is again when it does', async () => {
  const emulator = await startTelegramEmulator();
  let now = Date.parse('2026-03-01T08:00:00Z');
  let resume = () => {};
  const { channel } = await openTelegramRoom({
    emulator,
    clock: () => new Date(now),
    wait: (_ms, signal) =>
      new Promise<void>((resolve) => {
        resume = resolve;
        signal.addEventListener('abort', () => resolve(), { once: true });
      }),
  });
  const telegram = { health: channel.health, webhook: undefined };
  const { visitor } = await openWebRoom({ telegram });
  emulator.fail({ method: 'getUpdates', how: 'reset' });
  void channel.start();
  await emulator.waitForCalls('getUpdates', 1);
  now += 180_000;
  expect((await visitor().get('/readyz')).status).toBe(200);
  now += 1000;
  const stuck = await visitor().get('/readyz');
  expect(stuck.status).toBe(503);
  expect(await stuck.text()).toContain('nothing was fetched from Telegram for 181 s');
  expect((await visitor().get('/healthz')).status).toBe(200);
  const metrics = async () => (await (await visitor().get('/metrics')).text()).split('\n');
  expect(await metrics()).toEqual(
    expect.arrayContaining(['telegram_silent_seconds 181', 'telegram_up 0']),
  );
  emulator.sendText(7, '一');
  await expect
    .poll(() => {
      resume();
      return channel.health.problem();
    })
    .toBeUndefined();
  expect((await visitor().get('/readyz')).status).toBe(200);
  expect(await metrics()).toContain('telegram_up 1');
});

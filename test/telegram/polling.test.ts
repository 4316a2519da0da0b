import { expect, test } from 'vitest';
import { createLogger } from '../../src/logger.ts';
import { pollUpdates } from '../../src/telegram/poll-updates.ts';
import { TelegramError } from '../../src/telegram/telegram-error.ts';
import {
  createGate,
  createImpatience,
  openTelegramRoom,
  type RoomOptions,
} from '../fakes/open-telegram-room.ts';
import { type Fault, startTelegramEmulator } from '../fakes/telegram-emulator.ts';

async function prepare(options: Omit<RoomOptions, 'emulator'> = {}) {
  const emulator = await startTelegramEmulator();
  const { waits, wait } = createImpatience();
  const room = await openTelegramRoom({ wait, ...options, emulator });
  return { emulator, waits, ...room };
}

async function fatalOf(started: Promise<void>): Promise<TelegramError> {
  const error = await started.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof TelegramError))
    throw new Error('expected a TelegramError', { cause: error });
  return error;
}

test.each<[string, Fault['how']]>([
  ['a server error', { status: 502 }],
  ['a page of a proxy', 'html'],
  ['a reset connection', 'reset'],
  ['half a body', 'half-body'],
  ['too many requests', { status: 429, retryAfter: 3 }],
])('polling goes on after %s and nothing is lost', async (_, how) => {
  const { emulator, channel, waits, logs } = await prepare();
  emulator.fail({ method: 'getUpdates', times: 3, how });
  void channel.start();
  emulator.sendText(7, '一');
  emulator.sendText(8, '二');
  await emulator.waitForMessages(7, 1);
  await emulator.waitForMessages(8, 1);
  const expected =
    typeof how === 'object' && how.retryAfter ? [3000, 3000, 3000] : [500, 1000, 2000];
  expect(waits).toEqual(expected);
  expect(logs()).toContain('trying again');
  expect(logs()).not.toContain(emulator.token);
});

test('updates whose answer never arrived are fetched again and answered once', async () => {
  const { emulator, channel, service } = await prepare();
  emulator.fail({ method: 'getUpdates', how: 'half-body', afterEffect: true });
  void channel.start();
  emulator.sendText(7, '一');
  await emulator.waitForMessages(7, 1);
  await emulator.waitForConfirmed();
  expect(service.asked).toHaveLength(1);
});

test('a Bot API that is away at the start is waited for', async () => {
  const { emulator, channel, waits } = await prepare();
  emulator.fail({ method: 'getMe', times: 7, how: 'reset' });
  emulator.fail({ method: 'deleteWebhook', times: 2, how: { status: 500 } });
  emulator.fail({ method: 'setMyCommands', how: { status: 500 } });
  void channel.start();
  emulator.sendText(7, '一');
  await emulator.waitForMessages(7, 1);
  expect(waits.slice(0, 7)).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000]);
});

test.each([401, 404])(
  'a token that Telegram answers with %d ends the start with advice',
  async (status) => {
    const { emulator, channel, logs } = await prepare();
    emulator.fail({ method: 'getMe', how: { status } });
    const error = await fatalOf(channel.start());
    expect(error.message).toContain('TELEGRAM_BOT_TOKEN');
    expect(JSON.stringify([error.message, error.stack, error.cause, logs()])).not.toContain(
      emulator.token,
    );
  },
);

test('a token that is not known is fatal without being shown', async () => {
  const emulator = await startTelegramEmulator();
  const token = '987654321:BBEhBOweik6ad9r_QXMENQjcrGbqCr4K-xx';
  const { channel, logs } = await openTelegramRoom({
    emulator: { apiRoot: emulator.apiRoot, token },
  });
  const error = await fatalOf(channel.start());
  expect(error.message).toContain('@BotFather');
  expect(`${error.stack}${logs()}`).not.toContain(token);
});

test('a token revoked in the middle ends polling after the answers in hand', async () => {
  const gate = createGate();
  const { emulator, channel } = await prepare({ answer: () => gate.opened.then(() => ({})) });
  const started = channel.start();
  emulator.sendText(7, '一');
  await emulator.waitForConfirmed();
  await emulator.waitForCalls('sendChatAction', 1);
  emulator.fail({ method: 'getUpdates', times: 99, how: { status: 401 } });
  const fatal = fatalOf(started);
  emulator.sendText(7, '二');
  gate.open();
  expect((await fatal).message).toContain('TELEGRAM_BOT_TOKEN');
  expect(emulator.messagesIn(7).length).toBeGreaterThan(0);
});

test('another poller is told apart in the log and waited for', async () => {
  const { emulator, channel, waits, logs } = await prepare();
  emulator.fail({ method: 'getUpdates', times: 2, how: { status: 409 } });
  void channel.start();
  emulator.sendText(7, '一');
  await emulator.waitForMessages(7, 1);
  expect(waits).toEqual([500, 1000]);
  expect(logs()).toContain('stop the other instance');
});

test('another poller that stays for minutes is fatal and the message says what to do', async () => {
  const { emulator, channel, waits } = await prepare();
  emulator.fail({ method: 'getUpdates', times: 999, how: { status: 409 } });
  const error = await fatalOf(channel.start());
  expect(error.message).toContain('stop it');
  const total = waits.reduce((sum, ms) => sum + ms, 0);
  expect(total).toBeGreaterThanOrEqual(5 * 60_000);
  expect(total).toBeLessThan(6 * 60_000);
});

test('a webhook that was set once does not keep the bot from polling', async () => {
  const { emulator, channel, waits } = await prepare();
  emulator.setWebhook();
  void channel.start();
  emulator.sendText(7, '一');
  await emulator.waitForMessages(7, 1);
  expect(waits).toEqual([]);
});

test('a server that does not wait for updates is not asked without a pause', async () => {
  const stop = new AbortController();
  const waits: number[] = [];
  await pollUpdates({
    api: { call: async (_method, _payload, result) => result.parse([]) },
    takeIn: () => Promise.resolve(),
    room: () => Promise.resolve(),
    health: { heard: () => {} },
    logger: createLogger('silent'),
    async wait(ms) {
      waits.push(ms);
      if (waits.length === 3) stop.abort();
    },
    signal: stop.signal,
  });
  expect(waits).toEqual([500, 500, 500]);
});

test('polling stops at once when asked to', async () => {
  const { emulator, channel } = await prepare();
  const started = channel.start();
  await emulator.waitForCalls('getUpdates', 1);
  await channel.stop();
  await started;
  expect(emulator.calls.filter(({ method }) => method === 'getUpdates')).toHaveLength(1);
});

test('stopping before the start, twice or without a start is harmless', async () => {
  const { channel } = await prepare();
  await channel.stop();
  await channel.stop();
  await channel.start();
});

test('a second poller of the emulator has the first one conflict, as with Telegram', async () => {
  const { emulator, channel, logs } = await prepare();
  void channel.start();
  await emulator.waitForCalls('getUpdates', 1);
  const body = JSON.stringify({ timeout: 0 });
  const headers = { 'content-type': 'application/json' };
  await fetch(`${emulator.apiRoot}/bot${emulator.token}/getUpdates`, {
    method: 'POST',
    body,
    headers,
  });
  emulator.sendText(7, '一');
  await emulator.waitForMessages(7, 1);
  expect(logs()).toContain('terminated by other getUpdates');
});

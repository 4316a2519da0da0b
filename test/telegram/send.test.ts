import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createLogger } from '../../src/logger.ts';
import { ApiFailure } from '../../src/telegram/api-failure.ts';
import { type BotApi, createBotApi } from '../../src/telegram/bot-api.ts';
import { pollUpdates } from '../../src/telegram/poll-updates.ts';
import { createSender } from '../../src/telegram/send.ts';
import { createTurnstile } from '../../src/telegram/turnstile.ts';
import { wait as realWait } from '../../src/telegram/wait.ts';
import { createImpatience, openTelegramRoom } from '../fakes/open-telegram-room.ts';
import { type Fault, startTelegramEmulator } from '../fakes/telegram-emulator.ts';

async function prepare() {
  const emulator = await startTelegramEmulator();
  const impatience = createImpatience();
  const room = await openTelegramRoom({ emulator, wait: impatience.wait });
  void room.channel.start();
  await emulator.waitForCalls('getUpdates', 1);
  /** What became of the last answer, once it is in the log. */
  const delivery = async () => {
    const [logged] = await room.audit.list(1);
    const events = (await room.audit.find(logged?.id ?? ''))?.events ?? [];
    return events.find(
      ({ kind }) => kind === 'answer-delivered' || kind === 'answer-undeliverable',
    );
  };
  return { emulator, delivery, ...impatience, ...room };
}

test('a message that Telegram wants later comes exactly then', async () => {
  const { emulator, delivery, waits } = await prepare();
  emulator.fail({ method: 'sendMessage', times: 2, how: { status: 429, retryAfter: 17 } });
  emulator.sendText(7, '一');
  await emulator.waitForMessages(7, 1);
  expect(waits).toEqual([17_000, 17_000]);
  await expect.poll(delivery).toMatchObject({ kind: 'answer-delivered', detail: '1 message' });
});

test('while one chat waits for its time the others are answered, and it never comes early', async () => {
  const emulator = await startTelegramEmulator();
  const { channel } = await openTelegramRoom({ emulator, wait: realWait });
  for (let chat = 1; chat <= 20; chat += 1) {
    emulator.fail({ method: 'sendMessage', chatId: chat, how: { status: 429, retryAfter: 1 } });
  }
  void channel.start();
  for (let chat = 1; chat <= 20; chat += 1) emulator.sendText(chat, '一');
  emulator.sendText(99, '一');
  await emulator.waitForMessages(99, 1);
  expect(emulator.messages.map(({ chatId }) => chatId)).toEqual([99]);
  for (let chat = 1; chat <= 20; chat += 1) await emulator.waitForMessages(chat, 1);
  expect(emulator.early).toEqual([]);
});

test('who has to wait lets the others by at once', async () => {
  const turnstile = createTurnstile();
  let tries = 0;
  let isFree = false;
  const sender = createSender({
    api: {
      call(_method, _payload, result) {
        tries += 1;
        if (tries > 1) return Promise.resolve(result.parse({ message_id: 1 }));
        return Promise.reject(new ApiFailure('rate-limited', 'later', { retryAfterMs: 17_000 }));
      },
    },
    turnstile,
    logger: createLogger('silent'),
    async wait() {
      void turnstile.enter(8).then(() => {
        isFree = true;
      });
      await setImmediate();
      expect(isFree).toBe(true);
      turnstile.leave(8);
    },
    signal: new AbortController().signal,
  });
  expect(await sender.send({ chatId: 7 }, [[{ text: '一' }]])).toMatchObject({
    outcome: 'delivered',
  });
});

test.each<[string, Fault['how']]>([
  ['a server error', { status: 500 }],
  ['a page of a proxy', 'html'],
  ['a reset connection', 'reset'],
  ['half a body', 'half-body'],
])(
  'a message is sent again after %s, and the log says that it may have come twice',
  async (_, how) => {
    const { emulator, delivery, waits } = await prepare();
    emulator.fail({ method: 'sendMessage', times: 3, how });
    emulator.sendText(7, '一');
    await emulator.waitForMessages(7, 1);
    expect(waits).toEqual([500, 1000, 2000]);
    await expect.poll(delivery).toMatchObject({
      kind: 'answer-delivered',
      detail: '1 message, one perhaps twice',
    });
  },
);

test('a message that never gets through is given up and recorded, the next one is answered', async () => {
  const { emulator, delivery, database } = await prepare();
  emulator.fail({ method: 'sendMessage', times: 8, how: 'reset' });
  emulator.sendText(7, '一');
  await expect.poll(delivery).toMatchObject({ kind: 'answer-undeliverable' });
  emulator.sendText(7, '二');
  await emulator.waitForMessages(7, 1);
  await expect
    .poll(() => database.selectFrom('inbox').select('state').execute())
    .toEqual([{ state: 'done' }, { state: 'done' }]);
});

test.each([
  [403, 'Forbidden: bot was blocked by the user'],
  [400, 'Bad Request: chat not found'],
])('a refusal with %d is recorded and not repeated', async (status, description) => {
  const { emulator, delivery, waits } = await prepare();
  emulator.fail({ method: 'sendMessage', how: { status, description } });
  emulator.sendText(7, '一');
  await expect.poll(delivery).toMatchObject({
    kind: 'answer-undeliverable',
    detail: expect.stringContaining(description),
  });
  expect(emulator.messagesIn(7)).toEqual([]);
  expect(waits).toEqual([]);
});

test('formatting that Telegram refuses costs the links, not the words', async () => {
  const { emulator, delivery } = await prepare();
  emulator.fail({
    method: 'sendMessage',
    how: { status: 400, description: "Bad Request: can't parse entities: something" },
  });
  emulator.sendText(7, '一');
  const [message] = await emulator.waitForMessages(7, 1);
  expect(message?.text).toContain('[1] 劳动仲裁 · 要不要钱');
  expect(message).toMatchObject({ entities: [], buttons: [] });
  await expect.poll(delivery).toMatchObject({ kind: 'answer-delivered' });
});

test('a call that is never answered ends at its deadline', async () => {
  const emulator = await startTelegramEmulator();
  emulator.fail({ method: 'getMe', how: 'hang' });
  const api = createBotApi(emulator.token, emulator.apiRoot);
  const limits = { timeoutMs: 50, signal: new AbortController().signal };
  const failure = await api.call('getMe', {}, z.unknown(), limits).catch((error: unknown) => error);
  expect(failure).toMatchObject({ kind: 'timed-out', ambiguous: true });
});

test('a message that Telegram stored but did not confirm in time comes at most twice', async () => {
  let sent = 0;
  const sender = createSender({
    api: {
      call() {
        sent += 1;
        return Promise.reject(new ApiFailure('timed-out', 'no answer', { ambiguous: true }));
      },
    },
    turnstile: createTurnstile(),
    logger: createLogger('silent'),
    wait: createImpatience().wait,
    signal: new AbortController().signal,
  });
  const delivery = await sender.send({ chatId: 7 }, [[{ text: '一' }]]);
  expect(delivery.outcome).toBe('undeliverable');
  expect(sent).toBe(2);
});

test('what waited for a slow chat does not leave in one burst: Telegram never has to refuse it', async () => {
  const emulator = await startTelegramEmulator();
  emulator.limitSends(30);
  const turnstile = createTurnstile();
  const sender = createSender({
    api: createBotApi(emulator.token, emulator.apiRoot),
    turnstile,
    logger: createLogger('silent'),
    wait: createImpatience().wait,
    signal: new AbortController().signal,
  });
  // Nobody calls for it to leave: it holds the others up as long as it may.
  await turnstile.enter(99);
  const chats = Array.from({ length: 40 }, (_, index) => index + 1);
  for (const chat of chats) emulator.openGroup(chat);
  await Promise.all(
    chats.map(async (chatId) => {
      await sender.send({ chatId }, [[{ text: '一' }]]);
      turnstile.leave(chatId);
    }),
  );
  expect(emulator.messages).toHaveLength(40);
  expect(emulator.tooFast()).toBe(0);
});

test('an address below a path and with a slash at its end is reached', async () => {
  const emulator = await startTelegramEmulator();
  const api = createBotApi(emulator.token, `${emulator.apiRoot}//`);
  const limits = { timeoutMs: 5000, signal: new AbortController().signal };
  expect(await api.call('getMe', {}, z.object({ username: z.string() }), limits)).toEqual({
    username: 'xlk_law_bot',
  });
});

test('a token that Telegram repeats in its refusal is cut out', async () => {
  const emulator = await startTelegramEmulator();
  const description = `Bad Request: no such path /bot${emulator.token}/getMe`;
  emulator.fail({ method: 'getMe', how: { status: 400, description } });
  const api = createBotApi(emulator.token, emulator.apiRoot);
  const limits = { timeoutMs: 5000, signal: new AbortController().signal };
  const failure = await api.call('getMe', {}, z.unknown(), limits).catch((error: unknown) => error);
  expect(failure).toMatchObject({ message: expect.stringContaining('no such path /bot[secret]') });
});

test('nothing of the token is in a failure, whatever went wrong', async () => {
  const token = '123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc';
  const limits = { timeoutMs: 5000, signal: new AbortController().signal };
  for (const apiRoot of ['http://127.0.0.1:1', 'http://[', 'nonsense', 'http://127.0.0.1:99999']) {
    const failure = await createBotApi(token, apiRoot)
      .call('getMe', {}, z.unknown(), limits)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApiFailure);
    expect(
      failure instanceof Error ? `${failure.message}${failure.stack}${failure.cause}` : '',
    ).not.toContain('AAEhBOweik6ad9r');
  }
});

test('whatever is never answered is given up: a poll below 70 seconds, a message below 30', async () => {
  const deadlines = new Map<string, number>();
  const stop = new AbortController();
  const api: BotApi = {
    call(method, _payload, _result, { timeoutMs }) {
      deadlines.set(method, timeoutMs);
      if (method === 'getUpdates') stop.abort();
      return Promise.reject(new ApiFailure('timed-out', 'no answer', { ambiguous: true }));
    },
  };
  const { wait } = createImpatience();
  const logger = createLogger('silent');
  const rest = { api, logger, wait, signal: stop.signal };
  const sender = createSender({ ...rest, turnstile: createTurnstile() });
  await sender.send({ chatId: 7 }, [[{ text: '一' }]]);
  const takeIn = () => Promise.resolve();
  await pollUpdates({ ...rest, takeIn, room: takeIn, health: { heard: () => {} } });
  expect(deadlines.get('getUpdates')).toBeLessThan(70_000);
  expect(deadlines.get('sendMessage')).toBeLessThan(30_000);
});

import { connect } from 'node:net';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { createLogger } from '../../src/logger.ts';
import type { TelegramChannel } from '../../src/telegram/telegram-channel.ts';
import { createWebhook } from '../../src/telegram/webhook.ts';
import { listen } from '../../src/web/listen.ts';
import { createGate, openTelegramRoom, type RoomOptions } from '../fakes/open-telegram-room.ts';
import { openWebRoom } from '../fakes/open-web-room.ts';
import { startTelegramEmulator } from '../fakes/telegram-emulator.ts';

const secret = 'a-secret-that-only-telegram-knows';
const path = '/telegram/webhook';
const header = 'X-Telegram-Bot-Api-Secret-Token';

const update = (update_id: number, text: string, chat = 7) => ({
  update_id,
  message: {
    message_id: update_id,
    date: 1,
    text,
    chat: { id: chat, type: 'private', first_name: '居民' },
    from: { id: chat, is_bot: false, first_name: '居民' },
  },
});

/** The door behind a real socket of the site, as the service joins them. */
async function openRoom(options: Omit<RoomOptions, 'emulator' | 'webhook'> = {}) {
  const emulator = await startTelegramEmulator();
  let door: TelegramChannel | undefined;
  const { site } = await openWebRoom({
    telegram: {
      health: { problem: () => door?.health.problem(), silentSeconds: () => 0 },
      webhook: {
        path,
        handle: async (request) => (await door?.webhook?.handle(request)) ?? new Response(),
      },
    },
  });
  const server = await listen(site, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => server.stop());
  const url = `${server.address}${path}`;
  const room = await openTelegramRoom({ ...options, emulator, webhook: { url, secret } });
  door = room.channel;
  const post = (body: string | Uint8Array<ArrayBuffer>, headers = { [header]: secret }) =>
    fetch(url, { method: 'POST', body, headers });
  const start = async () => {
    void room.channel.start();
    await emulator.waitForCalls('getWebhookInfo', 1);
  };
  return { emulator, url, site, post, start, address: server.address, ...room };
}

test('Telegram is told where to bring updates, and what it brings is answered in order', async () => {
  const { emulator, url, start, service } = await openRoom();
  emulator.sendText(7, '一');
  await start();
  expect(emulator.webhook()).toEqual({
    url,
    secret_token: secret,
    allowed_updates: ['message', 'callback_query'],
    max_connections: 20,
  });
  emulator.sendText(7, '二');
  await emulator.waitForMessages(7, 2);
  await emulator.waitForConfirmed();
  expect(service.asked.map(({ text }) => text)).toEqual(['一', '二']);
  expect(emulator.calls.filter(({ method }) => method === 'getUpdates')).toEqual([]);
});

test('one update brought twenty times at once is answered once and always acknowledged', async () => {
  const { emulator, start, post, service, channel } = await openRoom();
  emulator.sendText(7, '零');
  await start();
  await emulator.waitForMessages(7, 1);
  const body = JSON.stringify(update(5, '一'));
  const statuses = await Promise.all(
    Array.from({ length: 20 }, async () => (await post(body)).status),
  );
  expect(statuses).toEqual(Array.from({ length: 20 }, () => 200));
  await emulator.waitForMessages(7, 2);
  await channel.stop();
  expect(service.asked.map(({ text }) => text)).toEqual(['零', '一']);
});

test('whoever is not Telegram, or brings what is no update, gets its status and nothing happens', async () => {
  const { start, post, url, address, database } = await openRoom();
  await start();
  const good = JSON.stringify(update(5, '一'));
  const statusOf = async (response: Promise<Response>) => (await response).status;
  expect(await statusOf(fetch(url, { method: 'POST', body: good }))).toBe(401);
  expect(await statusOf(post(good, { [header]: 'wrong' }))).toBe(401);
  expect(await statusOf(post(good, { [header]: `${secret}x` }))).toBe(401);
  expect(await statusOf(fetch(url))).toBe(405);
  expect(await statusOf(fetch(`${address}/telegram`, { method: 'POST', body: good }))).not.toBe(
    200,
  );
  for (const body of ['null', '{}', '[]', '"text"', '{"update_id":', '', '{"update_id":"5"}']) {
    expect([body, await statusOf(post(body))]).toEqual([body, 400]);
  }
  expect(await statusOf(post(new Uint8Array([0x22, 0xff, 0x22])))).toBe(400);
  expect(await statusOf(post('x'.repeat(2 * 1024 * 1024)))).toBe(413);
  expect(await database.selectFrom('inbox').select('update_id').execute()).toEqual([]);
  expect(await statusOf(post(good))).toBe(200);
});

test('a body without a length is counted while it is read', async () => {
  const { channel, start } = await openRoom();
  await start();
  let pulled = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1;
      controller.enqueue(new Uint8Array(64 * 1024));
    },
  });
  const init = { method: 'POST', body, headers: { [header]: secret }, duplex: 'half' as const };
  const response = await channel.webhook?.handle(new Request('http://localhost/', init));
  expect(response?.status).toBe(413);
  expect(pulled).toBeLessThan(32);
});

test('a body cut at any byte is the same text', async () => {
  const taken: unknown[] = [];
  const webhook = createWebhook({
    url: 'https://example.org/hook',
    secret,
    take: async (given) => taken.push(given) > 0,
    logger: createLogger('silent'),
  });
  const sent = update(5, '楼上漏水，𠮷字怎么办？');
  const bytes = new TextEncoder().encode(JSON.stringify(sent));
  for (let cut = 1; cut < bytes.byteLength; cut += 1) {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(bytes.slice(0, cut));
        controller.enqueue(bytes.slice(cut));
        controller.close();
      },
    });
    const init = { method: 'POST', body, headers: { [header]: secret }, duplex: 'half' as const };
    expect((await webhook.handle(new Request('https://example.org/hook', init))).status).toBe(200);
  }
  expect(taken).toEqual(Array.from({ length: bytes.byteLength - 1 }, () => sent));
});

test('a body whose characters are cut between two packets of a real connection arrives whole', async () => {
  const { emulator, start, address, service } = await openRoom();
  emulator.sendText(7, '零');
  await start();
  await emulator.waitForMessages(7, 1);
  const text = '老板拖欠工资怎么办';
  const body = Buffer.from(JSON.stringify(update(9, text)));
  const cut = body.indexOf(Buffer.from('板')) + 1;
  const { port, hostname } = new URL(address);
  const socket = connect(Number(port), hostname).setNoDelay(true);
  onTestFinished(() => {
    socket.destroy();
  });
  const head = [
    `POST ${path} HTTP/1.1`,
    `Host: ${hostname}`,
    `${header}: ${secret}`,
    `Content-Length: ${body.length}`,
    'Connection: close',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  socket.write(body.subarray(0, cut), () => setImmediate(() => socket.write(body.subarray(cut))));
  await emulator.waitForMessages(7, 2);
  expect(service.asked.at(-1)?.text).toBe(text);
});

test('an update that cannot be committed is refused, so that Telegram brings it again', async () => {
  const { emulator, start, post, database, service } = await openRoom();
  emulator.sendText(7, '零');
  await start();
  await emulator.waitForMessages(7, 1);
  await sql`pragma max_page_count = 1`.execute(database);
  const body = JSON.stringify(update(5, '长'.repeat(4000)));
  expect((await post(body)).status).toBe(500);
  const [, notice] = await emulator.waitForMessages(7, 2);
  expect(notice?.text).toContain('暂时不可用');
  await sql`pragma max_page_count = 1000000`.execute(database);
  expect((await post(body)).status).toBe(200);
  await emulator.waitForMessages(7, 3);
  expect(service.asked).toHaveLength(2);
});

test('before the bot is ready and while it stops, updates stay with Telegram', async () => {
  const gate = createGate();
  const { emulator, channel, start, post } = await openRoom({
    answer: () => gate.opened.then(() => ({})),
  });
  const body = JSON.stringify(update(5, '一'));
  expect((await post(body)).status).toBe(503);
  emulator.sendText(7, '零');
  await start();
  await emulator.waitForCalls('sendChatAction', 1);
  const stopped = channel.stop();
  expect((await post(body)).status).toBe(503);
  gate.open();
  await stopped;
  expect(emulator.messagesIn(7)).toHaveLength(1);
});

test('an address that Telegram cannot reach is told in the health and the log, without the secret', async () => {
  const emulator = await startTelegramEmulator();
  const gate = createGate();
  const webhook = { url: 'http://127.0.0.1:9/telegram', secret };
  let looks = 0;
  const { channel, logs } = await openTelegramRoom({
    emulator,
    webhook,
    async wait(_ms, signal) {
      looks += 1;
      if (looks === 1) await gate.opened;
      else await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    },
  });
  emulator.sendText(7, '一');
  void channel.start();
  await expect.poll(() => emulator.hookError()).toContain('Connection refused');
  gate.open();
  await expect
    .poll(() => channel.health.problem())
    .toBe('Telegram cannot deliver to TELEGRAM_WEBHOOK_URL (1 updates wait): Connection refused');
  expect(logs()).toContain('the webhook does not work');
  expect(logs()).not.toContain(secret);
});

test('an address that Telegram does not take is told, and tried again', async () => {
  const emulator = await startTelegramEmulator();
  const description = 'Bad Request: bad webhook: Failed to resolve host';
  emulator.fail({ method: 'setWebhook', how: { status: 400, description } });
  const gate = createGate();
  let looks = 0;
  const { channel } = await openTelegramRoom({
    emulator,
    webhook: { url: 'http://127.0.0.1:9/telegram', secret },
    async wait(_ms, signal) {
      looks += 1;
      if (looks === 1) await gate.opened;
      else await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    },
  });
  void channel.start();
  await expect.poll(() => channel.health.problem()).toContain('Failed to resolve host');
  gate.open();
  await expect.poll(() => channel.health.problem()).toBeUndefined();
  expect(emulator.webhook()?.url).toBe('http://127.0.0.1:9/telegram');
});

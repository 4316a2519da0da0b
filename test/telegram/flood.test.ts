import { expect, test } from 'vitest';
import { createAnswerService } from '../../src/answering/answer-question.ts';
import { createQuota, quotaLimits } from '../../src/answering/quota.ts';
import { quotaRefusals } from '../../src/answering/wording.ts';
import { createLogger } from '../../src/logger.ts';
import { createInbox } from '../../src/telegram/inbox.ts';
import * as texts from '../../src/telegram/texts.ts';
import { createTurnstile } from '../../src/telegram/turnstile.ts';
import { wait as realWait, type Wait } from '../../src/telegram/wait.ts';
import { createWorkers, lineNoticeMs } from '../../src/telegram/work-inbox.ts';
import { buildAnsweringIndex } from '../fakes/open-answering-room.ts';
import { createGate, openTelegramRoom, type RoomOptions } from '../fakes/open-telegram-room.ts';
import { startTelegramEmulator } from '../fakes/telegram-emulator.ts';

const generation = buildAnsweringIndex();

/** The door with the real answering behind it, quota and all. */
async function openRoom(options: Omit<RoomOptions, 'emulator'> = {}) {
  const emulator = await startTelegramEmulator();
  const room = await openTelegramRoom({
    emulator,
    openService: ({ audit, askerDigest: digest }) =>
      createAnswerService({
        generation,
        audit,
        digest,
        logger: createLogger('silent'),
        publicBaseUrl: undefined,
        now: () => new Date(),
        quota: createQuota(),
      }),
    ...options,
  });
  return { emulator, ...room };
}

test('a flood of one chat slows no other, is told once to wait, and hides no call for help', async () => {
  const { emulator, channel, database } = await openRoom();
  const inbox = createInbox(database, () => new Date());
  for (let number = 0; number < 120; number += 1) emulator.sendText(7, '劳动仲裁要不要钱');
  emulator.sendText(7, '我老公正在打我，救命');
  emulator.sendText(8, '劳动仲裁要不要钱');
  void channel.start();
  const [quick] = await emulator.waitForMessages(8, 1);
  expect(quick?.text).toContain('劳动争议仲裁不收费');
  await emulator.waitFor('the call for help', () =>
    emulator.messagesIn(7).find(({ text }) => text.includes('110报警')),
  );
  await expect.poll(() => inbox.count(), { timeout: 60_000 }).toBe(0);
  const answered = database.selectFrom('answer').select('status').where('status', '=', 'answered');
  expect(await answered.execute()).toHaveLength(quotaLimits.perMinute + 1);
  const refusals = emulator
    .messagesIn(7)
    .filter(({ text }) => text.includes(quotaRefusals['too-fast']));
  expect(refusals).toHaveLength(1);
  expect(emulator.messagesIn(7)).toHaveLength(quotaLimits.perMinute + 2);
});

test('while one chat floods and its answers are slow, the next chat is answered first', async () => {
  const gate = createGate();
  const { emulator, channel, service } = await openRoom({
    openService: undefined,
    answer: async ({ conversation }) => {
      if (conversation.endsWith(':7')) await gate.opened;
      return {};
    },
  });
  for (let number = 0; number < 200; number += 1) emulator.sendText(7, '一');
  emulator.sendText(8, '一');
  void channel.start();
  await emulator.waitForMessages(8, 1);
  expect(emulator.messagesIn(7)).toEqual([]);
  const inLine = service.asked.filter(({ isExcess }) => !isExcess);
  expect(inLine).toHaveLength(2);
  gate.open();
});

test('chats that ask at once are all answered', async () => {
  const chats = 20;
  const { emulator, channel } = await openRoom();
  for (let chat = 1; chat <= chats; chat += 1) emulator.sendText(chat, '劳动仲裁要不要钱');
  void channel.start();
  for (let chat = 1; chat <= chats; chat += 1) {
    const [answer] = await emulator.waitForMessages(chat, 1);
    expect(answer?.text).toContain('劳动争议仲裁不收费');
  }
});

test('answers that are ready leave before more are begun', async () => {
  const { emulator, channel, service } = await openRoom({ openService: undefined, drainMs: 1 });
  // Nobody hears of what is sent: every message holds the others up as long as it may.
  emulator.fail({ method: 'sendMessage', times: 100, how: 'hang' });
  void channel.start();
  for (let chat = 1; chat <= 60; chat += 1) emulator.sendText(chat, '劳动仲裁要不要钱？');
  await emulator.waitForConfirmed();
  await emulator.waitForCalls('sendMessage', 2);
  // Sixteen at one time, those that wait to be sent, and the two that were.
  expect(service.asked.length).toBeLessThanOrEqual(24);
});

test('who waits behind a slow answer of their own is told once how many are before', async () => {
  const gate = createGate();
  const passed = createGate();
  let looks = 0;
  const wait: Wait = async (ms, signal) => {
    // Each of the two chats is looked at once; the next look never comes.
    if (ms !== lineNoticeMs || looks === 2) return realWait(ms, signal);
    looks += 1;
    await passed.opened;
  };
  const { emulator, channel } = await openRoom({
    openService: undefined,
    wait,
    answer: () => gate.opened.then(() => ({})),
  });
  void channel.start();
  for (const text of ['一', '二', '三']) emulator.sendText(7, text);
  emulator.sendText(8, '一');
  await emulator.waitForConfirmed();
  passed.open();
  const [notice] = await emulator.waitForMessages(7, 1);
  expect(notice?.text).toBe(texts.inLine(2));
  gate.open();
  await emulator.waitForMessages(7, 4);
  await emulator.waitForMessages(8, 1);
  expect(emulator.messages.filter(({ text }) => text.includes('前面还有'))).toHaveLength(1);
});

test('a button beyond the line of its chat is answered politely', async () => {
  const gate = createGate();
  const { emulator, channel } = await openRoom({
    openService: undefined,
    answer: ({ text }) => (text === '慢' ? gate.opened.then(() => ({})) : {}),
  });
  void channel.start();
  emulator.sendText(7, '一');
  const [answer] = await emulator.waitForMessages(7, 1);
  for (let number = 0; number < quotaLimits.perMinute; number += 1) emulator.sendText(7, '慢');
  const press = emulator.press(7, answer?.messageId ?? 0, '有用');
  expect((await emulator.waitForToast(press)).text).toBe(texts.tooFast);
  gate.open();
});

test('when a thousand wait, the next ones stay with Telegram until there is room', async () => {
  const gate = createGate();
  const never: Wait = () => new Promise(() => {});
  const nothing = () => Promise.resolve();
  const workers = createWorkers({
    inbox: { begin: nothing, settle: nothing, read: () => gate.opened.then(() => undefined) },
    handle: nothing,
    apologize: nothing,
    announce: nothing,
    turnstile: createTurnstile(),
    logger: createLogger('silent'),
    wait: never,
    stopping: new AbortController().signal,
    abandoning: new AbortController().signal,
  });
  const row = (updateId: number) => ({ updateId, chatId: String(updateId) });
  const all = Array.from({ length: 1000 }, (_, index) => index + 1);
  workers.enqueue(all.slice(0, 999).map(row));
  expect(workers.isFull()).toBe(false);
  await workers.room();
  workers.enqueue([row(1000)]);
  expect(workers.isFull()).toBe(true);
  const room = workers.room();
  gate.open();
  await room;
  expect(workers.isFull()).toBe(false);
  await workers.idle();
});

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createInbox } from '../../src/telegram/inbox.ts';
import { wait as realWait } from '../../src/telegram/wait.ts';
import { longestAloneMs } from '../../src/telegram/work-inbox.ts';
import { createGate, openTelegramRoom, type RoomOptions } from '../fakes/open-telegram-room.ts';
import { startTelegramEmulator } from '../fakes/telegram-emulator.ts';

async function openRoom(options: Omit<RoomOptions, 'emulator'> = {}) {
  const emulator = await startTelegramEmulator();
  const room = await openTelegramRoom({ ...options, emulator });
  return { emulator, ...room };
}

test('one chat is answered in order, a slow chat delays no other', async () => {
  const gate = createGate();
  const { emulator, channel, service } = await openRoom({
    answer: async ({ text }) => {
      if (text === '慢1') await gate.opened;
      return { text: `答${text}`, citations: [], statements: [] };
    },
  });
  void channel.start();
  emulator.sendText(7, '慢1');
  emulator.sendText(7, '慢2');
  emulator.sendText(8, '快1');
  emulator.sendText(8, '快2');
  const fast = await emulator.waitForMessages(8, 2);
  expect(fast.map(({ text }) => text)).toEqual(['答快1', '答快2']);
  expect(emulator.messagesIn(7)).toEqual([]);
  expect(service.asked.map(({ text }) => text)).not.toContain('慢2');
  await emulator.waitFor('typing in the slow chat', () =>
    emulator.calls.find(({ method, chatId }) => method === 'sendChatAction' && chatId === 7),
  );
  gate.open();
  const slow = await emulator.waitForMessages(7, 2);
  expect(slow.map(({ text }) => text)).toEqual(['答慢1', '答慢2']);
});

test('an update that throws gets an apology, the others are answered', async () => {
  const { emulator, channel, database } = await openRoom({
    answer: ({ text }) => {
      if (text === '问题42') throw new Error('broken');
      return { text: `答${text}`, citations: [], statements: [] };
    },
  });
  void channel.start();
  for (let number = 0; number < 100; number += 1) {
    emulator.sendText(7 + (number % 10), `问题${number}`);
  }
  for (let chat = 0; chat < 10; chat += 1) {
    const answers = await emulator.waitForMessages(7 + chat, 10);
    const expected = Array.from({ length: 10 }, (_, index) => `答问题${index * 10 + chat}`);
    if (chat === 2) expected[4] = expect.stringContaining('没有答上来');
    expect(answers.map(({ text }) => text)).toEqual(expected);
  }
  await channel.stop();
  const states = await database
    .selectFrom('inbox')
    .select(['state', 'payload', sql<number>`count(*)`.as('count')])
    .groupBy('state')
    .orderBy('state')
    .execute();
  expect(states).toEqual([
    { state: 'done', payload: '', count: 99 },
    { state: 'failed', payload: '', count: 1 },
  ]);
});

test('what was received but not begun is answered once after a restart, in order', async () => {
  const emulator = await startTelegramEmulator();
  const gate = createGate();
  const first = await openTelegramRoom({
    emulator,
    drainMs: 1,
    answer: () => gate.opened.then(() => ({})),
  });
  void first.channel.start();
  for (const text of ['一', '二', '三']) emulator.sendText(7, text);
  await emulator.waitForConfirmed();
  await first.channel.stop();
  const rows = await first.database.selectFrom('inbox').select(['state', 'attempts']).execute();
  expect(rows.map(({ state, attempts }) => [state, attempts])).toEqual([
    ['working', 1],
    ['pending', 0],
    ['pending', 0],
  ]);
  await first.close();
  gate.open();
  expect(emulator.messagesIn(7)).toEqual([]);

  const second = await openTelegramRoom({
    emulator,
    folder: first.folder,
    answer: ({ text }) => ({ text: `答${text}`, citations: [], statements: [] }),
  });
  void second.channel.start();
  emulator.sendText(7, '四');
  const answers = await emulator.waitForMessages(7, 4);
  expect(answers.map(({ text }) => text)).toEqual(['答一', '答二', '答三', '答四']);
  await second.close();
  expect(emulator.messagesIn(7)).toHaveLength(4);
  expect(second.service.asked).toHaveLength(4);
});

test('an update that Telegram brings twice is taken once, also when it is settled', async () => {
  const { database } = await openRoom();
  const inbox = createInbox(database, () => new Date());
  const chat = { id: 7, type: 'private' as const, first_name: '居民' };
  const from = { id: 1001, is_bot: false, first_name: '居民' };
  const updates = [1, 2].map((update_id) => ({
    update_id,
    message: { message_id: update_id, date: 1, chat, from, text: '一' },
  }));
  const rows = updates.map(({ update_id }) => ({ updateId: update_id, chatId: '7' }));
  expect(await inbox.add(updates)).toEqual(rows);
  expect(await inbox.add(updates)).toEqual([]);
  await inbox.settle(1, 'done');
  expect(await inbox.add(updates)).toEqual([]);
  expect(await inbox.read(1)).toBeUndefined();
  expect((await inbox.takeUp()).pending.map(({ updateId }) => updateId)).toEqual([2]);
});

test('stopping lets the answers in hand finish and begins no more', async () => {
  const gate = createGate();
  const { emulator, channel, service } = await openRoom({
    answer: () => gate.opened.then(() => ({})),
  });
  void channel.start();
  for (let chat = 1; chat <= 8; chat += 1) emulator.sendText(chat, '一');
  emulator.sendText(1, '二');
  await emulator.waitForConfirmed();
  await emulator.waitForCalls('sendChatAction', 8);
  const stopped = channel.stop();
  gate.open();
  await stopped;
  for (let chat = 1; chat <= 8; chat += 1) expect(emulator.messagesIn(chat)).toHaveLength(1);
  expect(service.asked).toHaveLength(8);
});

/** An update that was in hand at so many crashes. */
const leftRow = (update_id: number, chatId: number, attempts: number, text: string) => {
  const chat = { id: chatId, type: 'private', first_name: '居民' };
  const from = { id: chatId, is_bot: false, first_name: '居民' };
  return {
    update_id,
    chat_id: String(chatId),
    payload: JSON.stringify({ update_id, message: { message_id: 1, date: 1, chat, from, text } }),
    state: 'working',
    attempts,
    received_at: '2026-01-01T00:00:00.000Z',
    settled_at: null,
  };
};

test('an update that was in hand at four crashes, at the last two alone, is given up with an apology', async () => {
  const { emulator, channel, database, service } = await openRoom();
  emulator.sendText(7, '/help');
  await database
    .insertInto('inbox')
    .values([leftRow(1, 7, 4, '毒'), leftRow(2, 7, 3, '好')])
    .execute();
  void channel.start();
  const replies = await emulator.waitForMessages(7, 3);
  expect(replies.some(({ text }) => text.includes('没有答上来'))).toBe(true);
  expect(service.asked.map(({ text }) => text)).toEqual(['好']);
});

test('updates in hand at two crashes are tried one after the other, and nothing else beside them', async () => {
  const gates = [createGate(), createGate()];
  const { emulator, channel, database, service } = await openRoom({
    answer: async ({ text }) => {
      await gates[Number(text)]?.opened;
      return {};
    },
  });
  for (const chat of [1, 2, 3]) emulator.sendText(chat, '/help');
  emulator.sendText(4, '刚来的');
  await database
    .insertInto('inbox')
    .values([leftRow(1, 1, 2, '0'), leftRow(2, 2, 2, '1'), leftRow(3, 3, 1, '旁人')])
    .execute();
  const asked = () => service.asked.map(({ text }) => text);
  void channel.start();
  await emulator.waitForConfirmed();
  expect(asked()).toEqual(['0']);
  gates[0]?.open();
  await emulator.waitForMessages(1, 1);
  await emulator.waitForCalls('sendChatAction', 2);
  expect(asked()).toEqual(['0', '1']);
  gates[1]?.open();
  for (const chat of [2, 3]) await emulator.waitForMessages(chat, 2);
  await emulator.waitForMessages(4, 1);
  expect(asked().toSorted()).toEqual(['0', '1', '刚来的', '旁人']);
});

test('for a suspect that takes too long nobody waits any longer', async () => {
  const gate = createGate();
  const { emulator, channel, database } = await openRoom({
    answer: async ({ text }) => {
      if (text === '0') await gate.opened;
      return {};
    },
    wait: async (ms, signal) => {
      if (ms !== longestAloneMs) await realWait(ms, signal);
    },
  });
  for (const chat of [1, 2]) emulator.sendText(chat, '/help');
  await database
    .insertInto('inbox')
    .values([leftRow(1, 1, 2, '0')])
    .execute();
  void channel.start();
  await emulator.waitForMessages(2, 1);
  gate.open();
  await emulator.waitForMessages(1, 2);
});

test('the suspect that was tried least often is tried first', async () => {
  const { emulator, channel, database, service } = await openRoom();
  for (const chat of [1, 2]) emulator.sendText(chat, '/help');
  await database
    .insertInto('inbox')
    .values([leftRow(1, 1, 3, '三次'), leftRow(2, 2, 2, '两次')])
    .execute();
  void channel.start();
  for (const chat of [1, 2]) await emulator.waitForMessages(chat, 2);
  expect(service.asked.map(({ text }) => text)).toEqual(['两次', '三次']);
});

test('settled updates are forgotten after two days', async () => {
  const { channel, database, emulator } = await openRoom();
  const row = (update_id: number, settled_at: string) => ({
    update_id,
    chat_id: '7',
    payload: '',
    state: 'done',
    attempts: 1,
    received_at: settled_at,
    settled_at,
  });
  await database
    .insertInto('inbox')
    .values([row(1, '2020-01-01T00:00:00.000Z'), row(2, new Date().toISOString())])
    .execute();
  void channel.start();
  await emulator.waitForCalls('getUpdates', 1);
  const rows = await database.selectFrom('inbox').select('update_id').execute();
  expect(rows).toEqual([{ update_id: 2 }]);
});

test('with a full disk the resident hears so once, and gets the answer when there is room', async () => {
  const { emulator, channel, database, service } = await openRoom();
  void channel.start();
  await emulator.waitForCalls('getUpdates', 1);
  await sql`pragma max_page_count = 1`.execute(database);
  const long = '长'.repeat(4000);
  emulator.sendText(7, long);
  const [notice] = await emulator.waitForMessages(7, 1);
  expect(notice?.text).toContain('暂时不可用');
  await emulator.waitForCalls('getUpdates', 3);
  expect(emulator.unconfirmed()).toHaveLength(1);
  await sql`pragma max_page_count = 1000000`.execute(database);
  const [, answer] = await emulator.waitForMessages(7, 2);
  expect(answer?.text).toContain('劳动仲裁不收费');
  await emulator.waitForConfirmed();
  expect(emulator.messagesIn(7)).toHaveLength(2);
  expect(service.asked).toHaveLength(1);
});

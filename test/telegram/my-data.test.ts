import { expect, test } from 'vitest';
import type { Answer } from '../../src/domain.ts';
import { openTelegramRoom } from '../fakes/open-telegram-room.ts';
import { resident, type ShownMessage, startTelegramEmulator } from '../fakes/telegram-emulator.ts';

const neighbour = { id: 1002, is_bot: false, first_name: '邻居' };

async function openRoom(answer: Partial<Answer> = {}) {
  const emulator = await startTelegramEmulator();
  const room = await openTelegramRoom({ emulator, answer: () => answer });
  void room.channel.start();
  await emulator.waitForCalls('getUpdates', 1);
  return {
    emulator,
    ...room,
    /** Sends and returns what comes back. */
    async send(text: string, from = resident, chat = from.id): Promise<ShownMessage> {
      const count = emulator.messagesIn(chat).length;
      emulator.sendText(chat, text, { from });
      const reply = (await emulator.waitForMessages(chat, count + 1)).at(count);
      if (!reply) throw new Error(`no reply to ${text}`);
      return reply;
    },
    /** Presses a button of a message and returns the message as it then is. */
    async press({ chatId, messageId }: ShownMessage, button: string): Promise<ShownMessage> {
      emulator.press(chatId, messageId, button);
      return emulator.waitFor(`what ${button} says`, () =>
        emulator.messagesIn(chatId).find((now) => now.messageId === messageId && now.edited),
      );
    },
    asked: async () =>
      (await room.database.selectFrom('question').select('text').orderBy('asked_at').execute()).map(
        ({ text }) => text,
      ),
  };
}

const dataOf = (message: ShownMessage, label: string) => {
  const button = message.buttons.flat().find(({ text }) => text === label);
  return button && 'callback_data' in button ? (button.callback_data ?? '') : '';
};

test('/mydata shows what is kept, since when, until when and how to delete it, to that person alone', async () => {
  const { send } = await openRoom();
  expect((await send('/mydata')).text).toContain('没有留下您的问题');
  await send('劳动仲裁要不要钱？');
  await send('/complaint 没人接');
  await send('别人的事', neighbour);
  const { text } = await send('/mydata');
  expect(text).toContain('1个问题和回答、1件留给工作人员的话');
  expect(text).toMatch(/\d{4}年\d+月\d+日：劳动仲裁要不要钱？/);
  expect(text).toMatch(/最早的是2026年3月1日的，留到2027年3月1日，到期自动删除/);
  expect(text).toContain('/delete');
  expect(text).not.toContain('别人的事');
});

test('/delete asks first; then the words are gone and the person reads what went and what stays', async () => {
  const { send, press, asked, audit, database } = await openRoom();
  await send('劳动仲裁要不要钱？');
  await send('/complaint 没人接');
  await send('邻居的事', neighbour);
  const asking = await send('/delete');
  expect(asking.text).toMatch(/1件留给工作人员的话还没办完.*这件事就不办了.*12345/s);
  expect(asking.text).not.toContain('劳动仲裁');
  expect(await asked()).toEqual(['劳动仲裁要不要钱？', '邻居的事']);
  const done = await press(asking, '全部删除');
  expect(done.text).toMatch(/删掉了：1个问题和回答、1件留给工作人员的话.*还留着：.*6个月/s);
  expect(done.buttons).toEqual([]);
  expect((await asked()).sort()).toEqual(['', '邻居的事']);
  const tickets = await database.selectFrom('ticket').select(['text', 'state']).execute();
  expect(tickets).toEqual([{ text: '', state: 'closed' }]);
  expect((await audit.verify()).brokenAt).toBeUndefined();
  expect((await send('/mydata')).text).toContain('没有留下');
  expect((await send('/delete')).text).toContain('没有留下');
});

test('who thinks better of it keeps everything', async () => {
  const { send, press, asked } = await openRoom();
  await send('劳动仲裁要不要钱？');
  const kept = await press(await send('/delete'), '不删了');
  expect(kept.text).toContain('没有删除');
  expect(kept.buttons).toEqual([]);
  expect(await asked()).toEqual(['劳动仲裁要不要钱？']);
});

test('the button of one person deletes nothing of another', async () => {
  const { send, emulator, asked } = await openRoom();
  await send('我的事');
  await send('邻居的事', neighbour);
  const asking = await send('/delete');
  const data = dataOf(asking, '全部删除');
  expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
  const forged = emulator.pressData({ ...asking, chatId: neighbour.id }, data, neighbour);
  expect((await emulator.waitForToast(forged)).text).toContain('过期');
  expect((await asked()).sort()).toEqual(['我的事', '邻居的事']);
});

test('a press that comes twice deletes once and says so', async () => {
  const { send, press, emulator } = await openRoom();
  await send('我的事');
  const asking = await send('/delete');
  const data = dataOf(asking, '全部删除');
  await press(asking, '全部删除');
  await emulator.waitForToast(emulator.pressData(asking, data));
  await emulator.waitFor('the second outcome', () =>
    emulator.messagesIn(resident.id).find(({ text }) => text.includes('已经删完了')),
  );
});

test('an answer that was erased has no buttons that work', async () => {
  const { send, press, emulator } = await openRoom();
  const answer = await send('我的事');
  await press(await send('/delete'), '全部删除');
  const vote = emulator.press(resident.id, answer.messageId, '有用');
  expect((await emulator.waitForToast(vote)).text).toContain('过期');
});

test('in a group nothing of anybody is shown, and what was asked there goes with the rest', async () => {
  const { send, press, emulator, asked } = await openRoom();
  emulator.openGroup(-5);
  const entities = [{ type: 'mention', offset: 0, length: '@xlk_law_bot'.length }] as const;
  emulator.sendText(-5, '@xlk_law_bot 群里问的', { from: resident, entities: [...entities] });
  await emulator.waitForMessages(-5, 1);
  for (const command of ['/mydata', '/delete']) {
    const { text, buttons } = await send(`${command}@xlk_law_bot`, resident, -5);
    expect(text).toContain('私下发给我');
    expect(buttons).toEqual([]);
  }
  await press(await send('/delete'), '全部删除');
  expect(await asked()).toEqual(['']);
});

test('a settled message leaves neither words nor chat in the inbox', async () => {
  const { send, emulator, database } = await openRoom();
  await send('我的事');
  await send('/mydata');
  const [first] = await database.selectFrom('inbox').selectAll().orderBy('update_id').execute();
  expect(first).toMatchObject({ state: 'done', payload: '', chat_id: '' });
  expect(emulator.messagesIn(resident.id)).toHaveLength(2);
});

test('people are told of both commands and of how long things are kept', async () => {
  const { send, emulator } = await openRoom();
  const names = emulator.commands().map(({ command }) => command);
  expect(names).toEqual(expect.arrayContaining(['mydata', 'delete']));
  expect((await send('/help')).text).toMatch(/\/mydata .*\/delete /s);
  expect((await send('/privacy')).text).toMatch(/一般留365天，到期自动删除.*\/mydata.*\/delete/s);
});

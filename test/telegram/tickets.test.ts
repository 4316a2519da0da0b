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
    async send(text: string, from = resident): Promise<ShownMessage> {
      const count = emulator.messagesIn(from.id).length;
      emulator.sendText(from.id, text, { from });
      const reply = (await emulator.waitForMessages(from.id, count + 1)).at(count);
      if (!reply) throw new Error(`no reply to ${text}`);
      return reply;
    },
    kept: () => room.database.selectFrom('ticket').selectAll().orderBy('opened_at').execute(),
  };
}

const numberIn = ({ text }: ShownMessage) => /编号：(\d{8})/.exec(text)?.[1] ?? '';
const labels = (message: ShownMessage) => message.buttons.flat().map(({ text }) => text);

test('a complaint is kept masked for a digest, and answered with number, day and whom to call', async () => {
  const { send, kept, service, askerDigest } = await openRoom();
  const { text } = await send('/complaint 打１３８００１３８０００\n没人接');
  expect(text).toMatch(/^记下了，编号：\d{8}\n工作人员最晚2026年3月16日看。/);
  for (const part of ['不能在这里回复您', '不留您的电话', '12348', '12345', '/complaint ']) {
    expect(text).toContain(part);
  }
  expect(await kept()).toMatchObject([
    {
      kind: 'complaint',
      text: '打[手机号] 没人接',
      asker: askerDigest('telegram', '1001'),
      question_id: '',
    },
  ]);
  expect(service.asked).toEqual([]);
});

test('a question for a person is kept as one, due the next day', async () => {
  const { send, kept, service } = await openRoom();
  const { text } = await send('/human 想当面问法律援助');
  expect(text).toContain('最晚2026年3月2日看');
  expect(await kept()).toMatchObject([{ kind: 'handoff', text: '想当面问法律援助' }]);
  expect(service.asked).toEqual([]);
});

test('without words the commands say how to use them', async () => {
  const { send, kept } = await openRoom();
  expect((await send('/complaint')).text).toContain('在 /complaint 后面写上是什么事');
  expect((await send('/complaint \u200b')).text).toContain('没有看到字');
  expect((await send('/complaint 。')).text).toContain('没有看到字');
  const human = await send('/human  ');
  expect(human.text).toContain('在 /human 后面写上您的问题');
  expect(human.text).toContain('12348法律服务热线：');
  expect(await kept()).toEqual([]);
});

test('what is longer than a question may be is not kept', async () => {
  const { send, kept } = await openRoom();
  expect((await send(`/complaint ${'长'.repeat(501)}`)).text).toContain('最多500个字');
  expect(await kept()).toEqual([]);
  await send(`/complaint ${'长'.repeat(500)}`);
  expect(await kept()).toHaveLength(1);
});

test('a number shows how far the matter has come, to the person who left it alone', async () => {
  const { send, kept, tickets } = await openRoom();
  const number = numberIn(await send('/complaint 没人接'));
  expect((await send(`/complaint ${number}`)).text).toMatch(
    new RegExp(`^编号${number}：等工作人员看。\n期限：2026年3月16日。\n\n工作人员不能在这里回复您`),
  );
  const [row] = await kept();
  await tickets.note(row?.id ?? '', 'closed', '内部说明', { name: '赵办', role: 'staff' });
  const spaced = `${number.slice(0, 4)} ${number.slice(4)}`;
  const { text } = await send(`/complaint ${spaced}`);
  expect(text).toContain('办完了');
  expect(text).not.toContain('没人接');
  expect(text).not.toContain('内部说明');
  expect((await send(`/complaint ${number}`, neighbour)).text).toContain('没有这个编号');
  expect((await send('/complaint 12')).text).toContain('没有这个编号');
  expect(await kept()).toHaveLength(1);
});

test('the sixth of a day is refused politely', async () => {
  const { send, kept } = await openRoom();
  for (const text of ['一', '二', '三', '四', '五']) await send(`/complaint 第${text}件`);
  const { text } = await send('/human 第六件');
  expect(text).toContain('请明天再来');
  expect(text).toContain('12348');
  expect(await kept()).toHaveLength(5);
});

test('who is in danger reads whom to call first, also when nothing more is kept', async () => {
  const { send } = await openRoom();
  expect((await send('/human 我不想活了')).text).toMatch(/^请马上打120或110/);
  for (const text of ['一', '二', '三', '四', '五']) await send(`/complaint 第${text}件`);
  expect((await send('/complaint 有人拿刀砍我，救命')).text).toMatch(/^情况紧急，请马上打110/);
});

test.each([
  ['unanswerable-not-covered', true],
  ['unanswerable-no-passages', true],
  ['answered-partly', true],
  ['answered', false],
  ['refused-out-of-scope', false],
  ['emergency', false],
  ['smalltalk', false],
] as const)('under an answer that is %s a person is offered: %s', async (status, isOffered) => {
  const { send } = await openRoom({ status });
  expect(labels(await send('公园几点开门？')).includes('转人工')).toBe(isOffered);
});

test('the button leaves that question for a person, once', async () => {
  const { send, emulator, kept, audit } = await openRoom({ status: 'unanswerable-not-covered' });
  const answer = await send('公园几点开门');
  const press = () => emulator.press(resident.id, answer.messageId, '转人工');
  expect((await emulator.waitForToast(press())).text).toBeUndefined();
  const [, reply] = await emulator.waitForMessages(resident.id, 2);
  expect(reply?.text).toContain('最晚2026年3月2日看');
  const [question] = await audit.list(1);
  expect(await kept()).toMatchObject([
    { kind: 'handoff', text: '公园几点开门', question_id: question?.id },
  ]);
  expect((await emulator.waitForToast(press())).text).toContain('已经记下了');
  const [, , again] = await emulator.waitForMessages(resident.id, 3);
  expect(again?.text).toContain(`这件事已经记下了，编号：${reply && numberIn(reply)}`);
  expect(await kept()).toHaveLength(1);
});

test('the button of another chat opens nothing', async () => {
  const { send, emulator, kept } = await openRoom({ status: 'unanswerable-not-covered' });
  const answer = await send('公园几点开门？');
  await send('/help', neighbour);
  const button = answer.buttons.flat().find(({ text }) => text === '转人工');
  const data = button && 'callback_data' in button ? (button.callback_data ?? '') : '';
  expect(data).toMatch(/^handoff:0:[\w-]{36}$/);
  const forged = emulator.pressData({ ...answer, chatId: neighbour.id }, data, neighbour);
  expect((await emulator.waitForToast(forged)).text).toContain('过期');
  expect(await kept()).toEqual([]);
});

test('people are told of the commands and of what is kept', async () => {
  const { send, emulator } = await openRoom();
  expect(emulator.commands().map(({ command }) => command)).toContain('complaint');
  expect((await send('/help')).text).toMatch(/“转人工”.*\/complaint 投诉/s);
  expect((await send('/privacy')).text).toContain('您投诉的话、留给工作人员的话，也先遮住再保存');
});

import { expect, test } from 'vitest';
import { formatAnswer } from '../../src/answering/format-answer.ts';
import type { Statement } from '../../src/domain.ts';
import { openTelegramRoom } from '../fakes/open-telegram-room.ts';
import { sampleAnswer } from '../fakes/sample-answer.ts';
import { type ShownMessage, startTelegramEmulator } from '../fakes/telegram-emulator.ts';

const neighbour = { id: 1002, is_bot: false, first_name: '邻居' };

/** Cites its second source in the sixth statement first. */
const longStatements = (characters: number): Statement[] =>
  Array.from({ length: 8 }, (_, index) => ({
    text: `第${index + 1}件事${'很要紧'.repeat(characters / 3)}。`,
    citations: index < 5 ? [0] : [1],
  }));

async function askForMuch(characters = 60) {
  const statements = longStatements(characters);
  const answer = { statements, text: formatAnswer({ ...sampleAnswer(), statements }) };
  const emulator = await startTelegramEmulator();
  const room = await openTelegramRoom({ emulator, answer: () => answer });
  void room.channel.start();
  emulator.sendText(7, '这件事怎么办？');
  const [short] = await emulator.waitForMessages(7, 1);
  if (!short) throw new Error('no answer');
  const [logged] = await room.audit.list(1);
  return { emulator, short, answer, questionId: logged?.id ?? '', ...room };
}

const labels = (message: ShownMessage | undefined) =>
  message?.buttons.map((row) => row.map(({ text }) => text));

test('a long answer begins short, with a button for the rest above its sources', async () => {
  const { short, answer, audit, questionId } = await askForMuch();
  expect(short.text).toContain('4. 第4件事');
  expect(short.text).not.toContain('第5件事');
  expect(short.text).toContain('想问得更细，打12348。\n还有4条，点“展开”看全部。');
  expect(short.text).not.toContain('[2]');
  expect(labels(short)).toEqual([
    ['展开'],
    ['看原文 [1]', '官方页面 [1]'],
    ['劳动仲裁要多久之内申请？'],
    ['有用', '没用'],
    ['换个问法'],
  ]);
  const delivered = async () =>
    (await audit.find(questionId))?.events.find(({ kind }) => kind === 'answer-delivered');
  await expect.poll(delivered).toMatchObject({ detail: 'shortened, 1 message' });
  expect((await audit.find(questionId))?.answer.text).toBe(answer.text);
});

test('the whole answer takes the place of its beginning, however often the button is pressed', async () => {
  const { emulator, short, answer, logs } = await askForMuch();
  await emulator.waitForToast(emulator.press(7, short.messageId, '展开'));
  const whole = await emulator.waitFor('the whole answer', () =>
    emulator.messagesIn(7).find(({ edited }) => edited),
  );
  expect(whole.text).toContain('8. 第8件事');
  expect(whole.text).not.toContain('展开');
  expect(whole.text.endsWith(answer.text.slice(-20))).toBe(true);
  expect(labels(whole)?.slice(0, 2)).toEqual([['看原文 [1]', '官方页面 [1]'], ['看原文 [2]']]);
  const again = emulator.pressData(short, callbackOf(short, '展开'));
  expect((await emulator.waitForToast(again)).text).toBeUndefined();
  emulator.sendText(7, '/help');
  const messages = await emulator.waitForMessages(7, 2);
  expect(messages).toEqual([whole, messages.at(-1)]);
  expect(logs()).not.toContain('update failed');
});

test('a source means the same passage before and after', async () => {
  const { emulator, short } = await askForMuch();
  emulator.press(7, short.messageId, '看原文 [1]');
  const [, before] = await emulator.waitForMessages(7, 2);
  emulator.press(7, short.messageId, '展开');
  await emulator.waitFor('the whole answer', () =>
    emulator.messagesIn(7).find(({ edited }) => edited),
  );
  emulator.press(7, short.messageId, '看原文 [1]');
  emulator.press(7, short.messageId, '看原文 [2]');
  const [, , after, second] = await emulator.waitForMessages(7, 4);
  expect(after?.text).toBe(before?.text);
  expect(second?.text).toContain('劳动争议案件每件交纳10元。');
});

test('what does not fit into one message follows it, also when the change was not confirmed', async () => {
  const { emulator, short } = await askForMuch(1200);
  emulator.fail({ method: 'editMessageText', how: 'reset', afterEffect: true });
  emulator.press(7, short.messageId, '展开');
  const parts = await emulator.waitForMessages(7, 3);
  expect(parts.map(({ edited }) => edited)).toEqual([true, false, false]);
  expect(parts.map(({ buttons }) => buttons.length > 0)).toEqual([false, false, true]);
  const read = parts.map(({ text }) => text).join('\n');
  for (const statement of longStatements(1200)) expect(read).toContain(statement.text);
});

test('when the beginning is gone the whole answer comes anew', async () => {
  const { emulator, short } = await askForMuch();
  emulator.fail({
    method: 'editMessageText',
    how: { status: 400, description: 'Bad Request: message to edit not found' },
  });
  emulator.press(7, short.messageId, '展开');
  const [, whole] = await emulator.waitForMessages(7, 2);
  expect(whole?.text).toContain('第8件事');
  expect(labels(whole)?.flat()).not.toContain('展开');
});

test('the rest of an answer is shown in its own chat only', async () => {
  const { emulator, short, questionId } = await askForMuch();
  emulator.sendText(8, '/help', { from: neighbour });
  await emulator.waitForMessages(8, 1);
  for (const [message, id] of [
    [{ ...short, chatId: 8 }, questionId],
    [short, 'no-such-question'],
  ] as const) {
    const press = emulator.pressData(message, `more:0:${id}`, neighbour);
    expect((await emulator.waitForToast(press)).text).toBe('这个按钮过期了，请重新问一次。');
  }
  expect(emulator.messagesIn(8)).toHaveLength(1);
  expect(emulator.messagesIn(7)).toEqual([short]);
});

function callbackOf(message: ShownMessage, label: string): string {
  const button = message.buttons.flat().find(({ text }) => text === label);
  return button && 'callback_data' in button ? (button.callback_data ?? '') : '';
}

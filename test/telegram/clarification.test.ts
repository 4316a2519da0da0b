import { expect, test } from 'vitest';
import { formatAnswer } from '../../src/answering/format-answer.ts';
import { clarification } from '../../src/answering/wording.ts';
import type { Answer } from '../../src/domain.ts';
import { openTelegramRoom } from '../fakes/open-telegram-room.ts';
import { sampleAnswer } from '../fakes/sample-answer.ts';
import { type ShownMessage, startTelegramEmulator } from '../fakes/telegram-emulator.ts';

const longQuestion = '老板拖欠工资又不肯写欠条，我应该先去哪里、带什么材料？';

function askBack(suggestions: readonly string[]): Partial<Answer> {
  const nothing = { statements: [], citations: [], notices: [] };
  const parts = { ...nothing, lead: clarification, suggestions };
  return { ...parts, status: 'clarification-needed', text: formatAnswer(parts) };
}

async function askVaguely(answer: Partial<Answer>) {
  const emulator = await startTelegramEmulator();
  const room = await openTelegramRoom({
    emulator,
    answer: ({ text }) => (text === '工资' ? answer : {}),
  });
  void room.channel.start();
  emulator.sendText(7, '工资');
  const [message] = await emulator.waitForMessages(7, 1);
  if (!message) throw new Error('no answer');
  return { emulator, message, ...room };
}

const labels = (message: ShownMessage | undefined) =>
  message?.buttons.map((row) => row.map(({ text }) => text));

test('an unclear question is asked back with its options as the only buttons', async () => {
  const options = ['老板拖欠工资怎么办？', '最低工资是多少？'];
  const { message } = await askVaguely(askBack(options));
  expect(message.text.startsWith(`${clarification}\n- ${options.join('\n- ')}\n\n`)).toBe(true);
  expect(labels(message)).toEqual(options.map((option) => [option]));
});

test('the option that was tapped is asked in the same conversation', async () => {
  const { emulator, message, service } = await askVaguely(
    askBack(['老板拖欠工资怎么办？', '最低工资是多少？']),
  );
  emulator.press(7, message.messageId, '最低工资是多少？');
  const [, echo] = await emulator.waitForMessages(7, 3);
  expect(echo?.text).toBe('您问：最低工资是多少？');
  expect(service.asked.map(({ text, conversation }) => [text, conversation])).toEqual([
    ['工资', 'telegram:7'],
    ['最低工资是多少？', 'telegram:7'],
  ]);
});

test('options too long for a button are read in the message and tapped by their place', async () => {
  const options = ['最低工资是多少？', longQuestion];
  const { emulator, message, service } = await askVaguely(askBack(options));
  expect(message.text).toContain(`- ${options.join('\n- ')}`);
  expect(labels(message)).toEqual([['问第1个', '问第2个']]);
  emulator.press(7, message.messageId, '问第2个');
  await emulator.waitForMessages(7, 3);
  expect(service.asked[1]?.text).toBe(longQuestion);
});

test('questions to go on with are listed where only their places stand on the buttons', async () => {
  const suggestions = [longQuestion];
  const text = formatAnswer({ ...sampleAnswer(), suggestions });
  const { emulator, message } = await askVaguely({ suggestions, text });
  expect(message.text).toContain(`我能回答的相近问题：\n- ${longQuestion}`);
  emulator.press(7, message.messageId, '换个问法');
  const [, advice] = await emulator.waitForMessages(7, 2);
  expect(advice?.text).toContain(`也可以点下面的问题：\n- ${longQuestion}`);
  expect(labels(advice)).toEqual([['问第1个']]);
});

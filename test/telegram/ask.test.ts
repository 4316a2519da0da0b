import { expect, test } from 'vitest';
import { openTelegramRoom, type RoomOptions } from '../fakes/open-telegram-room.ts';
import { resident, startTelegramEmulator } from '../fakes/telegram-emulator.ts';

const neighbour = { id: 1002, is_bot: false, first_name: '邻居' };

async function openRoom(options: Omit<RoomOptions, 'emulator'> = {}) {
  const emulator = await startTelegramEmulator();
  const room = await openTelegramRoom({ ...options, emulator });
  void room.channel.start();
  await emulator.waitForCalls('getUpdates', 1);
  return { emulator, ...room };
}

test('a question is answered with its sources, its buttons and without previews', async () => {
  const { emulator, service, audit } = await openRoom();
  emulator.sendText(7, '劳动仲裁要不要钱？');
  const [message] = await emulator.waitForMessages(7, 1);
  expect(service.asked).toEqual([
    { text: '劳动仲裁要不要钱？', channel: 'telegram', conversation: 'telegram:7', asker: '1001' },
  ]);
  expect(message?.text).toContain('1. 劳动仲裁不收费。[1]');
  expect(message?.text).toContain('来源：\n[1] 劳动仲裁 · 要不要钱');
  expect(message?.entities).toMatchObject([
    { type: 'text_link', url: 'https://www.gov.cn/law', length: '劳动仲裁'.length },
  ]);
  expect(message?.previewsOff).toBe(true);
  expect(message?.buttons.map((row) => row.map(({ text }) => text))).toEqual([
    ['看原文 [1]', '官方页面 [1]'],
    ['看原文 [2]'],
    ['劳动仲裁要多久之内申请？'],
    ['有用', '没用'],
    ['换个问法'],
  ]);
  await emulator.waitForConfirmed();
  const [logged] = await audit.list(1);
  const found = await audit.find(logged?.id ?? '');
  await expect
    .poll(async () => (await audit.find(logged?.id ?? ''))?.events.map(({ kind }) => kind))
    .toEqual(['question-asked', 'answer-composed', 'answer-delivered']);
  expect(found?.question.asker).not.toContain('1001');
});

test('a source button shows the passage with its path, publisher, date and basis', async () => {
  const { emulator } = await openRoom();
  emulator.sendText(7, '要不要钱？');
  const [answer] = await emulator.waitForMessages(7, 1);
  const press = emulator.press(7, answer?.messageId ?? 0, '看原文 [1]');
  const [, passage] = await emulator.waitForMessages(7, 2);
  expect(passage?.text).toBe(
    [
      '劳动仲裁 › 要不要钱',
      '',
      '要不要钱：劳动争议仲裁不收费 <b>&</b>。',
      '',
      '发布：本服务整理',
      '核对日期：2026-01-02',
      '依据：',
      '- 《中华人民共和国劳动争议调解仲裁法》第53条（2008-05-01施行）',
    ].join('\n'),
  );
  expect(passage?.buttons).toEqual([
    [{ text: '打开官方页面', url: 'https://www.gov.cn/law?a=1&b=2' }],
  ]);
  await emulator.waitForToast(press);
});

test('a source that is no longer in the corpus is shown as it was quoted', async () => {
  const { emulator } = await openRoom();
  emulator.sendText(7, '要不要钱？');
  const [answer] = await emulator.waitForMessages(7, 1);
  emulator.press(7, answer?.messageId ?? 0, '看原文 [2]');
  const [, passage] = await emulator.waitForMessages(7, 2);
  expect(passage?.text).toContain('后来更新过');
  expect(passage?.text).toContain('劳动争议案件每件交纳10元。');
});

test('a vote counts once a person and can be changed', async () => {
  const { emulator, database, audit } = await openRoom();
  emulator.sendText(7, '要不要钱？');
  const [answer] = await emulator.waitForMessages(7, 1);
  const vote = async (button: string, from = resident) =>
    (await emulator.waitForToast(emulator.press(7, answer?.messageId ?? 0, button, from))).text;
  expect(await vote('有用')).toBe('谢谢，记下了。');
  expect(await vote('有用')).toBe('您已经选过了，谢谢。');
  expect(await vote('有用', neighbour)).toBe('谢谢，记下了。');
  expect(await vote('没用')).toBe('谢谢，记下了。');
  const votes = await database.selectFrom('feedback').select('useful').orderBy('useful').execute();
  expect(votes.map(({ useful }) => useful)).toEqual([0, 1]);
  expect(emulator.messagesIn(7)).toHaveLength(1);
  expect((await audit.verify()).brokenAt).toBeUndefined();
});

test('a suggested question is asked by its button', async () => {
  const { emulator, service } = await openRoom();
  emulator.sendText(7, '要不要钱？');
  const [answer] = await emulator.waitForMessages(7, 1);
  emulator.press(7, answer?.messageId ?? 0, '劳动仲裁要多久之内申请？', neighbour);
  const [, echo] = await emulator.waitForMessages(7, 3);
  expect(echo?.text).toBe('您问：劳动仲裁要多久之内申请？');
  expect(service.asked[1]).toMatchObject({ text: '劳动仲裁要多久之内申请？', asker: '1002' });
});

test('who wants to ask otherwise gets advice and questions to tap', async () => {
  const { emulator, service } = await openRoom();
  emulator.sendText(7, '要不要钱？');
  const [answer] = await emulator.waitForMessages(7, 1);
  emulator.press(7, answer?.messageId ?? 0, '换个问法');
  const [, advice] = await emulator.waitForMessages(7, 2);
  expect(advice?.text).toContain('换个说法');
  emulator.press(7, advice?.messageId ?? 0, '劳动仲裁要多久之内申请？');
  await emulator.waitForMessages(7, 4);
  expect(service.asked).toHaveLength(2);
});

test('stale, forged and foreign presses get a polite line and change nothing', async () => {
  const { emulator, audit, service } = await openRoom();
  emulator.sendText(7, '要不要钱？');
  const [answer] = await emulator.waitForMessages(7, 1);
  if (!answer) throw new Error('no answer');
  const [logged] = await audit.list(1);
  const others = { ...answer, chatId: 8 };
  emulator.sendText(8, '/help', { from: neighbour });
  await emulator.waitForMessages(8, 1);
  const tries = [
    emulator.pressData(answer, 'nonsense'),
    emulator.pressData(answer, 'vote:1:no-such-question'),
    emulator.pressData(answer, `source:99:${logged?.id}`),
    emulator.pressData(answer, `suggestion:99:${logged?.id}`),
    emulator.pressData(answer, 'example:99:'),
    emulator.pressData(others, `vote:1:${logged?.id}`, neighbour),
    emulator.pressData(others, `suggestion:0:${logged?.id}`, neighbour),
  ];
  for (const id of tries) {
    expect((await emulator.waitForToast(id)).text).toBe('这个按钮过期了，请重新问一次。');
  }
  const gone = emulator.pressData(answer, 'passage:0:ffffffffffff');
  expect((await emulator.waitForToast(gone)).text).toContain('/services');
  expect(service.asked).toHaveLength(1);
  expect((await audit.find(logged?.id ?? ''))?.events).toHaveLength(3);
});

test('in a group the bot answers only who mentions it or replies to it', async () => {
  const { emulator, service } = await openRoom();
  emulator.openGroup(-5);
  const mention = (text: string) => {
    const offset = text.indexOf('@');
    return { entities: [{ type: 'mention' as const, offset, length: '@xlk_law_bot'.length }] };
  };
  emulator.sendText(-5, '大家吃了吗');
  emulator.sendText(-5, '问 @other_bot_12 吧', mention('问 @other_bot_12 吧'));
  emulator.sendText(-5, '写@xlk_law_bot但不是提到它');
  emulator.sendText(-5, '@XLK_law_bot 劳动仲裁要不要钱？', mention('@XLK_law_bot'));
  const [first] = await emulator.waitForMessages(-5, 1);
  if (!first) throw new Error('no answer');
  emulator.sendText(-5, '那要多久？', { replyTo: first });
  emulator.sendText(-5, '@xlk_law_bot', mention('@xlk_law_bot'));
  const answers = await emulator.waitForMessages(-5, 3);
  expect(service.asked.map(({ text, conversation }) => [text, conversation])).toEqual([
    ['劳动仲裁要不要钱？', 'telegram:-5'],
    ['那要多久？', 'telegram:-5'],
  ]);
  expect(answers[2]?.text).toContain('写上您的问题');
  expect(answers.map(({ replyTo }) => typeof replyTo)).toEqual(['number', 'number', 'number']);
});

test('what is not text gets a polite line, notices and groups none', async () => {
  const { emulator, service } = await openRoom();
  const file = { file_id: 'f', file_unique_id: 'u' };
  emulator.openGroup(-5);
  emulator.sendContent(-5, { voice: { ...file, duration: 1 } });
  emulator.sendContent(7, { new_chat_title: '改名' });
  emulator.sendContent(7, { voice: { ...file, duration: 1 } });
  emulator.sendContent(7, { photo: [{ ...file, width: 1, height: 1 }], caption: '看看这个' });
  emulator.sendContent(7, { location: { latitude: 29.5, longitude: 106.4 } });
  emulator.sendText(-5, '/help');
  const lines = await emulator.waitForMessages(7, 3);
  for (const { text } of lines)
    expect(text).toBe('对不起，我目前只看得懂文字。请把您的问题打成字发给我。');
  expect(await emulator.waitForMessages(-5, 1)).toHaveLength(1);
  emulator.sendText(7, '/help');
  expect((await emulator.waitForMessages(7, 4)).at(-1)?.text).toContain('怎么问');
  expect(service.asked).toEqual([]);
});

test('edited messages and other bots are left alone', async () => {
  const { emulator, service } = await openRoom();
  const chat = { id: 7, type: 'private' as const, first_name: '居民' };
  const edited = { message_id: 1, date: 1, edit_date: 2, chat, from: resident, text: '改过的问题' };
  emulator.push({ edited_message: edited });
  emulator.sendText(7, '我是机器人', { from: { ...resident, is_bot: true } });
  emulator.sendText(7, '真的问题');
  await emulator.waitForMessages(7, 1);
  expect(service.asked.map(({ text }) => text)).toEqual(['真的问题']);
});

test('an answer that could not be logged comes without buttons and leaves no trace', async () => {
  const text = '服务暂时不可用，请稍后再试。';
  const { emulator, audit, channel, logs } = await openRoom({
    answer: ({ text: asked }) =>
      asked === '问题'
        ? { status: 'failed-storage', text, citations: [], statements: [], suggestions: [] }
        : {},
  });
  emulator.sendText(7, '问题');
  const [message] = await emulator.waitForMessages(7, 1);
  expect(message).toMatchObject({ text, buttons: [] });
  emulator.sendText(7, '下一个');
  await emulator.waitForMessages(7, 2);
  expect(await audit.list(5)).toHaveLength(1);
  await channel.stop();
  expect(await audit.verify()).toEqual({ events: 3 });
  expect(logs()).not.toContain('delivery not recorded');
});

test('an answer too long for a message comes in parts with the buttons under the last', async () => {
  const lines = Array.from(
    { length: 60 },
    (_, index) => `第${index + 1}条：${'规定'.repeat(80)}。`,
  );
  const statements = [{ text: lines.join('\n'), citations: [0] }];
  const text = [...lines, '', '来源：', '[1] 劳动仲裁'].join('\n');
  const { emulator } = await openRoom({ answer: () => ({ statements, text }) });
  emulator.sendText(7, '全文');
  const parts = await emulator.waitForMessages(7, 3);
  expect(parts.map(({ buttons }) => buttons.length > 0)).toEqual([false, false, true]);
  expect(parts.map((part) => part.text).join('\n')).toContain('第60条');
});

test('the log of the process holds no word of a resident', async () => {
  const { emulator, logs } = await openRoom({
    answer: () => Promise.reject(new Error('composing failed')),
  });
  emulator.sendText(7, '我和丈夫的秘密');
  const [message] = await emulator.waitForMessages(7, 1);
  expect(message?.text).toContain('没有答上来');
  expect(logs()).toContain('composing failed');
  expect(logs()).not.toContain('秘密');
});

import { expect, test } from 'vitest';
import { openTelegramRoom } from '../fakes/open-telegram-room.ts';
import { sampleCorpus } from '../fakes/sample-corpus.ts';
import { type ShownMessage, startTelegramEmulator } from '../fakes/telegram-emulator.ts';

async function openRoom(documents = sampleCorpus, sharesQuestions = false) {
  const emulator = await startTelegramEmulator();
  const room = await openTelegramRoom({ emulator, documents, sharesQuestions });
  void room.channel.start();
  await emulator.waitForCalls('getUpdates', 1);
  let count = 0;
  return {
    emulator,
    ...room,
    async command(text: string): Promise<ShownMessage> {
      emulator.sendText(7, text);
      count += 1;
      const message = (await emulator.waitForMessages(7, count)).at(count - 1);
      if (!message) throw new Error(`no reply to ${text}`);
      return message;
    },
    /** Presses and returns the message as it is when the press was followed. */
    async turn(message: ShownMessage, button: string): Promise<ShownMessage> {
      const before = emulator.messagesIn(7).find((m) => m.messageId === message.messageId);
      emulator.press(7, message.messageId, button);
      return emulator.waitFor(`a new page after ${button}`, () =>
        emulator.messagesIn(7).find((m) => m.messageId === message.messageId && m !== before),
      );
    },
    async open(message: ShownMessage, button: string): Promise<ShownMessage> {
      emulator.press(7, message.messageId, button);
      count += 1;
      const opened = (await emulator.waitForMessages(7, count)).at(count - 1);
      if (!opened) throw new Error(`nothing opened by ${button}`);
      return opened;
    },
  };
}

const labels = (message: ShownMessage) => message.buttons.map((row) => row.map(({ text }) => text));

test('/start says what the bot is, what it is not, that it is an AI and what becomes of questions', async () => {
  const { command, emulator, open, service } = await openRoom();
  const start = await command('/start');
  for (const part of ['AI', '不是真人，也不是律师', '110', '120', '隐私', '境外', '遮住']) {
    expect(start.text).toContain(part);
  }
  expect(start.buttons).toHaveLength(4);
  const [example = ''] = labels(start)[0] ?? [];
  await open(start, example);
  await emulator.waitForMessages(7, 3);
  expect(service.asked.map(({ text }) => text)).toEqual([example]);
});

test('/chatid tells a chat’s number, for the daily summary, and is not in the list of commands', async () => {
  const { command, emulator } = await openRoom();
  expect((await command('/chatid')).text).toBe('这个聊天的编号：7');
  emulator.openGroup(-100);
  emulator.sendText(-100, '/chatid@xlk_law_bot');
  const [inGroup] = await emulator.waitForMessages(-100, 1);
  expect(inGroup?.text).toBe('这个聊天的编号：-100');
  expect(emulator.commands().map((one) => one.command)).not.toContain('chatid');
});

test.each([
  [true, '会发给提供AI服务的公司'],
  [false, undefined],
])('people are told whether questions go to a company (%s)', async (sharesQuestions, told) => {
  const { command } = await openRoom(sampleCorpus, sharesQuestions);
  for (const name of ['/start', '/privacy']) {
    const { text } = await command(name);
    if (told === undefined) expect(text).not.toContain('公司');
    else expect(text).toContain(told);
  }
});

test('the command list is registered and every command in it has an answer', async () => {
  const { command, emulator } = await openRoom();
  const names = emulator.commands().map((entry) => entry.command);
  expect(names).toContain('start');
  for (const name of names) {
    expect((await command(`/${name}`)).text).not.toContain('没有这个命令');
  }
});

test('a command meant for another bot and an unknown one are told apart', async () => {
  const { command, emulator, service } = await openRoom();
  emulator.openGroup(-5);
  emulator.sendText(-5, '/help@other_bot');
  emulator.sendText(-5, '/help@xlk_law_bot');
  const [reply] = await emulator.waitForMessages(-5, 1);
  expect(reply?.text).toContain('怎么问');
  expect((await command('/nothing')).text).toContain('没有这个命令');
  expect(emulator.messagesIn(-5)).toHaveLength(1);
  expect(service.asked).toEqual([]);
});

test('/services leads by topic and document to a passage and back', async () => {
  const { command, turn, open, service } = await openRoom();
  const topics = await command('/services');
  expect(labels(topics)).toEqual([['劳动工伤（2）', '热线（1）']]);
  const topic = await turn(topics, '劳动工伤（2）');
  expect(labels(topic)).toEqual([['劳动仲裁'], ['讨要工资'], ['返回主题']]);
  const document = await turn(topic, '劳动仲裁');
  expect(document.text).toContain('劳动仲裁的简介。');
  expect(document.text).toContain('核对日期 2026-01-02');
  expect(labels(document)).toEqual([['要不要钱'], ['多久之内'], ['返回上一级']]);
  const passage = await open(document, '多久之内');
  expect(passage.text).toContain('劳动仲裁 › 多久之内');
  const back = await turn(document, '返回上一级');
  expect(labels(await turn(back, '返回主题'))).toEqual(labels(topics));
  expect(service.asked).toEqual([]);
});

test('/report turns its pages by section', async () => {
  const { command, turn, open } = await openRoom();
  const first = await command('/report');
  expect(first.text).toContain('2023年报告要点');
  expect(labels(first)).toHaveLength(9);
  expect(labels(first).at(-1)).toEqual(['下一页']);
  const second = await turn(first, '下一页');
  expect(labels(second).at(-1)).toEqual(['上一页', '下一页']);
  const third = await turn(second, '下一页');
  expect(labels(third)).toEqual([['第17节'], ['第18节'], ['第19节'], ['第20节'], ['上一页']]);
  expect((await open(third, '第20节')).text).toContain('2023年报告要点 › 第20节');
});

test('several reports are listed first', async () => {
  const other = sampleCorpus.map((document) => ({
    ...document,
    ...(document.kind === 'guide' ? { kind: 'report' as const } : {}),
  }));
  const { command, turn } = await openRoom(other);
  const reports = await command('/report');
  expect(labels(reports)).toEqual([['劳动仲裁'], ['讨要工资'], ['2023年报告要点']]);
  const document = await turn(reports, '讨要工资');
  expect(labels(document)).toEqual([['找谁'], ['返回上一级']]);
  expect(labels(await turn(document, '返回上一级'))).toEqual(labels(reports));
});

test('/sources counts what there is and links official pages', async () => {
  const { command } = await openRoom();
  const sources = await command('/sources');
  expect(sources.text).toContain('5份文档，25个段落，用到1个公开来源');
  expect(sources.text).toContain(
    '中华人民共和国劳动争议调解仲裁法 · 全国人大常委会 · 2008-05-01施行',
  );
  expect(sources.entities).toMatchObject([{ url: 'https://www.gov.cn/law?a=1&b=2' }]);
});

test('/sources turns its pages when there are many, laws before web pages', async () => {
  const many = sampleCorpus.slice(0, 1).map((document) => ({
    ...document,
    passages: Array.from({ length: 45 }, (_, index) => ({
      ...(document.passages[0] ?? { headings: [], text: '', questions: [], modelQuestions: [] }),
      id: `labor-arbitration#s${index}`,
      documentId: 'labor-arbitration',
      anchor: `s${index}`,
      references: [
        {
          articles: [],
          source: {
            name: `来源${index}`,
            title: `来源${index}`,
            kind: index === 44 ? ('law' as const) : ('page' as const),
            publisher: '',
            version: '',
            url: '',
          },
        },
      ],
    })),
  }));
  const { command, turn } = await openRoom(many);
  const first = await command('/sources');
  expect(first.text).toContain('公开来源（第1页，共3页）：\n- 来源44\n- 来源0\n');
  expect(labels(first)).toEqual([['下一页']]);
  const last = await turn(await turn(first, '下一页'), '下一页');
  expect(last.text).toContain('来源43');
  expect(last.text).not.toContain('份文档');
  expect(labels(last)).toEqual([['上一页']]);
});

test('/human names the numbers everybody needs and the hotlines of the corpus', async () => {
  const { command, turn } = await openRoom();
  const human = await command('/human');
  for (const number of ['110', '120', '12348', '12345']) expect(human.text).toContain(number);
  expect(human.text).toContain('12348法律服务热线：12348法律服务热线的简介。');
  expect((await turn(human, '12348法律服务热线')).text).toContain('点一节看内容');
});

test('without a corpus the commands still help', async () => {
  const { command } = await openRoom([]);
  expect((await command('/services')).text).toContain('12348');
  expect((await command('/report')).text).toContain('没有可以看的报告');
  expect((await command('/human')).text).toContain('12345');
  expect((await command('/sources')).text).toContain('0份文档');
});

test('a page that the corpus no longer has shows the last, a document that is gone a polite line', async () => {
  const { command, emulator } = await openRoom();
  const report = await command('/report');
  const data = report.buttons.at(-1)?.[0];
  const page = data && 'callback_data' in data ? (data.callback_data ?? '') : '';
  emulator.pressData(report, page.replace(':1:', ':99:'));
  const last = await emulator.waitFor('the last page', () =>
    emulator.messagesIn(7).find((message) => message.edited),
  );
  expect(labels(last).flat()).toContain('第20节');
  const gone = emulator.pressData(report, 'document:0:ffffffffffff');
  expect((await emulator.waitForToast(gone)).text).toContain('过期');
});

test('a list whose message is gone is sent anew', async () => {
  const { command, emulator } = await openRoom();
  const topics = await command('/services');
  emulator.fail({
    method: 'editMessageText',
    how: { status: 400, description: 'Bad Request: message to edit not found' },
  });
  emulator.press(7, topics.messageId, '热线（1）');
  const [, again] = await emulator.waitForMessages(7, 2);
  expect(again?.text).toContain('热线');
});

test('a press that changes nothing is simply acknowledged', async () => {
  const { command, emulator, turn, logs } = await openRoom();
  const topics = await command('/services');
  const topic = await turn(topics, '热线（1）');
  const back = topic.buttons.at(-1)?.[0];
  const data = back && 'callback_data' in back ? (back.callback_data ?? '') : '';
  await emulator.waitForToast(emulator.pressData(topic, data));
  await emulator.waitForToast(emulator.pressData(topic, data));
  emulator.sendText(7, '/help');
  await emulator.waitForMessages(7, 2);
  expect(logs()).not.toContain('update failed');
});

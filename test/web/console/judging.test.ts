import { expect, test } from 'vitest';
import { openConsoleRoom } from '../../fakes/open-console-room.ts';
import {
  admin,
  li,
  rightVerdict,
  staff,
  wang,
  wrongVerdict,
} from '../../fakes/open-review-room.ts';
import { sampleAnswer, sampleModelUse, sampleTrace } from '../../fakes/sample-answer.ts';

const answer = '/console/answers/q-1';
const wrongFields = {
  overall: 'wrong',
  'statement-0': '',
  'statement-1': 'wrong',
  'citation-0': 'right',
  reason: ['wrong-figure', 'outdated'],
  note: '金额不对，电话13812345678',
  correction: '不收费',
};

const openRoom = async (options: Parameters<typeof openConsoleRoom>[0] = {}) => {
  const room = await openConsoleRoom(options);
  await room.answer('q-1', { model: sampleModelUse() });
  return room;
};

test('an answer shows question, statements beside their passages, and how it came about', async () => {
  const room = await openRoom();
  await room.log.recordFeedback('q-1', ['somebody'], false);
  const html = await (await room.enter(li)).read(answer);
  const words = html.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ');
  for (const shown of [
    '劳动仲裁要不要钱？电话[电话]',
    '2026-03-01 16:00 · Telegram',
    '[1] 劳动仲裁',
    '要不要钱（劳动争议调解仲裁法第53条）',
    '劳动争议仲裁不收费。',
    '劳动争议案件每件交纳10元。',
    '一句话没有出处',
    'qwen-plus',
    'compose 1 3f2a9c0d1e2f',
    'timeout: no answer within 8 s',
    '812 + 96',
    'g-1',
    '居民评价：没用',
    '居民说没用',
    'other#a（现在的资料里没有了）',
    '0.91',
  ]) {
    expect(words).toContain(shown);
  }
  expect(html).toContain('href="/sources/labor-arbitration?as=');
  expect(html).toContain('<mark class="figure">10元</mark>');
});

test('what was asked elsewhere, or only begins like it, is not there', async () => {
  const room = await openRoom();
  const browser = await room.enter(li);
  for (const id of ['nothing', 'q', '%00', "q-1'--"]) {
    const response = await browser.get(`/console/answers/${id}`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('没有这个页面');
  }
});

test('a verdict is kept with its parts, reasons and words, personal data masked', async () => {
  const room = await openRoom();
  const browser = await room.enter(li);
  const response = await browser.post(`${answer}/verdict?queue=sample`, wrongFields);
  expect(response.status).toBe(303);
  expect(response.headers.get('Location')).toBe(`${answer}?queue=sample&done=verdict`);
  const { verdicts } = await room.review.verdicts.visible('q-1', li);
  expect(verdicts).toMatchObject([
    {
      reviewer: li.name,
      overall: 'wrong',
      statements: [{ position: 1, judgement: 'wrong' }],
      citations: [{ position: 0, judgement: 'right' }],
      reasons: ['wrong-figure', 'outdated'],
      note: '金额不对，电话[电话]',
      correction: '不收费',
    },
  ]);
  const html = await browser.read(`${answer}?queue=sample&done=verdict`);
  expect(html).toContain('评议已保存。');
  expect(html).toContain('第2句错误，出处[1]正确');
  expect(html).toContain('数字或金额不对，内容过时');
});

test('one who judges again supersedes the former verdict and changes nothing of it', async () => {
  const room = await openRoom();
  const browser = await room.enter(li);
  await browser.post(`${answer}/verdict`, wrongFields);
  const again = await browser.read(answer);
  expect(again).toContain('再评一次');
  expect(again).toMatch(/value="wrong" checked/);
  room.passMinutes(1);
  await browser.post(`${answer}/verdict`, { overall: 'right' });
  const { verdicts } = await room.review.verdicts.visible('q-1', li);
  expect(verdicts.map(({ overall, superseded }) => [overall, superseded])).toEqual([
    ['wrong', true],
    ['right', false],
  ]);
  expect(await browser.read(answer)).toContain('已被新的评议代替');
});

test.each([
  ['没有总评', { note: '想了很久的话' }, '请先选总评'],
  ['没有原因', { overall: 'wrong', note: '想了很久的话' }, '请至少选一个原因'],
  [
    'parts that contradict the whole',
    { overall: 'right', 'statement-0': 'wrong', note: '想了很久的话' },
    '请改成一致的',
  ],
])('a verdict with %s comes back with what was typed', async (_what, fields, problem) => {
  const room = await openRoom();
  const browser = await room.enter(li);
  const response = await browser.post(`${answer}/verdict`, fields);
  expect(response.status).toBe(422);
  const html = await response.text();
  expect(html).toContain(problem);
  expect(html).toMatch(/<textarea id="note"[^>]*>想了很久的话<\/textarea>/);
  expect((await room.review.verdicts.visible('q-1', li)).verdicts).toEqual([]);
});

test('a full text of 2,000 characters is taken however the browser ends its lines', async () => {
  const room = await openRoom();
  const browser = await room.enter(li);
  const note = '一\r\n'.repeat(1000).trim();
  const response = await browser.post(`${answer}/verdict`, { ...wrongFields, note });
  expect(response.status).toBe(303);
});

test.each([
  { overall: 'perfect' },
  { overall: 'right', reason: 'because' },
  { overall: 'wrong', reason: 'outdated', note: 'x'.repeat(2001) },
])('fields that our form does not have are refused: %j', async (fields) => {
  const room = await openRoom();
  const browser = await room.enter(li);
  const response = await browser.post(`${answer}/verdict`, fields);
  expect(response.status).toBe(400);
});

test('a second reviewer learns nothing of the first verdict before judging', async () => {
  const room = await openRoom();
  const first = await room.enter(li);
  await first.post(`${answer}/verdict`, { ...wrongFields, note: '第一个人的话' });
  await first.post(`${answer}/ticket`, { text: '第一个人开的单子' });
  const second = await room.enter(wang);
  const blind = await second.read(answer);
  expect(blind).toContain('另有1位评议员评过');
  for (const secret of ['第一个人', '数字或金额不对，', li.name, '开单：', 'checked=""']) {
    expect(blind).not.toContain(secret);
  }
  await second.post(`${answer}/verdict`, { overall: 'right' });
  const open = await second.read(answer);
  expect(open).toContain('第一个人的话');
  expect(open).toContain(li.name);
});

test("nobody judges in another's name", async () => {
  const room = await openRoom();
  await room.review.verdicts.record('q-1', wrongVerdict, li);
  room.passMinutes(1);
  const intruder = await room.enter(wang);
  await intruder.post(`${answer}/verdict`, {
    overall: 'right',
    reviewer: li.name,
    by: li.name,
    supersedes: '1',
  });
  const { verdicts } = await room.review.verdicts.visible('q-1', wang);
  expect(
    verdicts.map(({ reviewer, overall, superseded }) => [reviewer, overall, superseded]),
  ).toEqual([
    [li.name, 'wrong', false],
    [wang.name, 'right', false],
  ]);
});

test('staff read answers and verdicts and cannot judge; reviewers cannot approve questions', async () => {
  const room = await openRoom();
  await room.review.verdicts.record('q-1', wrongVerdict, wang);
  const clerk = await room.enter(staff);
  const html = await clerk.read(answer);
  expect(html).toContain(wrongVerdict.note);
  expect(html).not.toContain('保存评议');
  expect(html).not.toContain('name="statement-0"');
  const judged = await clerk.post(`${answer}/verdict`, { overall: 'right' });
  const reviewer = await room.enter(li);
  expect(await reviewer.read(answer)).not.toContain('认可这个问法');
  const approved = await reviewer.post(`${answer}/approve`, { passage: 'other#a' });
  for (const response of [judged, approved]) {
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('您的账号不能做这件事');
  }
  expect(await room.acts()).not.toContain(`verdict-recorded ${staff.name}`);
  expect(await room.review.proposals.listApproved()).toEqual([]);
  expect((await room.acts()).filter((act) => act.startsWith('refused'))).toEqual([
    `refused ${staff.name} not-permitted /console/answers`,
    `refused ${li.name} not-permitted /console/answers`,
  ]);
});

test('from an answer follow a golden question, an approved question and a correction', async () => {
  const room = await openRoom();
  const browser = await room.enter(admin);
  expect(await browser.read(answer)).toContain('value="labor-arbitration#cost" checked');
  const golden = await browser.post(`${answer}/golden`, {
    question: '劳动仲裁收费吗？',
    document: ['labor-arbitration'],
    facts: '不收费\r\n\r\n免费|不要钱',
  });
  const approved = await browser.post(`${answer}/approve`, { passage: 'labor-arbitration#cost' });
  const ticket = await browser.post(`${answer}/ticket`, { text: '10元的说法过时了' });
  for (const [response, done] of [
    [golden, 'golden'],
    [approved, 'approve'],
    [ticket, 'ticket'],
  ] as const) {
    expect(response.headers.get('Location')).toBe(`${answer}?done=${done}`);
  }
  expect(await room.review.proposals.listGolden()).toMatchObject([
    {
      questionId: 'q-1',
      question: '劳动仲裁收费吗？',
      documents: ['labor-arbitration'],
      facts: ['不收费', '免费|不要钱'],
      by: admin.name,
    },
  ]);
  expect(await room.review.proposals.listApproved()).toMatchObject([
    { questionId: 'q-1', passageIds: ['labor-arbitration#cost'] },
  ]);
  expect(await room.review.tickets.list({})).toMatchObject([
    { kind: 'correction', questionId: 'q-1', text: '10元的说法过时了', openedBy: admin.name },
  ]);
});

test.each([
  ['golden', { question: '' }, '请改短'],
  ['golden', { question: '没有要求的题' }, '请至少写一份'],
  ['approve', {}, '请至少选一段原文'],
  ['approve', { passage: 'invented#a' }, '不是为这个问题找到的'],
  ['ticket', { text: ' ' }, '请写几句话'],
] as const)('%s with %j is refused with a reason', async (form, fields, problem) => {
  const room = await openRoom();
  const browser = await room.enter(admin);
  const response = await browser.post(`${answer}/${form}`, fields);
  expect(response.status).toBe(422);
  expect(await response.text()).toContain(problem);
});

test('a replay shows what would be answered now beside what was, and says what differs', async () => {
  const now = sampleAnswer('');
  const room = await openRoom({
    replay: async () => ({
      answer: {
        ...now,
        status: 'answered-partly',
        generation: 'g-2',
        statements: [{ text: '劳动仲裁不收费。', citations: [0] }],
        notices: ['新加的一句。'],
      },
      trace: { ...sampleTrace(), retrieved: [] },
    }),
  });
  const browser = await room.enter(li);
  const before = await room.acts();
  const html = await (await browser.post(`${answer}/replay?queue=sample`)).text();
  expect(room.replayed).toEqual(['劳动仲裁要不要钱？电话[电话]']);
  expect(html).toContain('当时是“已回答”，现在是“答了一部分”');
  expect(html).toContain('资料版本 g-1');
  expect(html).toContain('资料版本 g-2');
  const differing = [
    ...html.matchAll(/<li class="differs"><span class="tag">(.*?)<\/span> (.*?)<\/li>/g),
  ];
  expect(differing.map(([, where, words]) => `${where} ${words}`)).toEqual([
    '只有当时有 受理费是每件10元。',
    '只有当时有 想问得更细，打12348。',
    '只有现在有 新加的一句。',
  ]);
  expect(html).toContain(`href="${answer}?queue=sample"`);
  expect(await room.acts()).toEqual(before);
});

test('a replay that brings the same says so', async () => {
  const room = await openRoom();
  const browser = await room.enter(li);
  const html = await (await browser.post(`${answer}/replay`)).text();
  expect(html).toContain('两次的结果和句子一样');
  expect(html).not.toContain('class="differs"');
});

test('the next one is the next open one of the same queue, until none is left', async () => {
  const room = await openConsoleRoom();
  for (const id of ['a', 'b', 'c', 'd']) {
    await room.answer(id, { status: id === 'b' ? 'answered' : 'refused-unsafe' });
    room.passMinutes(1);
  }
  const browser = await room.enter(li);
  const next = async (id: string, queue: string) =>
    /href="\/console\/answers\/(\w)\?[^"]*"[^>]*>下一条/.exec(
      await browser.read(`/console/answers/${id}?queue=${queue}`),
    )?.[1];
  expect(await next('d', 'refused')).toBe('c');
  expect(await next('c', 'refused')).toBe('a');
  // From the end one begins again at the top.
  expect(await next('a', 'refused')).toBe('d');
  expect(await next('c', 'unjudged')).toBe('b');
  await room.review.verdicts.record('c', rightVerdict, wang);
  expect(await next('d', 'refused')).toBe('a');
  expect(await next('d', 'judged-once')).toBe('c');
  expect(await next('c', 'judged-once')).toBeUndefined();
  expect(await browser.read('/console/answers/c?queue=judged-once')).toContain('没有别的要评了');
});

import { expect, test } from 'vitest';
import { admin, li, openReviewRoom, staff } from '../fakes/open-review-room.ts';

const minutesADay = 24 * 60;

test("a resident's complaint is kept masked and due in fifteen days", async () => {
  const { review, answer, acts, database } = await openReviewRoom();
  await answer('q-1');
  const opened = await review.tickets.openForResident(
    { kind: 'complaint', text: ' 打13800138000没人接 ', questionId: 'q-1' },
    ['digest-of-asker'],
  );
  expect(opened).toEqual({
    id: expect.any(String),
    number: expect.stringMatching(/^\d{8}$/),
    questionId: 'q-1',
    kind: 'complaint',
    text: '打[电话]没人接',
    openedBy: '居民',
    openedAt: '2026-03-01T08:00:00.000Z',
    dueOn: '2026-03-16',
    state: 'open',
    overdue: false,
  });
  expect((await database.selectFrom('ticket').selectAll().executeTakeFirst())?.asker).toBe(
    'digest-of-asker',
  );
  expect(await acts()).toEqual(['ticket-opened 居民 complaint']);
});

test.each([
  ['handoff', '2026-03-02'],
  ['correction', '2026-03-08'],
] as const)('a %s opened by staff is due on %s', async (kind, dueOn) => {
  const { review } = await openReviewRoom();
  const opened = await review.tickets.openInHouse({ kind, text: '请看一下' }, staff);
  expect(opened).toMatchObject({ dueOn, openedBy: '赵办' });
  expect(opened).not.toHaveProperty('questionId');
});

test('the due day counts from the day it is in Beijing', async () => {
  const { review, passMinutes } = await openReviewRoom();
  passMinutes(9 * 60);
  const opened = await review.tickets.openInHouse({ kind: 'handoff', text: '晚上来的' }, staff);
  expect(opened).toMatchObject({ openedAt: '2026-03-01T17:00:00.000Z', dueOn: '2026-03-03' });
});

/** @returns the room with a ticket that was moved to `state`. */
async function openWithTicket(state?: 'in-progress' | 'closed') {
  const room = await openReviewRoom();
  const opened = await room.review.tickets.openInHouse({ kind: 'handoff', text: '一件事' }, staff);
  if ('refused' in opened) throw new Error(opened.refused);
  if (state) await room.review.tickets.note(opened.id, state, '第一句', staff);
  return { ...room, id: opened.id };
}

test('notes add up and move the ticket on', async () => {
  const { review, id, acts, log } = await openWithTicket('in-progress');
  await review.tickets.note(id, 'in-progress', '打给13800138000', admin);
  await review.tickets.note(id, 'closed', '办好了', staff);
  const found = await review.tickets.find(id);
  expect(found?.ticket.state).toBe('closed');
  expect(found?.notes).toEqual([
    { state: 'in-progress', note: '第一句', by: '赵办', at: '2026-03-01T08:00:00.000Z' },
    { state: 'in-progress', note: '打给[电话]', by: '管理', at: '2026-03-01T08:00:00.000Z' },
    { state: 'closed', note: '办好了', by: '赵办', at: '2026-03-01T08:00:00.000Z' },
  ]);
  expect((await acts()).at(-1)).toBe('ticket-changed 赵办 closed');
  expect(await log.verify()).toEqual({ events: 4 });
});

test.each([
  ['back', 'in-progress', 'open', '说明', '不能退回'],
  ['after closing', 'closed', 'closed', '说明', '已经办结'],
  ['without a word', 'in-progress', 'closed', ' ', '请写一句说明'],
] as const)('a ticket does not move %s', async (_, from, to, note, refused) => {
  const { review, id } = await openWithTicket(from);
  expect(await review.tickets.note(id, to, note, staff)).toEqual({
    refused: expect.stringContaining(refused),
  });
  expect((await review.tickets.find(id))?.notes).toHaveLength(1);
});

test.each([
  ['without words', { text: '  ' }, '请写几句话'],
  ['with too many words', { text: '长'.repeat(2001) }, '请写短一些'],
  ['about an unknown question', { text: '一件事', questionId: 'q-9' }, '没有这个编号'],
])('a ticket %s is refused', async (_, ticket, refused) => {
  const { review, acts } = await openReviewRoom();
  expect(await review.tickets.openForResident({ kind: 'handoff', ...ticket }, ['d'])).toEqual({
    refused: expect.stringContaining(refused),
  });
  expect(await acts()).toEqual([]);
});

test('a reviewer opens tickets, but does not work on them', async () => {
  const { review } = await openReviewRoom();
  const opened = await review.tickets.openInHouse({ kind: 'correction', text: '金额旧了' }, li);
  if ('refused' in opened) throw new Error(opened.refused);
  expect(await review.tickets.note(opened.id, 'closed', '办好了', li)).toEqual({
    refused: expect.stringContaining('不能做这件事'),
  });
});

test('what is past its day is overdue until it is closed', async () => {
  const { review, id, passMinutes } = await openWithTicket();
  await review.tickets.openInHouse({ kind: 'complaint', text: '另一件' }, staff);
  passMinutes(minutesADay);
  expect(await review.tickets.counts()).toMatchObject({ open: 2, overdue: 0 });
  passMinutes(minutesADay);
  expect(await review.tickets.counts()).toEqual({
    open: 2,
    'in-progress': 0,
    closed: 0,
    overdue: 1,
  });
  const [first] = await review.tickets.list({});
  expect(first).toMatchObject({ id, overdue: true });
  await review.tickets.note(id, 'closed', '办好了', staff);
  expect(await review.tickets.counts()).toMatchObject({ closed: 1, overdue: 0 });
  expect(await review.tickets.list({})).toHaveLength(1);
  expect(await review.tickets.list({ state: 'closed' })).toMatchObject([{ id }]);
  expect(await review.tickets.list({ kind: 'handoff' })).toEqual([]);
});

test('a ticket is found by its number and by its words, the overdue first and the closed last', async () => {
  const { review, passMinutes } = await openReviewRoom();
  const { tickets } = review;
  const open = async (text: string) => {
    const ticket = await tickets.openInHouse({ kind: 'handoff', text }, staff);
    if ('refused' in ticket) throw new Error(ticket.refused);
    return ticket;
  };
  const closed = await open('路灯坏了，修好了');
  await tickets.note(closed.id, 'closed', '办好了', staff);
  const overdue = await open('路灯坏了');
  passMinutes(3 * minutesADay);
  const fresh = await open('路灯又坏了');
  const other = await open('回答看不懂');

  const found = async (filter: Parameters<typeof tickets.list>[0]) =>
    (await tickets.list(filter)).map(({ id }) => id);
  expect(await found({ text: ' 路灯 ' })).toEqual([overdue.id, fresh.id, closed.id]);
  expect(await found({ text: '坏了', state: 'closed' })).toEqual([closed.id]);
  for (const { id, number } of [closed, overdue, fresh, other]) {
    expect(await found({ text: number })).toEqual([id]);
  }
  expect(await found({ due: 'overdue' })).toEqual([overdue.id]);
  expect(await found({ due: 'soon' })).toEqual([fresh.id, other.id]);
  expect(await found({ text: '没有人写过' })).toEqual([]);
  expect(await found({ text: "%' or 1=1 --" })).toEqual([]);
});

const complaint = (text: string) => ({ kind: 'complaint' as const, text });

test('a resident finds their own ticket by its number, and nobody else does', async () => {
  const { review, passMinutes } = await openReviewRoom();
  const { tickets } = review;
  const opened = await tickets.openForResident(complaint('没人接'), ['asker']);
  if ('refused' in opened) throw new Error(opened.refused);
  await tickets.note(opened.id, 'in-progress', '在办', staff);
  passMinutes(16 * minutesADay);
  expect(await tickets.findForResident(opened.number, ['asker'])).toEqual({
    ...opened,
    state: 'in-progress',
    overdue: true,
  });
  expect(await tickets.findForResident(opened.number, ['another'])).toBeUndefined();
  expect(await tickets.findForResident('', ['asker'])).toBeUndefined();
});

test('the same words of the same person are one ticket until it is closed', async () => {
  const { review, acts } = await openReviewRoom();
  const open = (text: string, asker: string) =>
    review.tickets.openForResident(complaint(text), [asker]);
  const first = await open('打13800138000没人接', 'asker');
  if ('refused' in first) throw new Error(first.refused);
  expect(first).not.toHaveProperty('isRepeated');
  expect(await open('打13800138000没人接', 'asker')).toEqual({ ...first, isRepeated: true });
  expect(await acts()).toHaveLength(1);
  expect(await open('打13800138000没人接', 'another')).not.toHaveProperty('isRepeated');
  expect(
    await review.tickets.openForResident({ ...complaint('打13800138000没人接'), kind: 'handoff' }, [
      'asker',
    ]),
  ).not.toHaveProperty('isRepeated');
  await review.tickets.note(first.id, 'closed', '办好了', staff);
  expect(await open('打13800138000没人接', 'asker')).not.toHaveProperty('isRepeated');
});

test('about two questions the same words are two tickets', async () => {
  const { review, answer } = await openReviewRoom();
  await answer('q-1');
  await answer('q-2');
  for (const questionId of ['q-1', 'q-2']) {
    const ticket = { kind: 'handoff', text: '请看', questionId } as const;
    expect(await review.tickets.openForResident(ticket, ['asker'])).toMatchObject({ questionId });
  }
  expect((await review.tickets.counts()).open).toBe(2);
});

test('a person opens five tickets a day, of Beijing, and staff as many as they like', async () => {
  const { review, passMinutes } = await openReviewRoom();
  const open = (text: string, asker = 'asker') =>
    review.tickets.openForResident(complaint(text), [asker]);
  for (const text of ['一', '二', '三', '四', '五']) {
    expect(await open(text)).toHaveProperty('number');
    await review.tickets.openInHouse(complaint(text), staff);
  }
  expect(await open('六')).toEqual({ refused: expect.stringContaining('请明天再来') });
  expect(await open('五')).toMatchObject({ isRepeated: true });
  expect(await open('六', 'another')).toHaveProperty('number');
  expect(await review.tickets.openInHouse(complaint('六'), staff)).toHaveProperty('number');
  passMinutes(8 * 60 - 1);
  expect(await open('六')).toHaveProperty('refused');
  passMinutes(1);
  expect(await open('六')).toHaveProperty('number');
});

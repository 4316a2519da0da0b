import { expect, test } from 'vitest';
import { openConsoleRoom } from '../../fakes/open-console-room.ts';
import { staff } from '../../fakes/open-review-room.ts';

const dayMinutes = 24 * 60;

async function openDesk() {
  const room = await openConsoleRoom();
  await room.answer('q-1');
  const { tickets } = room.review;
  const ask = (text: string) => tickets.openForResident({ kind: 'handoff', text }, ['digest']);
  return { ...room, tickets, ask, browser: await room.enter(staff) };
}

test('tickets are listed by due day, with the overdue ones marked and counted', async () => {
  const { browser, tickets, ask, passMinutes } = await openDesk();
  await tickets.openForResident({ kind: 'complaint', text: '答得不对<i>' }, ['digest']);
  await ask('想找真人');
  passMinutes(2 * dayMinutes);
  await browser.login(staff.name, 'ten characters and more');
  const html = await browser.read('/console/tickets');
  expect(html).toContain('有1张单子过了期限');
  expect(html.indexOf('想找真人')).toBeLessThan(html.indexOf('答得不对&lt;i&gt;'));
  expect(html.match(/已超期/g)).toHaveLength(1);
  expect(await browser.read('/console/tickets?kind=complaint')).not.toContain('想找真人');
  expect(await browser.read('/console/tickets?state=closed')).toContain('这里没有单子');
  expect(await browser.read('/console/tickets?state=lost')).toContain('想找真人');
});

test('a ticket is opened, worked on and closed, and every step stays readable', async () => {
  const { browser, acts } = await openDesk();
  await browser.read('/console/tickets/new');
  const opened = await browser.post('/console/tickets', {
    kind: 'complaint',
    text: '电话打不通，13812345678',
    questionId: 'q-1',
  });
  const address = opened.headers.get('Location') ?? '';
  expect(opened.status).toBe(303);
  const page = await browser.read(address);
  expect(page).toContain('单子已经开好');
  expect(page).toContain('电话打不通，[电话]');
  expect(page).toContain('href="/console/answers/q-1"');
  const [path = ''] = address.split('?');
  await browser.post(path, { state: 'in-progress', note: '已核实<script>' });
  const closed = await browser.post(path, { state: 'closed', note: '已回复' });
  const after = await browser.read(closed.headers.get('Location') ?? '');
  expect(after).toContain('已核实&lt;script&gt;');
  expect(after).toContain('已经办结。有新情况');
  expect(after).not.toContain('name="note"');
  expect((await acts()).slice(-3)).toEqual([
    'ticket-opened 赵办 complaint',
    'ticket-changed 赵办 in-progress',
    'ticket-changed 赵办 closed',
  ]);
});

test('what is refused says why and keeps what was typed', async () => {
  const { browser, tickets, ask } = await openDesk();
  const unknown = await browser.post('/console/tickets', {
    kind: 'correction',
    text: '第三条改了',
    questionId: 'q-9',
  });
  expect(unknown.status).toBe(422);
  const html = await unknown.text();
  expect(html).toContain('没有这个编号的问题');
  expect(html).toContain('第三条改了');
  expect(html).toContain('value="q-9"');

  const ticket = await ask('想找真人');
  if ('refused' in ticket) throw new Error(ticket.refused);
  const path = `/console/tickets/${ticket.id}`;
  await browser.post(path, { state: 'in-progress', note: '在办' });
  const back = await browser.post(path, { state: 'open', note: '退回去' });
  expect(back.status).toBe(422);
  expect(await back.text()).toMatch(/单子只能往前走.*退回去/s);
  expect((await tickets.find(ticket.id))?.notes).toHaveLength(1);
});

test('forms that no page of ours sends are refused', async () => {
  const { browser } = await openDesk();
  const lost = { state: 'closed', note: '没有这张' };
  expect((await browser.get('/console/tickets/none')).status).toBe(404);
  expect((await browser.post('/console/tickets/none', lost)).status).toBe(404);
  expect((await browser.post('/console/tickets', { kind: 'party', text: '来' })).status).toBe(400);
});

import { expect, test } from 'vitest';
import { openWebRoom, type Visitor } from '../fakes/open-web-room.ts';
import { xssPayloads } from '../fakes/xss-payloads.ts';

async function openRoom(answer = {}) {
  const room = await openWebRoom({ answer: () => answer });
  return {
    ...room,
    kept: () => room.database.selectFrom('ticket').selectAll().execute(),
    /** Leaves words, as the form sends them. @returns the address of what was left, and its page. */
    async leave(visitor: Visitor, text: string, kind = 'complaint', about = '') {
      const response = await visitor.post('/tickets', { kind, text, about });
      const address = response.headers.get('Location') ?? '';
      const html = await (address === '' ? response : await visitor.get(address)).text();
      return { status: response.status, address, html };
    },
  };
}

test('the page of whom to call takes words for staff and says beforehand that nobody writes back', async () => {
  const { visitor } = await openRoom();
  const html = await (await visitor().get('/people')).text();
  expect(html).toMatch(/<form[^>]* method="post" action="\/tickets">.*不能在这里回复您/s);
  expect(html).toMatch(/type="radio" name="kind" value="complaint" required=""\/>投诉/);
  expect(html).toMatch(/name="text"[^>]* maxlength="500"/);
  expect(html).toMatch(/<form[^>]* method="get" action="\/tickets">/);
});

test.each([
  ['complaint', '2026年3月16日'],
  ['handoff', '2026年3月2日'],
])('a %s is kept masked and shown with its number and its day', async (kind, day) => {
  const { visitor, leave, kept } = await openRoom();
  const { status, address, html } = await leave(
    visitor(),
    '打１３８００１３８０００\r\n没人接',
    kind,
  );
  expect(status).toBe(303);
  const number = /^\/tickets\?number=(\d{8})$/.exec(address)?.[1];
  expect(html).toContain(`${number}</h1>`);
  for (const part of ['等工作人员看', day, '不能在这里回复您', 'tel:12348', 'tel:12345']) {
    expect(html).toContain(part);
  }
  expect(html).not.toContain('没人接');
  expect(await kept()).toMatchObject([{ kind, text: '打[手机号] 没人接', question_id: '' }]);
});

test('what was left is found by its number in the same browser and in no other', async () => {
  const { visitor, leave, kept, tickets } = await openRoom();
  const asker = visitor();
  const { address } = await leave(asker, '没人接');
  const [row] = await kept();
  await tickets.note(row?.id ?? '', 'closed', '内部说明', { name: '赵办', role: 'staff' });
  const spaced = address.replace(/(\d{4})(\d{4})$/, '$1+$2');
  const html = await (await asker.get(spaced)).text();
  expect(html).toContain('办完了');
  expect(html).not.toContain('内部说明');
  const other = visitor();
  await leave(other, '另一件');
  for (const stranger of [visitor(), other]) {
    const response = await stranger.get(address);
    expect(response.status).toBe(404);
    expect(await response.text()).toMatch(/href="#ticket-number">没有这个编号/);
  }
  await asker.post('/end', {});
  expect((await asker.get(address)).status).toBe(404);
});

test.each([
  ['nothing chosen', '', '没人接', '请先选一项'],
  ['nothing written', 'complaint', ' 。', '请先写下是什么事'],
  ['too much written', 'complaint', '长'.repeat(501), '太长了'],
])('with %s the form says so and keeps what was typed', async (_, kind, text, problem) => {
  const { visitor, leave, kept } = await openRoom();
  const { status, html } = await leave(visitor(), text, kind);
  expect(status).toBe(422);
  expect(html).toMatch(new RegExp(`role="alert".*href="#ticket-(kind|text)">${problem}`, 's'));
  expect(html).toContain(`${text}</textarea>`);
  expect(await kept()).toEqual([]);
});

test('the sixth of a day is refused, and who is in danger still reads whom to call', async () => {
  const { visitor, leave, kept } = await openRoom();
  const asker = visitor();
  expect((await leave(asker, '我不想活了')).html).toMatch(/class="lead emergency">请马上打<a/);
  for (const text of ['二', '三', '四', '五']) await leave(asker, text);
  const { status, html } = await leave(asker, '我不想活了，救救我');
  expect(status).toBe(429);
  expect(html).toMatch(/请马上打120或110.*请明天再来/s);
  expect(await kept()).toHaveLength(5);
});

test.each([
  ['unanswerable-not-covered', true],
  ['answered-partly', true],
  ['answered', false],
  ['refused-out-of-scope', false],
  ['emergency', false],
])('an answer that is %s leads to the form: %s', async (status, leads) => {
  const { visitor } = await openRoom({ status });
  const { html, address } = await visitor().ask('公园几点开门');
  const id = address.replace('/answers/', '');
  expect(html.includes(`href="/people?about=${id}#ticket"`)).toBe(leads);
});

test('the form comes with the question filled in, for the browser that asked it', async () => {
  const { visitor, leave, kept } = await openRoom({ status: 'unanswerable-not-covered' });
  const asker = visitor();
  const { address } = await asker.ask('公园几点开门');
  const id = address.replace('/answers/', '');
  const html = await (await asker.get(`/people?about=${id}`)).text();
  expect(html).toContain('公园几点开门</textarea>');
  expect(html).toMatch(/value="handoff" checked=""/);
  expect(html).toContain(`name="about" value="${id}"`);
  await leave(asker, '公园几点开门', 'handoff', id);
  expect(await kept()).toMatchObject([{ question_id: id }]);

  const stranger = visitor();
  await stranger.ask('别的');
  expect(await (await stranger.get(`/people?about=${id}`)).text()).not.toContain('公园');
  await leave(stranger, '随便写的', 'handoff', id);
  expect(await kept()).toContainEqual(
    expect.objectContaining({ text: '随便写的', question_id: '' }),
  );
});

test.each(xssPayloads)('%j stays words in the forms', async (payload) => {
  const { visitor } = await openRoom();
  const typed = await visitor().post('/tickets', { kind: '', text: payload, about: payload });
  const looked = await visitor().get(`/tickets?${new URLSearchParams({ number: payload })}`);
  for (const response of [typed, looked]) expect(await response.text()).not.toContain(payload);
});

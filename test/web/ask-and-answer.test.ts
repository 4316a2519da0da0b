import { expect, test } from 'vitest';
import { openWebRoom } from '../fakes/open-web-room.ts';
import { sampleAnswer } from '../fakes/sample-answer.ts';

test('a question leads to a page with its answer, numbered, every statement with its sources', async () => {
  const { visitor, service } = await openWebRoom();
  const { status, address, html } = await visitor().ask('劳动仲裁要不要钱？');
  expect(status).toBe(303);
  expect(address).toMatch(/^\/answers\/[\w-]{36}$/);
  expect(service.asked).toMatchObject([{ text: '劳动仲裁要不要钱？', channel: 'web' }]);
  expect(html).toContain('<span>劳动仲裁要不要钱？</span>');
  expect(html).toContain('根据资料：');
  expect(html).toMatch(
    /<li>受理费是每件10元。<a class="mark" href="#source-1"[^>]*>\[1\]<\/a><a class="mark" href="#source-2"/,
  );
  expect(html).toMatch(/<li id="source-1">.*劳动仲裁.*要不要钱.*本服务整理/s);
  expect(html).toContain('href="/sources/labor-arbitration?as=');
  expect(html).toMatch(/href="https:\/\/www.gov.cn\/law\?a=1&amp;b=2"[^>]*>官方页面/);
  expect(html).toContain('想问得更细，打12348。');
  expect(html).toContain('value="劳动仲裁要多久之内申请？"');
  expect(html).toContain('本回答由AI自动整理');
});

test('what the resident got is noted in the log as delivered', async () => {
  const { visitor, audit } = await openWebRoom();
  const { address } = await visitor().ask('劳动仲裁要不要钱？');
  const logged = await audit.find(address.replace('/answers/', ''));
  expect(logged?.events.map(({ kind }) => kind)).toContain('answer-delivered');
});

test('an answer is shown to the browser that asked for it and to nobody else', async () => {
  const { visitor } = await openWebRoom();
  const asker = visitor();
  const { address } = await asker.ask('劳动仲裁要不要钱？');
  expect((await asker.get(address)).status).toBe(200);
  expect((await visitor().get(address)).status).toBe(404);
  const other = visitor();
  await other.ask('别人的问题');
  const response = await other.get(address);
  expect(response.status).toBe(404);
  expect(await response.text()).not.toContain('劳动仲裁要不要钱');
});

test('a session that somebody made up is not taken', async () => {
  const { visitor, service } = await openWebRoom();
  const asker = visitor();
  const { address } = await asker.ask('劳动仲裁要不要钱？');
  const [session = ''] = decodeURIComponent(asker.cookies.get('conversation') ?? '').split('.');
  const forger = visitor();
  forger.cookies.set('conversation', session);
  expect((await forger.get(address)).status).toBe(404);
  forger.cookies.set('conversation', encodeURIComponent(`${session}.${'A'.repeat(43)}=`));
  expect((await forger.get(address)).status).toBe(404);
  await forger.ask('第二个问题');
  expect(service.asked[1]?.conversation).not.toBe(service.asked[0]?.conversation);
});

test('questions that came through another door cannot be opened here', async () => {
  const { visitor, service } = await openWebRoom();
  const asker = visitor();
  await asker.ask('先问一个');
  const conversation = service.asked[0]?.conversation ?? '';
  const elsewhere = await service.answer({
    text: '在命令行问的',
    channel: 'cli',
    conversation,
    asker: conversation,
  });
  expect((await asker.get(`/answers/${elsewhere.questionId}`)).status).toBe(404);
});

test('follow-ups belong to the same conversation and show the last five questions above', async () => {
  const { visitor, service } = await openWebRoom();
  const asker = visitor();
  let last = { address: '', html: '' };
  for (const number of [1, 2, 3, 4, 5, 6, 7]) last = await asker.ask(`第${number}个问题`);
  expect(new Set(service.asked.map(({ conversation }) => conversation)).size).toBe(1);
  const earlier = [...last.html.matchAll(/<a href="\/answers\/[\w-]+">(第\d个问题)<\/a>/g)];
  expect(earlier.map(([, text]) => text)).toEqual([2, 3, 4, 5, 6].map((n) => `第${n}个问题`));
});

test('an earlier answer shows what was asked before it, not after', async () => {
  const { visitor } = await openWebRoom();
  const asker = visitor();
  await asker.ask('第一个问题');
  const { address } = await asker.ask('第二个问题');
  await asker.ask('第三个问题');
  const html = await (await asker.get(address)).text();
  expect(html).toContain('>第一个问题</a>');
  expect(html).not.toContain('第三个问题');
});

test('when the conversation is ended its answers are gone from this browser', async () => {
  const { visitor } = await openWebRoom();
  const asker = visitor();
  const { address } = await asker.ask('劳动仲裁要不要钱？');
  expect((await asker.post('/end', {})).headers.get('Location')).toBe('/');
  expect((await asker.get(address)).status).toBe(404);
});

test('nothing written is said beside the form and nobody is asked', async () => {
  const { visitor, service } = await openWebRoom();
  const response = await visitor().post('/ask', { question: ' \u200b ' });
  expect(response.status).toBe(422);
  const html = await response.text();
  expect(html).toContain('role="alert"');
  expect(html).toContain('请先写下您的问题');
  expect(html).toContain('aria-invalid="true"');
  expect(service.asked).toEqual([]);
});

test.each([
  ['refused-too-long', 422],
  ['refused-quota', 429],
  ['failed-storage', 503],
] as const)('after %s the question stays in the form', async (status, code) => {
  const { visitor } = await openWebRoom({ answer: () => ({ status, lead: '这次没有答上来。' }) });
  const response = await visitor().post('/ask', { question: '老板<拖欠>工资' });
  expect(response.status).toBe(code);
  const html = await response.text();
  expect(html).toContain('这次没有答上来。');
  expect(html).toMatch(/<textarea[^>]*>老板&lt;拖欠&gt;工资<\/textarea>/);
});

test('a vote is logged once, shown, and can be changed', async () => {
  const { visitor, audit } = await openWebRoom();
  const asker = visitor();
  const { address, html } = await asker.ask('劳动仲裁要不要钱？');
  expect(html).not.toContain('谢谢，记下了。');
  const voted = await asker.post(`${address}/feedback`, { vote: 'useful' });
  expect(voted.headers.get('Location')).toBe(`${address}#feedback`);
  await asker.post(`${address}/feedback`, { vote: 'useful' });
  await asker.post(`${address}/feedback`, { vote: 'not-useful' });
  const logged = await audit.find(address.replace('/answers/', ''));
  const votes = logged?.events.filter(({ kind }) => kind === 'feedback-given');
  expect(votes?.map(({ detail }) => detail)).toEqual(['useful', 'not-useful']);
  const page = await (await asker.get(address)).text();
  expect(page).toMatch(/value="not-useful" aria-pressed="true"/);
  expect(page).toMatch(/value="useful" aria-pressed="false"/);
});

test('nobody votes on an answer of somebody else, and a vote is one of two', async () => {
  const { visitor, audit } = await openWebRoom();
  const asker = visitor();
  const { address } = await asker.ask('劳动仲裁要不要钱？');
  expect((await visitor().post(`${address}/feedback`, { vote: 'useful' })).status).toBe(404);
  expect((await asker.post(`${address}/feedback`, { vote: 'perhaps' })).status).toBe(400);
  const logged = await audit.find(address.replace('/answers/', ''));
  expect(logged?.events.map(({ kind }) => kind)).not.toContain('feedback-given');
});

test('the lines of a service become a card whose numbers can be called', async () => {
  const { visitor } = await openWebRoom({
    answer: () => ({
      statements: [
        { text: '电话：先打12333或023-65368822，别把12000元和120元当号码', citations: [0] },
        { text: '材料：申请书；证据', citations: [0] },
        { text: '步骤：1. 提出申请；副本也要；2. 等开庭', citations: [0] },
      ],
    }),
  });
  const { html } = await visitor().ask('怎么申请劳动仲裁');
  expect(html).toContain('办事卡<a class="mark" href="#source-1"');
  expect(html).toContain('<a href="tel:12333">12333</a>');
  expect(html).toContain('<a href="tel:02365368822">023-65368822</a>');
  expect(html).toContain('，别把12000元和120元当号码');
  expect(html).toContain('<ul><li>申请书</li><li>证据</li></ul>');
  expect(html).toContain('<ol><li>提出申请；副本也要</li><li>等开庭</li></ol>');
});

test('in an emergency the numbers to call are links', async () => {
  const { visitor } = await openWebRoom({
    answer: () => ({ status: 'emergency', lead: '请马上打120叫救护车。' }),
  });
  const { html } = await visitor().ask('有人晕倒了');
  expect(html).toMatch(/class="lead emergency"><p>请马上打<a href="tel:120">120<\/a>叫救护车。/);
});

test('English questions and their label are marked as English', async () => {
  const { visitor } = await openWebRoom({
    answer: () => ({
      text: `${sampleAnswer().text}\nCompiled automatically by AI from public information. It is not legal advice.`,
    }),
  });
  const { html } = await visitor().ask('Is arbitration free?');
  expect(html).toContain('<span lang="en">Is arbitration free?</span>');
  expect(html).toMatch(/<p class="label" lang="en">Compiled automatically by AI/);
});

test('the page to ask names the hotlines of the corpus and no others', async () => {
  const { visitor } = await openWebRoom();
  const html = await (await visitor().get('/')).text();
  expect(html).toContain('href="tel:12348"');
  expect(html).not.toContain('tel:12345');
});

import { expect, test } from 'vitest';
import { openConsoleRoom } from '../../fakes/open-console-room.ts';
import { li, rightVerdict, wang, wrongVerdict } from '../../fakes/open-review-room.ts';

/** Ids of the answers a page lists, in order. */
const listed = (html: string) =>
  [...html.matchAll(/<th scope="row"><a href="\/console\/answers\/([\w-]+)/g)].map(([, id]) => id);

/** Queues with their counts. */
const counted = (html: string) =>
  Object.fromEntries(
    [...html.matchAll(/<span>([^<]+)<\/span><span class="count">(\d+)<\/span>/g)].map(
      ([, name, count]) => [name, Number(count)],
    ),
  );

async function openRoom() {
  const room = await openConsoleRoom();
  await room.answer('paid', { text: '仲裁要不要钱', documentId: 'wages' });
  room.passMinutes(24 * 60);
  await room.answer('refused', {
    text: '写一首诗',
    status: 'refused-out-of-scope',
    channel: 'web',
  });
  room.passMinutes(1);
  await room.answer('far', { text: '远房亲戚', bestScore: 0.05 });
  await room.log.recordFeedback('paid', ['somebody'], false);
  await room.review.verdicts.record('refused', wrongVerdict, wang);
  return { ...room, browser: await room.enter(li) };
}

test('the start page lists what was asked, the newest first, with the counts of all queues', async () => {
  const { browser } = await openRoom();
  const html = await browser.read('/console');
  expect(listed(html)).toEqual(['far', 'refused', 'paid']);
  expect(counted(html)).toEqual({
    全部: 3,
    还没评的: 2,
    随机抽查: expect.any(Number),
    等第二个人评: 1,
    居民说没用: 1,
    把握不大: 1,
    模型没写成: 0,
    拒绝回答的: 1,
  });
  expect(html).toContain('2026-03-02 16:00 · 网页');
});

test.each([
  ['queue=unjudged', ['far', 'paid']],
  ['queue=judged-once', ['refused']],
  ['queue=thumbs-down', ['paid']],
  ['queue=low-confidence', ['far']],
  ['queue=refused', ['refused']],
  ['queue=refused&unjudged=yes', []],
  ['unjudged=yes', ['far', 'paid']],
  ['status=refused-out-of-scope', ['refused']],
  ['channel=web', ['refused']],
  ['documentId=wages', ['paid']],
  ['text=亲戚', ['far']],
  ['to=2026-03-01', ['paid']],
  ['from=2026-03-02', ['far', 'refused']],
  ['text=&status=&from=&to=&channel=&documentId=', ['far', 'refused', 'paid']],
])('%s brings %j', async (query, ids) => {
  const { browser } = await openRoom();
  expect(listed(await browser.read(`/console?${query}`))).toEqual(ids);
});

test('links and the form keep what narrows the queue', async () => {
  const { browser } = await openRoom();
  const html = await browser.read('/console?queue=unjudged&channel=telegram&text=亲戚');
  const kept = 'channel=telegram&amp;text=%E4%BA%B2%E6%88%9A';
  expect(html).toContain(`href="/console/answers/far?queue=unjudged&amp;${kept}"`);
  expect(html).toContain(`href="/console?queue=refused&amp;${kept}"`);
  expect(html).toMatch(/<input id="text" name="text" value="亲戚"/);
  expect(html).toMatch(/<option value="telegram" selected/);
  expect(html).toMatch(/<details class="filter" open/);
});

test.each([
  'queue=mine',
  'status=good',
  'channel=fax',
  'from=yesterday',
  'text='.concat('x'.repeat(101)),
])('%s is said not to be understood', async (query) => {
  const { browser } = await openRoom();
  const response = await browser.get(`/console?${query}`);
  expect(response.status).toBe(400);
  expect(await response.text()).toContain('请返回上一页');
});

test('a long queue goes on page by page, each answer on one page only', async () => {
  const room = await openConsoleRoom();
  for (let at = 0; at < 120; at += 1) await room.answer(`q-${at}`);
  const browser = await room.enter(li);
  const seen: (string | undefined)[] = [];
  let page: string | undefined = '/console?queue=unjudged';
  let pages = 0;
  while (page !== undefined && pages < 5) {
    const html: string = await browser.read(page);
    seen.push(...listed(html));
    pages += 1;
    page = /href="([^"]+)">下一页/.exec(html)?.[1]?.replaceAll('&amp;', '&');
  }
  expect(pages).toBe(3);
  expect(new Set(seen).size).toBe(120);
  expect(seen).toHaveLength(120);
});

test("one's own verdict is told apart from others'", async () => {
  const { browser, review } = await openRoom();
  await review.verdicts.record('paid', rightVerdict, li);
  const html = await browser.read('/console');
  const cells = [...html.matchAll(/<td>([^<]+)<\/td><\/tr>/g)].map(([, words]) => words);
  expect(cells).toEqual(['还没评', '1人', '1人，有您']);
});

import { expect, test } from 'vitest';
import { refusals } from '../../../src/answering/wording.ts';
import { openConsoleRoom } from '../../fakes/open-console-room.ts';
import { staff } from '../../fakes/open-review-room.ts';

async function openSwitch() {
  const room = await openConsoleRoom();
  const browser = await room.enter(staff);
  await browser.read('/console/pauses');
  return { ...room, browser, pauses: room.review.pauses };
}

const web = '/console/pauses/web';
const yes = { confirmed: 'yes' };

test('the page shows what residents will read, and each channel with whether it answers', async () => {
  const { browser } = await openSwitch();
  const html = await browser.read('/console/pauses');
  expect(html).toContain(refusals.paused);
  expect(html.match(/在回答/g)).toHaveLength(3);
});

test('a channel is paused with a reason and resumed, and both are in the log', async () => {
  const { browser, pauses, acts } = await openSwitch();
  const paused = await browser.post(`${web}/pause`, { ...yes, reason: '金额答错<b>' });
  expect(paused.status).toBe(303);
  expect(await pauses.isPaused('web')).toMatchObject({ reason: '金额答错<b>', by: '赵办' });
  expect(await pauses.isPaused('telegram')).toBeUndefined();
  const html = await browser.read(paused.headers.get('Location') ?? '');
  expect(html).toContain('已经暂停');
  expect(html).toContain('赵办在2026-03-01 16:00暂停，因为：金额答错&lt;b&gt;');
  expect(html).toContain(`action="${web}/resume"`);
  expect((await browser.post(`${web}/resume`, yes)).status).toBe(303);
  expect(await pauses.isPaused('web')).toBeUndefined();
  expect((await acts()).slice(-2)).toEqual([
    'answering-paused 赵办 web 金额答错<b>',
    'answering-resumed 赵办 web',
  ]);
});

test('nothing is switched that is not confirmed and explained', async () => {
  const { browser, pauses } = await openSwitch();
  const hasty = await browser.post(`${web}/pause`, { reason: '先停一下' });
  expect(hasty.status).toBe(422);
  expect(await hasty.text()).toMatch(/请先在“我确认”前面打勾.*先停一下/s);
  const mute = await browser.post(`${web}/pause`, { ...yes, reason: ' ' });
  expect(await mute.text()).toContain('请写明为什么暂停');
  expect(await pauses.list()).toEqual([]);
  await browser.post(`${web}/pause`, { ...yes, reason: '检查' });
  expect((await browser.post(`${web}/resume`)).status).toBe(422);
  expect(await pauses.isPaused('web')).toBeDefined();
});

test('there is no switch for a channel that does not exist', async () => {
  const { browser } = await openSwitch();
  expect((await browser.post('/console/pauses/radio/pause', yes)).status).toBe(400);
  expect((await browser.post(`${web}/forget`, yes)).status).toBe(404);
});

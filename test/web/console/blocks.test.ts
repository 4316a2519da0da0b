import { expect, test } from 'vitest';
import { refusals } from '../../../src/answering/wording.ts';
import { openConsoleRoom } from '../../fakes/open-console-room.ts';
import { li } from '../../fakes/open-review-room.ts';

async function openRoom() {
  const room = await openConsoleRoom();
  await room.answer('q-1', { asker: 'troll' });
  return { ...room, browser: await room.enter(li), blocks: room.review.blocks };
}

test('whoever asked is blocked from their answer, listed, and let back in', async () => {
  const { browser, blocks, acts } = await openRoom();
  expect(await browser.read('/console/answers/q-1')).toContain('限制这位提问者');
  const blocked = await browser.post('/console/answers/q-1/block', { reason: 'abuse', days: '7' });
  expect(blocked.status).toBe(303);
  expect(await blocks.isBlocked(['troll'])).toBe(true);
  const html = await browser.read(blocked.headers.get('Location') ?? '');
  for (const part of ['已经限制', refusals.blocked, '辱骂、威胁', '2026-03-08 16:00自动恢复']) {
    expect(html).toContain(part);
  }
  expect(html).not.toContain('troll');
  const answer = await browser.read('/console/answers/q-1');
  expect(answer).toContain('已经限制了：辱骂、威胁');
  expect(answer).not.toContain('action="/console/answers/q-1/block');

  const [block] = await blocks.list();
  const lifted = await browser.post(`/console/blocks/${block?.id}/lift`);
  expect(lifted.status).toBe(303);
  expect(await browser.read(lifted.headers.get('Location') ?? '')).toContain('现在没有人被限制');
  expect((await acts()).slice(-2)).toEqual([
    'asker-blocked 李评 7天 辱骂、威胁',
    'block-lifted 李评',
  ]);
});

test('a form with another time or reason blocks nobody, and what is refused is said', async () => {
  const { browser, blocks } = await openRoom();
  await browser.read('/console/answers/q-1');
  const post = (fields: Record<string, string>) =>
    browser.post('/console/answers/q-1/block', fields);
  expect((await post({ reason: 'abuse', days: '3650' })).status).toBe(400);
  expect((await post({ reason: '张三', days: '7' })).status).toBe(400);
  expect(await blocks.list()).toEqual([]);
  await post({ reason: 'abuse', days: '7' });
  const again = await post({ reason: 'abuse', days: '7' });
  expect(again.status).toBe(422);
  expect(await again.text()).toContain('这个人已经被限制了');
  expect((await browser.post('/console/blocks/none/lift')).status).toBe(422);
});

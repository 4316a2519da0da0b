import { expect, test } from 'vitest';
import { openConsoleRoom } from '../../fakes/open-console-room.ts';
import { admin, li } from '../../fakes/open-review-room.ts';

const rate = '/console/settings/sample-rate';

test('an administrator sets the rate of the sample and sees who has an account', async () => {
  const room = await openConsoleRoom();
  const { hire, review, acts } = room;
  await hire(li);
  await review.accounts.disable(li.name, admin);
  const browser = await room.enter(admin);
  const html = await browser.read('/console/settings');
  expect(html).toContain('name="percent" type="number" min="1" max="100" step="any" value="5"');
  expect(html).toMatch(
    /李评<\/th><td>评议员<\/td><td>2026-03-01 16:00<\/td><td>2026-03-01 16:00停用/,
  );
  expect(html).not.toContain('scrypt');
  const set = await browser.post(rate, { percent: '7.5' });
  expect(set.status).toBe(303);
  expect(await review.sampleRate()).toBe(0.075);
  expect((await acts()).at(-1)).toBe('sample-rate-set 管理 0.075');
  const after = await browser.read(set.headers.get('Location') ?? '');
  expect(after).toContain('已经改好');
  expect(after).toContain('value="7.5"');
});

test.each([
  ['0', 422],
  ['101', 422],
  ['', 422],
  ['many', 400],
])('a rate of %j is refused', async (percent, status) => {
  const room = await openConsoleRoom();
  const { review } = room;
  const browser = await room.enter(admin);
  expect((await browser.post(rate, { percent })).status).toBe(status);
  expect(await review.sampleRate()).toBe(0.05);
});

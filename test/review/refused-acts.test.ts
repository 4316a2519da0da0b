import { expect, test } from 'vitest';
import { li, openReviewRoom, wang } from '../fakes/open-review-room.ts';

test('what was tried is sealed once an account, page and minute, without words', async () => {
  const { review, acts, log, passMinutes } = await openReviewRoom();
  const tryTickets = (path = '/console/tickets') => review.recordRefusal(li, 'not-permitted', path);
  await tryTickets();
  await tryTickets('/console/tickets/3f1d/张三的电话13800138000');
  await review.recordRefusal(li, 'forged', '/console/tickets');
  await review.recordRefusal(wang, 'not-permitted', '/console/tickets');
  passMinutes(1);
  await tryTickets();
  expect(await acts()).toEqual([
    'refused 李评 not-permitted /console/tickets',
    'refused 李评 forged /console/tickets',
    'refused 王评 not-permitted /console/tickets',
    'refused 李评 not-permitted /console/tickets',
  ]);
  expect(await log.verify()).toEqual({ events: 4 });
});

test('nobody fills the log by trying page after page', async () => {
  const { review, acts } = await openReviewRoom();
  for (const letter of 'abcdefghijklmnopqrstuvwxyz') {
    await review.recordRefusal(li, 'forged', `/console/${letter}`);
  }
  expect(await acts()).toHaveLength(10);
});

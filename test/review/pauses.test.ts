import { expect, test } from 'vitest';
import { createReview } from '../../src/review/create-review.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { admin, li, openReviewRoom, staff } from '../fakes/open-review-room.ts';

test('a channel is paused with its reason until it is resumed, and the log knows', async () => {
  const { review, acts, log } = await openReviewRoom();
  const pause = await review.pauses.pause('telegram', ' 资料有误，正在更正 ', staff);
  expect(pause).toEqual({
    channel: 'telegram',
    reason: '资料有误，正在更正',
    by: '赵办',
    since: '2026-03-01T08:00:00.000Z',
  });
  expect(await review.pauses.isPaused('telegram')).toEqual(pause);
  expect(await review.pauses.isPaused('web')).toBeUndefined();
  expect(await review.pauses.list()).toEqual([pause]);
  await review.pauses.resume('telegram', admin);
  expect(await review.pauses.isPaused('telegram')).toBeUndefined();
  expect(await acts()).toEqual([
    'answering-paused 赵办 telegram 资料有误，正在更正',
    'answering-resumed 管理 telegram',
  ]);
  expect(await log.verify()).toEqual({ events: 2 });
});

test('another process sees a pause at once', async () => {
  const { review, path } = await openReviewRoom();
  const database = await openDatabase(path);
  const other = createReview({
    database,
    clock: () => new Date(),
    secretKey: 'key',
    redact: (text) => text,
  });
  expect(await other.pauses.isPaused('web')).toBeUndefined();
  await review.pauses.pause('web', '演练', admin);
  expect(await other.pauses.isPaused('web')).toMatchObject({ reason: '演练' });
  await database.destroy();
});

test('a pause needs a reason, a channel that answers, and a resume one that is paused', async () => {
  const { review, acts } = await openReviewRoom();
  expect(await review.pauses.pause('web', ' ', admin)).toEqual({ refused: '请写明为什么暂停。' });
  expect(await review.pauses.resume('web', admin)).toEqual({ refused: '这个渠道没有暂停。' });
  await review.pauses.pause('web', '演练', admin);
  expect(await review.pauses.pause('web', '再来', staff)).toEqual({
    refused: '这个渠道已经暂停了。',
  });
  expect(await acts()).toHaveLength(1);
});

test('a reviewer neither pauses nor resumes', async () => {
  const { review } = await openReviewRoom();
  const refused = { refused: expect.stringContaining('不能做这件事') };
  expect(await review.pauses.pause('web', '演练', li)).toEqual(refused);
  await review.pauses.pause('web', '演练', staff);
  expect(await review.pauses.resume('web', li)).toEqual(refused);
  expect(await review.pauses.isPaused('web')).toBeDefined();
});

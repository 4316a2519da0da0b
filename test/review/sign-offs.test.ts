import { expect, test } from 'vitest';
import {
  admin,
  li,
  openReviewRoom,
  rightVerdict,
  staff,
  wang,
  wrongVerdict,
} from '../fakes/open-review-room.ts';

const day = { from: '2026-03-01', to: '2026-03-01', note: '都看过', reason: '' };
const minutesADay = 24 * 60;

/** Every answer is drawn; one judged, one not; a day later. */
async function openWithSample() {
  const room = await openReviewRoom();
  await room.review.setSampleRate(1, admin);
  await room.answer('q-1');
  await room.answer('q-2');
  await room.review.verdicts.record('q-1', wrongVerdict, li);
  room.passMinutes(minutesADay);
  return room;
}

test('a period is signed when its sample is judged', async () => {
  const { review, acts, log } = await openWithSample();
  await review.verdicts.record('q-2', rightVerdict, wang);
  const signed = await review.signOffs.sign(day, li);
  expect(signed).toEqual({
    ...day,
    id: expect.any(String),
    signedBy: '李评',
    signedAt: '2026-03-02T08:00:00.000Z',
    openItems: 0,
  });
  expect(await review.signOffs.list()).toEqual([signed]);
  expect((await acts()).at(-1)).toBe('period-signed 李评 2026-03-01 2026-03-01');
  expect((await log.verify()).brokenAt).toBeUndefined();
});

test('sample items left open need a reason, which is kept with their number', async () => {
  const { review } = await openWithSample();
  expect(await review.signOffs.sign(day, li)).toEqual({
    refused: '抽查的还有1条没评。请先评完，或者写明为什么现在签字。',
  });
  expect(await review.signOffs.sign({ ...day, reason: '居民删了问题' }, li)).toMatchObject({
    openItems: 1,
    reason: '居民删了问题',
  });
});

test('verdicts of a signed period are not superseded; first ones still come in', async () => {
  const { review, acts } = await openWithSample();
  await review.signOffs.sign({ ...day, reason: '先签' }, li);
  expect(await review.verdicts.record('q-1', rightVerdict, li)).toEqual({
    refused: '2026-03-01到2026-03-01已经签字，评议不能再改。可以开一张更正单。',
  });
  expect((await acts()).at(-1)).toMatch(/^period-signed/);
  expect(await review.verdicts.record('q-2', rightVerdict, li)).toHaveProperty('id');
});

test('verdicts outside the signed period are superseded as before', async () => {
  const { review, answer, passMinutes } = await openWithSample();
  await answer('q-3');
  await review.verdicts.record('q-3', wrongVerdict, li);
  passMinutes(minutesADay);
  await review.signOffs.sign({ ...day, reason: '先签' }, li);
  expect(await review.verdicts.record('q-3', rightVerdict, li)).toHaveProperty('id');
});

test.each([
  ['by staff', day, staff, '不能做这件事'],
  ['that is not over', { ...day, to: '2026-03-02' }, li, '还没过完'],
  ['that ends before it begins', { ...day, from: '2026-03-02' }, li, '请改过来'],
])('a period %s is not signed', async (_, form, by, refused) => {
  const { review } = await openWithSample();
  expect(await review.signOffs.sign({ ...form, reason: '先签' }, by)).toEqual({
    refused: expect.stringContaining(refused),
  });
});

test('days that are signed are not signed again', async () => {
  const { review } = await openWithSample();
  await review.signOffs.sign({ ...day, reason: '先签' }, li);
  const wider = { ...day, from: '2026-02-20', reason: '再签' };
  expect(await review.signOffs.sign(wider, admin)).toEqual({
    refused: '2026-03-01到2026-03-01已经签过字了。',
  });
  const before = { ...day, from: '2026-02-20', to: '2026-02-28' };
  expect(await review.signOffs.sign(before, admin)).toHaveProperty('id');
});

import { expect, test } from 'vitest';
import { drawOf } from '../../src/review/random-sample.ts';
import { selectionSchema } from '../../src/review/selection.ts';
import { admin, li, openReviewRoom } from '../fakes/open-review-room.ts';

const sample = selectionSchema.parse({ queue: 'sample' });

test('the draw depends on key and question, and falls evenly', () => {
  expect(drawOf('key', 'q-1')).toBe(drawOf('key', 'q-1'));
  expect(drawOf('key', 'q-1')).not.toBe(drawOf('another key', 'q-1'));
  const drawn = Array.from({ length: 10_000 }, (_, index) => drawOf('key', `q-${index}`)).filter(
    (draw) => draw < 0.05,
  );
  expect(drawn.length).toBeGreaterThan(430);
  expect(drawn.length).toBeLessThan(570);
});

test('what is drawn is what the key draws at the usual rate', async () => {
  const { review, answer } = await openReviewRoom();
  expect(await review.sampleRate()).toBe(0.05);
  const expected: string[] = [];
  for (let number = 0; number < 60; number += 1) {
    await answer(`q-${number}`);
    if (drawOf('key of the tests', `q-${number}`) < 0.05) expected.push(`q-${number}`);
  }
  const { items } = await review.queue.page(sample, li);
  expect(expected.length).toBeGreaterThan(0);
  expect(items.map(({ questionId }) => questionId).sort()).toEqual(expected.sort());
});

test('a new rate holds for later answers only, and what was drawn stays drawn', async () => {
  const { review, answer, acts, log, passMinutes } = await openReviewRoom();
  await review.setSampleRate(1, admin);
  passMinutes(1);
  await answer('before');
  await review.setSampleRate(0.01, admin);
  await answer('after');
  const { items } = await review.queue.page(sample, li);
  expect(items.map(({ questionId }) => questionId)).toEqual(['before']);
  expect(await acts()).toEqual(['sample-rate-set 管理 1', 'sample-rate-set 管理 0.01']);
  expect((await log.verify()).brokenAt).toBeUndefined();
});

test.each([0, 0.005, 1.5, Number.NaN])('the rate %d is refused', async (rate) => {
  const { review } = await openReviewRoom();
  expect(await review.setSampleRate(rate, admin)).toHaveProperty('refused');
});

test('only an administrator sets the rate', async () => {
  const { review } = await openReviewRoom();
  expect(await review.setSampleRate(0.2, li)).toHaveProperty('refused');
  expect(await review.sampleRate()).toBe(0.05);
});

test('more answers than one look takes are all drawn from', async () => {
  const { review, answer } = await openReviewRoom();
  await review.setSampleRate(1, admin);
  for (let number = 0; number < 130; number += 1) await answer(`q-${number}`);
  expect((await review.queue.counts({}, li)).get('sample')).toBe(130);
});

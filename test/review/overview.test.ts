import { expect, test } from 'vitest';
import { boundsOf, dayOf, daysOf, periodSchema } from '../../src/review/beijing-days.ts';
import {
  admin,
  li,
  openReviewRoom,
  rightVerdict,
  wang,
  wrongVerdict,
} from '../fakes/open-review-room.ts';

const topicOf = (documentId: string) => (documentId.startsWith('labor') ? '劳动' : '其他');

test("a period's figures add up", async () => {
  const { review, answer, log, passMinutes } = await openReviewRoom();
  await review.setSampleRate(1, admin);
  await answer('out-before');
  passMinutes(24 * 60);
  await answer('a', { documentId: 'labor-arbitration', ms: 10 });
  await answer('b', { documentId: 'social-security', ms: 20 });
  await answer('c', { documentId: 'labor-arbitration', ms: 30, status: 'answered-partly' });
  await answer('hello', { status: 'smalltalk', documentId: 'social-security', ms: 40 });
  passMinutes(24 * 60);
  const gap = { status: 'unanswerable-not-covered', documentId: 'social-security' } as const;
  await answer('gap-1', { ...gap, text: '停车费怎么收？' });
  await answer('gap-2', { ...gap, text: '停车费 怎么收' });
  await answer('gap-3', { ...gap, text: '垃圾分类' });
  await log.recordFeedback('a', ['x'], true);
  await log.recordFeedback('b', ['x'], false);
  await log.recordFeedback('b', ['y'], false);
  await review.verdicts.record('a', rightVerdict, li);
  await review.verdicts.record('a', rightVerdict, wang);
  await review.verdicts.record('b', rightVerdict, li);
  await review.verdicts.record('b', wrongVerdict, wang);
  // Superseded verdicts count no more.
  await review.verdicts.record('c', wrongVerdict, li);
  await review.verdicts.record('c', rightVerdict, li);
  passMinutes(24 * 60);
  await answer('out-after');

  const overview = await review.overview({ from: '2026-03-02', to: '2026-03-03' }, topicOf);
  expect(overview.questions).toBe(7);
  expect(overview.days.map(({ day, questions }) => [day, questions])).toEqual([
    ['2026-03-02', 4],
    ['2026-03-03', 3],
  ]);
  expect(Object.fromEntries(overview.days[0]?.byStatus ?? [])).toEqual({
    answered: 2,
    'answered-partly': 1,
    smalltalk: 1,
  });
  expect(overview.byStatus.get('unanswerable-not-covered')).toBe(3);
  expect(overview.answerRate).toBe(3 / 6);
  expect(overview.feedback).toEqual({ useful: 1, notUseful: 2 });
  expect(overview.topics).toEqual([
    { topic: '其他', answers: 5 },
    { topic: '劳动', answers: 2 },
  ]);
  expect(overview.gaps).toEqual([
    { text: '停车费 怎么收', times: 2, questionId: 'gap-2' },
    { text: '垃圾分类', times: 1, questionId: 'gap-3' },
  ]);
  expect(overview.latencyMs).toEqual({ p50: 12.5, p90: 40, p95: 40, p99: 40 });
  expect(overview.sample).toMatchObject({
    drawn: 7,
    open: 4,
    wrong: { count: 1, of: 3 },
    agreement: { pairs: 2, observed: 0.5 },
  });
});

test('a period without questions has days and nothing else', async () => {
  const { review } = await openReviewRoom();
  const overview = await review.overview({ from: '2026-03-01', to: '2026-03-02' }, topicOf);
  expect(overview.days).toHaveLength(2);
  expect(overview).not.toHaveProperty('answerRate');
  expect(overview).not.toHaveProperty('latencyMs');
  expect(overview.sample).toEqual({ drawn: 0, open: 0, agreement: { pairs: 0 } });
});

test('the wrong-answer rate rests on the sample alone', async () => {
  const { review, answer } = await openReviewRoom();
  await answer('not-drawn-1');
  await review.verdicts.record('not-drawn-1', wrongVerdict, li);
  const { sample } = await review.overview({ from: '2026-03-01', to: '2026-03-01' }, topicOf);
  expect(sample).toEqual({ drawn: 0, open: 0, agreement: { pairs: 0 } });
});

test('a day is a day in Beijing', () => {
  expect(dayOf('2026-03-01T15:59:59.999Z')).toBe('2026-03-01');
  expect(dayOf('2026-03-01T16:00:00.000Z')).toBe('2026-03-02');
  expect(boundsOf({ from: '2026-02-28', to: '2026-03-01' })).toEqual({
    since: '2026-02-27T16:00:00.000Z',
    until: '2026-03-01T16:00:00.000Z',
  });
  expect(daysOf({ from: '2024-02-28', to: '2024-03-01' })).toEqual([
    '2024-02-28',
    '2024-02-29',
    '2024-03-01',
  ]);
});

test.each([
  ['that ends before it begins', { from: '2026-03-02', to: '2026-03-01' }],
  ['of more than 400 days', { from: '2025-01-01', to: '2026-02-05' }],
  ['of days that are none', { from: '2026-02-30', to: '2026-03-01' }],
])('a period %s does not read', (_, period) => {
  expect(periodSchema.safeParse(period).success).toBe(false);
});

test('a period of 400 days reads', () => {
  expect(periodSchema.safeParse({ from: '2025-01-01', to: '2026-02-04' }).success).toBe(true);
});

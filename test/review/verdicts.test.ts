import { expect, test } from 'vitest';
import { verdictFormSchema } from '../../src/review/verdict.ts';
import {
  admin,
  li,
  openReviewRoom,
  rightVerdict,
  staff,
  wang,
  wrongVerdict,
} from '../fakes/open-review-room.ts';

test('a verdict is recorded with its parts, and the chain seals it', async () => {
  const { review, answer, acts, log } = await openReviewRoom();
  await answer('q-1');
  const recorded = await review.verdicts.record('q-1', wrongVerdict, li);
  expect(recorded).toEqual({
    ...wrongVerdict,
    id: expect.any(String),
    questionId: 'q-1',
    reviewer: '李评',
    recordedAt: '2026-03-01T08:00:00.000Z',
    superseded: false,
  });
  expect(await review.verdicts.visible('q-1', li)).toEqual({ verdicts: [recorded], hidden: 0 });
  expect(await acts()).toEqual(['verdict-recorded 李评']);
  expect(await log.verify()).toEqual({ events: 3 });
});

test('who judges again supersedes the former verdict, which stays', async () => {
  const { review, answer, acts, log } = await openReviewRoom();
  await answer('q-1');
  for (const form of [wrongVerdict, rightVerdict, wrongVerdict]) {
    await review.verdicts.record('q-1', form, li);
  }
  const { verdicts } = await review.verdicts.visible('q-1', li);
  expect(verdicts.filter(({ superseded }) => superseded)).toHaveLength(2);
  expect(verdicts.filter(({ superseded }) => !superseded).map(({ overall }) => overall)).toEqual([
    'wrong',
  ]);
  expect(await acts()).toEqual([
    'verdict-recorded 李评',
    'verdict-superseded 李评',
    'verdict-superseded 李评',
  ]);
  expect((await log.verify()).brokenAt).toBeUndefined();
});

test('two verdicts at once by one reviewer are one that supersedes the other', async () => {
  const { review, answer } = await openReviewRoom();
  await answer('q-1');
  await Promise.all([
    review.verdicts.record('q-1', wrongVerdict, li),
    review.verdicts.record('q-1', rightVerdict, li),
  ]);
  const { verdicts } = await review.verdicts.visible('q-1', li);
  expect(verdicts.filter(({ superseded }) => !superseded)).toHaveLength(1);
});

test('a second reviewer sees the first only after judging, and so do those who read the log', async () => {
  const { review, answer, log } = await openReviewRoom();
  await answer('q-1');
  await review.verdicts.record('q-1', wrongVerdict, li);
  expect(await review.verdicts.visible('q-1', wang)).toEqual({ verdicts: [], hidden: 1 });
  expect(await review.verdicts.visible('q-1', admin)).toEqual({ verdicts: [], hidden: 1 });
  expect(JSON.stringify((await log.find('q-1'))?.events)).not.toContain('wrong');
  await review.verdicts.record('q-1', rightVerdict, wang);
  const { verdicts, hidden } = await review.verdicts.visible('q-1', wang);
  expect(verdicts.map(({ reviewer }) => reviewer).sort()).toEqual(['李评', '王评'].sort());
  expect(hidden).toBe(0);
});

test('staff, who do not judge, see all verdicts', async () => {
  const { review, answer } = await openReviewRoom();
  await answer('q-1');
  await review.verdicts.record('q-1', wrongVerdict, li);
  expect((await review.verdicts.visible('q-1', staff)).verdicts).toHaveLength(1);
});

test.each([
  ['by staff', staff, {}, '不能做这件事'],
  ['right in whole but not in part', li, { overall: 'right' as const }, '请改成一致的'],
  ['wrong without a reason', li, { reasons: [] }, '请至少选一个原因'],
  ['of another reason without a note', li, { reasons: ['other' as const], note: '' }, '写一句说明'],
  [
    'of a statement the answer lacks',
    li,
    { statements: [{ position: 2, judgement: 'wrong' as const }] },
    '编号不对',
  ],
  [
    'of one citation twice',
    li,
    {
      citations: [
        { position: 0, judgement: 'wrong' as const },
        { position: 0, judgement: 'right' as const },
      ],
    },
    '编号不对',
  ],
])('a verdict %s is refused', async (_, by, change, refused) => {
  const { review, answer, acts } = await openReviewRoom();
  await answer('q-1');
  expect(await review.verdicts.record('q-1', { ...wrongVerdict, ...change }, by)).toEqual({
    refused: expect.stringContaining(refused),
  });
  expect(await acts()).toEqual([]);
});

test('what nobody asked is not judged', async () => {
  const { review } = await openReviewRoom();
  expect(await review.verdicts.record('q-9', rightVerdict, li)).toHaveProperty('refused');
});

test('personal data in what a reviewer writes is masked', async () => {
  const { review, answer } = await openReviewRoom();
  await answer('q-1');
  const form = { ...wrongVerdict, note: '打13800138000问过', correction: '找13800138000' };
  expect(await review.verdicts.record('q-1', form, li)).toMatchObject({
    note: '打[电话]问过',
    correction: '找[电话]',
  });
});

test('a form with another word for a judgement does not read', () => {
  expect(verdictFormSchema.safeParse(wrongVerdict).success).toBe(true);
  expect(verdictFormSchema.safeParse({ ...wrongVerdict, overall: 'fine' }).success).toBe(false);
});

import { expect, test } from 'vitest';
import { li, openReviewRoom, staff } from '../fakes/open-review-room.ts';

const golden = { question: '劳动仲裁收费吗', documents: ['labor-arbitration'], facts: ['不收费'] };

test('a golden question is proposed and listed', async () => {
  const { review, answer, acts, log } = await openReviewRoom();
  await answer('q-1');
  const proposed = await review.proposals.proposeGolden('q-1', golden, li);
  expect(proposed).toEqual({
    ...golden,
    id: expect.any(String),
    questionId: 'q-1',
    by: '李评',
    at: '2026-03-01T08:00:00.000Z',
  });
  expect(await review.proposals.listGolden()).toEqual([proposed]);
  expect(await acts()).toEqual(['golden-proposed 李评']);
  expect(await log.verify()).toEqual({ events: 3 });
});

test('a golden question without anything to check is refused', async () => {
  const { review, answer } = await openReviewRoom();
  await answer('q-1');
  const empty = { ...golden, documents: [], facts: [] };
  expect(await review.proposals.proposeGolden('q-1', empty, li)).toHaveProperty('refused');
  expect(await review.proposals.proposeGolden('q-9', golden, li)).toHaveProperty('refused');
});

test('a question is approved in the words of the log for passages that were found for it', async () => {
  const { review, answer, acts, log } = await openReviewRoom();
  await answer('q-1');
  const approved = await review.proposals.approve('q-1', ['other#a', 'other#a'], staff);
  expect(approved).toMatchObject({
    question: '劳动仲裁要不要钱？电话[电话]',
    passageIds: ['other#a'],
    by: '赵办',
  });
  expect(await review.proposals.listApproved()).toEqual([approved]);
  expect(await acts()).toEqual(['question-approved 赵办']);
  expect(await log.verify()).toEqual({ events: 3 });
});

test.each([
  ['by a reviewer', 'q-1', ['other#a'], li, '不能做这件事'],
  ['for a passage found for nobody', 'q-1', ['made#up'], staff, '不是为这个问题找到的'],
  ['for no passage', 'q-1', [], staff, '请至少选一段'],
  ['that nobody asked', 'q-9', ['other#a'], staff, '没有这个问题'],
])('a question %s is not approved', async (_, id, passageIds, by, refused) => {
  const { review, answer } = await openReviewRoom();
  await answer('q-1');
  expect(await review.proposals.approve(id, passageIds, by)).toEqual({
    refused: expect.stringContaining(refused),
  });
});

test('a question is approved once', async () => {
  const { review, answer } = await openReviewRoom();
  await answer('q-1');
  await review.proposals.approve('q-1', ['other#a'], staff);
  expect(await review.proposals.approve('q-1', ['other#a'], staff)).toEqual({
    refused: '这个问题已经认可过了。',
  });
});

import { expect, test } from 'vitest';
import { openReviewRoom } from '../fakes/open-review-room.ts';

test('a summary begun before a crash is begun once more, and then never again', async () => {
  const { review, reopen } = await openReviewRoom();
  expect(await review.summaryPosts.begin('2026-03-01')).toBe(true);
  expect(await reopen().summaryPosts.begin('2026-03-01')).toBe(true);
  expect(await reopen().summaryPosts.begin('2026-03-01')).toBe(false);
  expect(await reopen().summaryPosts.begin('2026-03-02')).toBe(true);
});

test('a summary that was sent is not begun again, one that was refused is', async () => {
  const { review } = await openReviewRoom();
  const { begin, giveBack, settle } = review.summaryPosts;
  for (let refused = 0; refused < 5; refused += 1) {
    expect(await begin('2026-03-01')).toBe(true);
    await giveBack('2026-03-01');
  }
  expect(await begin('2026-03-01')).toBe(true);
  await settle('2026-03-01');
  expect(await begin('2026-03-01')).toBe(false);
});

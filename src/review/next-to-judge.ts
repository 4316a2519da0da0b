// Which answer comes after this one for a reviewer who works through a queue.

import type { Actor } from './permits.ts';
import type { QueuePlace } from './queue-items.ts';
import type { ReviewQueue } from './review-queue.ts';
import type { Selection } from './selection.ts';

/**
 * The next that the reviewer can judge, further down in the same queue or else from its top.
 * @returns the question's id, or nothing when the queue is done.
 */
export async function nextToJudge(
  queue: ReviewQueue,
  selection: Selection,
  viewer: Actor,
  { askedAt, questionId }: QueuePlace,
): Promise<string | undefined> {
  // What waits for a second reviewer has been judged, though not by the one who looks.
  const open = selection.queue === 'judged-once' ? selection : { ...selection, unjudged: true };
  for (const after of [`${askedAt}~${questionId}`, undefined]) {
    const { items } = await queue.page(open, viewer, after);
    const next = items.find((item) => item.questionId !== questionId);
    if (next) return next.questionId;
  }
  return undefined;
}

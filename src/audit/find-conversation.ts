// Reads the questions of one conversation, so that whoever asked them finds their answers again.

import type { Database } from '../storage/schema.ts';
import { withStorageErrors } from '../storage/storage-error.ts';

export interface PastQuestion {
  readonly id: string;
  readonly text: string;
}

/**
 * Answered questions, newest first.
 * @param conversations all keyed digests of the one conversation (see `asker-digest.ts`).
 * @throws StorageError
 */
export function findConversation(
  database: Database,
  conversations: readonly string[],
  limit: number,
): Promise<readonly PastQuestion[]> {
  return withStorageErrors(() =>
    database
      .selectFrom('question')
      .innerJoin('event', 'event.question_id', 'question.id')
      .select(['question.id', 'question.text'])
      .where('question.conversation', 'in', conversations)
      .where('event.kind', '=', 'answer-composed')
      .orderBy('event.sequence', 'desc')
      .limit(limit)
      .execute(),
  );
}

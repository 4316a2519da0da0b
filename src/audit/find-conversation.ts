// Reads the questions of one conversation, so that whoever asked them finds their answers again.

import type { Database } from '../storage/schema.ts';
import { withStorageErrors } from '../storage/storage-error.ts';

export interface PastQuestion {
  readonly id: string;
  readonly text: string;
}

/**
 * Answered questions, newest first.
 * @param conversation keyed digest (see `asker-digest.ts`).
 * @throws StorageError
 */
export function findConversation(
  database: Database,
  conversation: string,
  limit: number,
): Promise<readonly PastQuestion[]> {
  return withStorageErrors(() =>
    database
      .selectFrom('question')
      .innerJoin('event', 'event.question_id', 'question.id')
      .select(['question.id', 'question.text'])
      .where('question.conversation', '=', conversation)
      .where('event.kind', '=', 'answer-composed')
      .orderBy('event.sequence', 'desc')
      .limit(limit)
      .execute(),
  );
}

// Writes a person's vote on an answer, or changes the one there is.

import { randomBytes } from 'node:crypto';
import type { Database } from '../storage/schema.ts';
import type { Digests } from './asker-digest.ts';

/** @returns the id of the vote; nothing when there is no such answer, or the vote is the same as before. */
export async function insertVote(
  transaction: Database,
  questionId: string,
  askers: Digests,
  useful: boolean,
  at: string,
): Promise<string | undefined> {
  const answer = await transaction
    .selectFrom('answer')
    .leftJoin('feedback', (join) =>
      join
        .onRef('feedback.question_id', '=', 'answer.question_id')
        .on('feedback.asker', 'in', askers),
    )
    .select(['feedback.id', 'feedback.useful'])
    .where('answer.question_id', '=', questionId)
    .executeTakeFirst();
  const value = useful ? 1 : 0;
  if (!answer || answer.useful === value) return undefined;
  if (answer.id !== null) {
    await transaction
      .updateTable('feedback')
      .set({ useful: value, given_at: at })
      .where('question_id', '=', questionId)
      .where('id', '=', answer.id)
      .execute();
    return answer.id;
  }
  const id = randomBytes(16).toString('hex');
  const row_key = randomBytes(16).toString('hex');
  const [asker] = askers;
  await transaction
    .insertInto('feedback')
    .values({ id, row_key, question_id: questionId, asker, useful: value, given_at: at })
    .execute();
  return id;
}

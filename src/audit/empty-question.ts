// Takes a person's words and link out of one question and of all that hangs on it; what is left is sealed anew by the caller.

import { sql } from 'kysely';
import type { Database } from '../storage/schema.ts';
import type { Digests } from './asker-digest.ts';
import { emptied } from './emptied-rows.ts';

/** The old key goes: with it the old digests say nothing, whatever words are tried on them. */
export const newRowKey = sql<string>`lower(hex(randomblob(16)))`;

/** A question whose asker had it erased; its id, time, channel and status are left. */
export async function isErased(database: Database, questionId: string): Promise<boolean> {
  const question = await database
    .selectFrom('question')
    .select('asker')
    .where('id', '=', questionId)
    .executeTakeFirst();
  return question?.asker === emptied.question.asker;
}

/** Citations stay. How near each passage was is a trace of the words, so what retrieval brought goes. */
export async function emptyAnswer(transaction: Database, questionId: string): Promise<void> {
  await transaction
    .updateTable('answer')
    .set(emptied.answer)
    .where('question_id', '=', questionId)
    .execute();
  await transaction
    .updateTable('statement')
    .set(emptied.statement)
    .where('question_id', '=', questionId)
    .execute();
  await transaction.deleteFrom('retrieved').where('question_id', '=', questionId).execute();
}

/** @param askers whose votes lose their link too; others keep theirs. */
export async function emptyQuestion(
  transaction: Database,
  questionId: string,
  askers: Digests,
): Promise<void> {
  await emptyVotes(transaction, askers, questionId);
  // A vote from before version 0004 of the tables is sealed with the question's key, which goes.
  await transaction
    .updateTable('feedback')
    .set({ ...emptied.feedback, row_key: newRowKey })
    .where('question_id', '=', questionId)
    .where('row_key', '=', ({ selectFrom }) =>
      selectFrom('question').select('row_key').where('id', '=', questionId),
    )
    .execute();
  await transaction
    .updateTable('question')
    .set({ ...emptied.question, row_key: newRowKey })
    .where('id', '=', questionId)
    .execute();
  await emptyAnswer(transaction, questionId);
  for (const table of ['verdict', 'golden_proposal', 'approved_question'] as const) {
    await transaction
      .updateTable(table)
      .set({ ...emptied[table], row_key: newRowKey })
      .where('question_id', '=', questionId)
      .execute();
  }
  const tickets = await transaction
    .selectFrom('ticket')
    .select('id')
    .where('question_id', '=', questionId)
    .execute();
  for (const { id } of tickets) await emptyTicket(transaction, id);
  await removeReviewItem(transaction, questionId);
}

/** The votes of a person on one question. */
export async function emptyVotes(
  transaction: Database,
  askers: Digests,
  questionId: string,
): Promise<void> {
  await transaction
    .updateTable('feedback')
    .set({ ...emptied.feedback, row_key: newRowKey })
    .where('question_id', '=', questionId)
    .where('asker', 'in', askers)
    .execute();
}

/** What a resident left is closed: without words nobody can see to it. What staff noted for themselves stays open. */
export async function emptyTicket(transaction: Database, id: string): Promise<void> {
  await transaction
    .updateTable('ticket')
    .set({
      ...emptied.ticket,
      row_key: newRowKey,
      state: sql<string>`case when asker = '' then state else 'closed' end`,
    })
    .where('id', '=', id)
    .execute();
  await transaction
    .updateTable('ticket_note')
    .set({ ...emptied.ticket_note, row_key: newRowKey })
    .where('ticket_id', '=', id)
    .execute();
}

/** Nobody can judge what has no words; verdicts there are keep their place in the figures. */
async function removeReviewItem(transaction: Database, questionId: string): Promise<void> {
  await transaction
    .deleteFrom('review_item')
    .where('question_id', '=', questionId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('verdict')
            .select('verdict.id')
            .whereRef('verdict.question_id', '=', 'review_item.question_id'),
        ),
      ),
    )
    .execute();
  await transaction
    .updateTable('review_item')
    .set({ best_score: 0 })
    .where('question_id', '=', questionId)
    .execute();
}

// Reads what the queues sort by out of the log, answer by answer, as the chain goes on.

import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from '../storage/schema.ts';
import { withStorageErrors } from '../storage/storage-error.ts';
import { drawOf, sampleRate } from './random-sample.ts';

export interface ReviewItems {
  /** Takes in every answer that is in the log. Costs one look when there is nothing new. */
  catchUp(): Promise<void>;
}

/** Small enough that residents who ask meanwhile notice nothing. */
const eventsAtOnce = 100;

export function createReviewItems(database: Database, secretKey: string): ReviewItems {
  const takeNext = () =>
    database.transaction().execute(async (transaction) => {
      // Takes the write lock first: a transaction that reads first may be refused its write.
      const cursor = await transaction
        .updateTable('review_cursor')
        .set({ sequence: sql`sequence` })
        .returning('sequence')
        .executeTakeFirstOrThrow();
      const last = await transaction
        .selectFrom('event')
        .select('sequence')
        .where('sequence', '>', cursor.sequence)
        .where('sequence', '<=', cursor.sequence + eventsAtOnce)
        .orderBy('sequence', 'desc')
        .limit(1)
        .executeTakeFirst();
      if (!last) return false;
      const answers = await transaction
        .selectFrom('event')
        .innerJoin('answer', 'answer.question_id', 'event.question_id')
        .innerJoin('question', 'question.id', 'event.question_id')
        .leftJoin('composition', 'composition.question_id', 'event.question_id')
        .select(['question.id', 'question.asked_at', 'answer.status', 'composition.fallback'])
        .select(({ selectFrom }) =>
          selectFrom('retrieved')
            .select(({ fn }) => fn.max('retrieved.score').as('score'))
            .whereRef('retrieved.question_id', '=', 'question.id')
            .as('best_score'),
        )
        .where('event.sequence', '>', cursor.sequence)
        .where('event.sequence', '<=', last.sequence)
        .where('event.kind', '=', 'answer-composed')
        // Nobody can judge what was erased meanwhile.
        .where('question.asker', '<>', '')
        .execute();
      const rate = await sampleRate(transaction);
      const items = answers.map(({ id, fallback, best_score, ...answer }) => ({
        ...answer,
        question_id: id,
        best_score: best_score ?? 0,
        fallback: fallback ? 1 : 0,
        sampled: drawOf(secretKey, id) < rate ? 1 : 0,
      }));
      if (items.length > 0) await transaction.insertInto('review_item').values(items).execute();
      await transaction.updateTable('review_cursor').set({ sequence: last.sequence }).execute();
      return true;
    });

  const isBehind = async () => {
    const { sequence } = await database
      .selectFrom('review_cursor')
      .select('sequence')
      .executeTakeFirstOrThrow();
    const next = await database
      .selectFrom('event')
      .select('sequence')
      .where('sequence', '>', sequence)
      .limit(1)
      .executeTakeFirst();
    return next !== undefined;
  };

  return {
    catchUp: () =>
      withStorageErrors(async () => {
        while ((await isBehind()) && (await takeNext())) await setImmediate();
      }),
  };
}

// Reads which questions were answered from passages lately, so that a new index can be asked them again.

import { setImmediate } from 'node:timers/promises';
import type { Status } from '../domain.ts';
import type { Database } from '../storage/schema.ts';
import { withStorageErrors } from '../storage/storage-error.ts';
import { statusSchema } from './read-logged-answer.ts';

export interface AskedQuestion {
  readonly text: string;
  /** How often these very words were asked. */
  readonly times: number;
  /** The log id, status and cited passages of the newest answer. */
  readonly questionId: string;
  readonly status: Status;
  readonly passageIds: readonly string[];
}

/** Questions looked up at once: small enough that residents who ask meanwhile notice nothing. */
const atOnce = 200;

/**
 * Distinct questions that were answered from passages, most asked first. As kept: personal data redacted.
 * @param since ISO time. @param limit how many different ones. @throws StorageError
 */
export function findAskedQuestions(
  database: Database,
  since: string,
  limit: number,
): Promise<AskedQuestion[]> {
  return withStorageErrors(async () => {
    const rows = await database
      .selectFrom('answer')
      .innerJoin('question', 'question.id', 'answer.question_id')
      // SQLite takes the other columns from the row that has the maximum.
      .select(['question.id', 'question.text', 'answer.status'])
      .select(({ fn }) => [fn.max('answered_at').as('last_at'), fn.countAll().as('times')])
      .where('answered_at', '>=', since)
      .where('answer.status', 'in', ['answered', 'answered-partly'])
      .where('question.text', '<>', '')
      .groupBy('question.text')
      .orderBy('times', 'desc')
      .orderBy('last_at', 'desc')
      .limit(limit)
      .execute();
    const asked: AskedQuestion[] = [];
    for (let start = 0; start < rows.length; start += atOnce) {
      const batch = rows.slice(start, start + atOnce);
      const cited = await readCited(
        database,
        batch.map(({ id }) => id),
      );
      for (const { id, text, status, times } of batch) {
        asked.push({
          text,
          times: Number(times),
          questionId: id,
          status: statusSchema.parse(status),
          passageIds: [...(cited.get(id) ?? [])],
        });
      }
      await setImmediate();
    }
    return asked;
  });
}

async function readCited(
  database: Database,
  questionIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const cited = new Map<string, Set<string>>();
  const rows = await database
    .selectFrom('citation')
    .select(['question_id', 'passage_id'])
    .where('question_id', 'in', questionIds)
    .execute();
  for (const { question_id, passage_id } of rows) {
    cited.set(question_id, (cited.get(question_id) ?? new Set()).add(passage_id));
  }
  return cited;
}

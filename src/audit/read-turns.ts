// Reads what a conversation said before, so that a follow-up can be understood.

import type { Database } from '../storage/schema.ts';
import type { Turn } from './audit-log.ts';
import { statusSchema } from './read-logged-answer.ts';

/**
 * Answered turns asked since then (ISO time), newest first.
 * @param conversations all digests of the one conversation.
 */
export async function readTurns(
  database: Database,
  conversations: readonly string[],
  since: string,
  limit: number,
): Promise<Turn[]> {
  const turns = await database
    .selectFrom('question')
    .innerJoin('answer', 'answer.question_id', 'question.id')
    .innerJoin('event', 'event.question_id', 'question.id')
    .select(['question.id', 'question.text', 'answer.status'])
    .where('question.conversation', 'in', conversations)
    .where('question.asked_at', '>=', since)
    .where('event.kind', '=', 'question-asked')
    .orderBy('event.sequence', 'desc')
    .limit(limit)
    .execute();
  if (turns.length === 0) return [];
  const ids = turns.map((turn) => turn.id);
  const said = await database
    .selectFrom('statement')
    .select(['question_id', 'text'])
    .where('question_id', 'in', ids)
    .orderBy('position')
    .execute();
  const cited = await database
    .selectFrom('citation')
    .select(['question_id', 'passage_id'])
    .where('question_id', 'in', ids)
    .orderBy('position')
    .execute();
  return turns.map(({ id, text, status }) => {
    const statements = said.filter((statement) => statement.question_id === id);
    const citations = cited.filter((citation) => citation.question_id === id);
    return {
      text,
      status: statusSchema.parse(status),
      answer: statements.map((statement) => statement.text).join('\n'),
      citedPassageIds: [...new Set(citations.map((citation) => citation.passage_id))],
    };
  });
}

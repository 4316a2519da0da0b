// Reads verdicts back, and the home of who may see whose.

import type { Database } from '../storage/schema.ts';
import { type Actor, permits } from './permits.ts';
import { judgementSchema, partsSchema, reasonsSchema, type Verdict } from './verdict.ts';

/** All verdicts on the given questions, oldest first, the superseded ones too. */
export async function readVerdicts(
  database: Database,
  questionIds: readonly string[],
): Promise<Verdict[]> {
  if (questionIds.length === 0) return [];
  const rows = await database
    .selectFrom('verdict')
    .leftJoin('verdict as later', 'later.supersedes', 'verdict.id')
    .selectAll('verdict')
    .select('later.id as later_id')
    .where('verdict.question_id', 'in', questionIds)
    .orderBy('verdict.recorded_at')
    .orderBy('verdict.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    questionId: row.question_id,
    reviewer: row.reviewer,
    overall: judgementSchema.parse(row.overall),
    statements: partsSchema.parse(JSON.parse(row.statements)),
    citations: partsSchema.parse(JSON.parse(row.citations)),
    reasons: reasonsSchema.parse(JSON.parse(row.reasons)),
    note: row.note,
    correction: row.correction,
    recordedAt: row.recorded_at,
    superseded: row.later_id !== null,
  }));
}

/**
 * Who judges sees what others say only after having judged: a second opinion is a second one.
 * @param verdicts on one question.
 */
export function visibleTo(actor: Actor, verdicts: readonly Verdict[]): Verdict[] {
  const own = verdicts.filter(({ reviewer }) => reviewer === actor.name);
  return !permits(actor.role, 'judge') || own.length > 0 ? [...verdicts] : own;
}

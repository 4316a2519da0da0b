// What a period's verdicts say: how often answers were wrong, and how far reviewers agree.

import type { Database } from '../storage/schema.ts';
import { boundsOf, type Period } from './beijing-days.ts';
import { type Agreement, cohensKappa } from './kappa.ts';
import { type EstimatedShare, wilsonInterval } from './wilson-interval.ts';

export interface JudgedSample {
  /** Answers of the random sample, and those of them nobody has judged yet. */
  readonly drawn: number;
  readonly open: number;
  /**
   * Of the judged sample, the answers that somebody calls wrong or harmful: of two reviewers the
   * stricter counts. Absent while none is judged.
   */
  readonly wrong?: EstimatedShare;
  /** Over all answers of the period that two reviewers judged, sampled or not. */
  readonly agreement: Agreement;
}

/** The period is of the days on which the questions were asked. */
export async function readJudgedSample(database: Database, period: Period): Promise<JudgedSample> {
  const { since, until } = boundsOf(period);
  const { drawn, open } = await database
    .selectFrom('review_item')
    .select(({ fn, exists, not, selectFrom }) => [
      fn.countAll<number>().as('drawn'),
      fn
        .countAll<number>()
        .filterWhere(
          not(
            exists(
              selectFrom('verdict')
                .select('verdict.id')
                .whereRef('verdict.question_id', '=', 'review_item.question_id'),
            ),
          ),
        )
        .as('open'),
    ])
    .where('sampled', '=', 1)
    .where('asked_at', '>=', since)
    .where('asked_at', '<', until)
    .executeTakeFirstOrThrow();

  const verdicts = await database
    .selectFrom('verdict')
    .innerJoin('review_item', 'review_item.question_id', 'verdict.question_id')
    .leftJoin('verdict as later', 'later.supersedes', 'verdict.id')
    .select(['verdict.question_id', 'verdict.overall', 'review_item.sampled'])
    .where('later.id', 'is', null)
    .where('review_item.asked_at', '>=', since)
    .where('review_item.asked_at', '<', until)
    // Oldest first; a reviewer's place is that of the standing verdict.
    .orderBy('verdict.recorded_at')
    .orderBy('verdict.id')
    .execute();
  const byQuestion = new Map<string, (typeof verdicts)[number][]>();
  for (const verdict of verdicts) {
    const ofQuestion = byQuestion.get(verdict.question_id) ?? [];
    byQuestion.set(verdict.question_id, [...ofQuestion, verdict]);
  }
  const pairs: (readonly [string, string])[] = [];
  let judged = 0;
  let wrong = 0;
  for (const ofQuestion of byQuestion.values()) {
    const [first, second] = ofQuestion;
    if (first && second) pairs.push([first.overall, second.overall]);
    if (first?.sampled !== 1) continue;
    judged += 1;
    if (ofQuestion.some(({ overall }) => overall === 'wrong' || overall === 'unsafe')) wrong += 1;
  }
  const estimate = wilsonInterval(wrong, judged);
  return { drawn, open, ...(estimate && { wrong: estimate }), agreement: cohensKappa(pairs) };
}

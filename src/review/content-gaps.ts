// The home of what residents asked and did not get answered well, grouped for those who write the corpus.

import { setImmediate } from 'node:timers/promises';
import { statusSchema } from '../audit/read-logged-answer.ts';
import type { Status } from '../domain.ts';
import type { Database } from '../storage/schema.ts';
import { withStorageErrors } from '../storage/storage-error.ts';
import { boundsOf, daysOf, type Period } from './beijing-days.ts';
import { type GroupTexts, groupAsked } from './group-asked.ts';
import type { ReviewItems } from './review-items.ts';
import { lowScore } from './selection.ts';

/** Why an answer was not a good one, the plainest reason first. */
export const missLabels = {
  'not-covered': '资料里没有',
  unclear: '没听懂',
  'not-useful': '居民说没用',
  unsure: '把握不大',
  'out-of-scope': '不在服务范围',
} as const;
export type Miss = keyof typeof missLabels;

export interface ContentGap {
  /** The wording used most. For searching only: it may be one person's story. */
  readonly text: string;
  readonly times: number;
  /** How many different people asked. */
  readonly askers: number;
  readonly misses: ReadonlyMap<Miss, number>;
  /** Up to three wordings that tell nothing of one person. */
  readonly examples: readonly string[];
  /** Beijing day on which it was asked last. */
  readonly lastAsked: string;
}

export interface ContentGaps {
  readonly period: Period;
  /** To be written for, the most asked first. */
  readonly missed: readonly ContentGap[];
  /** Turned away as of another field: to be looked through, not to be written for. */
  readonly outOfScope: readonly ContentGap[];
}

export type ReadContentGaps = (period: Period, group: GroupTexts) => Promise<ContentGaps>;

const examplesShown = 3;
/** What as many people asked is nobody's own story. */
const askersOfMany = 3;
/** So short a question in which nothing had to be masked tells no story. */
const plainLength = 20;
/** More than staff could read; keeps the grouping within a minute. */
const wordingsGrouped = 10_000;

export function createReadContentGaps(database: Database, items: ReviewItems): ReadContentGaps {
  return (period, group) =>
    withStorageErrors(async () => {
      await items.catchUp();
      const missed: MissedQuestion[] = [];
      const outOfScope: MissedQuestion[] = [];
      for (const day of daysOf(period)) {
        for (const question of await readMissed(database, day)) {
          (question.miss === 'out-of-scope' ? outOfScope : missed).push(question);
        }
        await setImmediate();
      }
      return {
        period,
        missed: await toGaps(missed, group),
        outOfScope: await toGaps(outOfScope, group),
      };
    });
}

interface MissedQuestion {
  readonly text: string;
  readonly asker: string;
  readonly isMasked: boolean;
  readonly day: string;
  readonly miss: Miss;
}

async function readMissed(database: Database, day: string): Promise<MissedQuestion[]> {
  const { since, until } = boundsOf({ from: day, to: day });
  const rows = await database
    .selectFrom('review_item')
    .innerJoin('question', 'question.id', 'review_item.question_id')
    .select(['question.text', 'question.asker', 'question.redacted'])
    .select(['review_item.status', 'review_item.best_score'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('feedback')
          .select('feedback.question_id')
          .whereRef('feedback.question_id', '=', 'question.id')
          .where('feedback.useful', '=', 0),
      ).as('not_useful'),
    )
    .where('review_item.asked_at', '>=', since)
    .where('review_item.asked_at', '<', until)
    .where('question.text', '<>', '')
    .orderBy('review_item.asked_at')
    .orderBy('question.id')
    .execute();
  return rows.flatMap(({ text, asker, redacted, status, best_score, not_useful }) => {
    const miss = missOf(statusSchema.parse(status), best_score, Boolean(not_useful));
    return miss ? [{ text, asker, isMasked: redacted !== '[]', day, miss }] : [];
  });
}

function missOf(status: Status, bestScore: number, isNotUseful: boolean): Miss | undefined {
  if (status.startsWith('unanswerable-')) return 'not-covered';
  if (status === 'refused-out-of-scope') return 'out-of-scope';
  if (status === 'clarification-needed') return 'unclear';
  if (status !== 'answered' && status !== 'answered-partly') return undefined;
  if (isNotUseful) return 'not-useful';
  return status === 'answered-partly' || bestScore < lowScore ? 'unsure' : undefined;
}

async function toGaps(
  questions: readonly MissedQuestion[],
  group: GroupTexts,
): Promise<ContentGap[]> {
  const groups = await groupAsked(questions, group, wordingsGrouped);
  return groups.map(({ text, asked, wordings }) => {
    const askers = new Set(asked.map(({ asker }) => asker)).size;
    const misses = new Map<Miss, number>();
    for (const { miss } of asked) misses.set(miss, (misses.get(miss) ?? 0) + 1);
    const examples = wordings
      .flatMap((same) => same.slice(-1))
      .filter((question) => askers >= askersOfMany || isPlain(question))
      .slice(0, examplesShown);
    return {
      text,
      times: asked.length,
      askers,
      misses,
      examples: examples.map((question) => question.text),
      lastAsked: asked.reduce((last, { day }) => (day > last ? day : last), ''),
    };
  });
}

function isPlain({ text, isMasked }: MissedQuestion): boolean {
  return !isMasked && [...text].length <= plainLength;
}

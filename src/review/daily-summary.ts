// The figures of one day for staff who do not look into the console, and how they are told.

import { channelSchema, statusSchema } from '../audit/read-logged-answer.ts';
import { type LogVerification, verifyLog } from '../audit/verify-log.ts';
import type { Channel, Status } from '../domain.ts';
import type { Database } from '../storage/schema.ts';
import { withStorageErrors } from '../storage/storage-error.ts';
import { addDays, boundsOf, dayOf } from './beijing-days.ts';
import type { ContentGap, ReadContentGaps } from './content-gaps.ts';
import { describeExamples } from './gap-report.ts';
import { sameWords } from './group-asked.ts';
import { channelLabels, statusLabels } from './log-labels.ts';
import type { Tickets } from './tickets.ts';

export interface DailySummary {
  /** Beijing day. */
  readonly day: string;
  readonly byStatus: ReadonlyMap<Status, number>;
  readonly byChannel: ReadonlyMap<Channel, number>;
  /** The slowest answers, at most five. */
  readonly slowest: readonly { readonly questionId: string; readonly ms: number }[];
  /** Answers that passages were quoted for although a model is there to write. */
  readonly fallbacks: number;
  /** Answers of which verification dropped something. */
  readonly dropped: number;
  /** Those asked most, at most five. */
  readonly gaps: readonly ContentGap[];
  readonly tickets: Awaited<ReturnType<Tickets['counts']>>;
  readonly chain: LogVerification;
}

/** @param day by default yesterday, in Beijing. */
export type ReadDailySummary = (day?: string) => Promise<DailySummary>;

const shown = 5;

/** Words of residents appear as content gaps show them: nobody's own story. */
export function createReadDailySummary(
  database: Database,
  contentGaps: ReadContentGaps,
  tickets: Pick<Tickets, 'counts'>,
  clock: () => Date,
): ReadDailySummary {
  return async (day = addDays(dayOf(clock().toISOString()), -1)) => {
    const answers = await withStorageErrors(() => readAnswers(database, day));
    const byStatus = new Map<Status, number>();
    const byChannel = new Map<Channel, number>();
    for (const { status, channel } of answers) {
      increase(byStatus, statusSchema.parse(status));
      increase(byChannel, channelSchema.parse(channel));
    }
    const { missed } = await contentGaps({ from: day, to: day }, sameWords);
    return {
      day,
      byStatus,
      byChannel,
      slowest: answers.slice(0, shown).map(({ id, ms }) => ({ questionId: id, ms })),
      fallbacks: answers.filter(({ fallback }) => (fallback ?? '') !== '').length,
      // Empty is what is erased.
      dropped: answers.filter(({ dropped }) => dropped !== '' && dropped !== '[]').length,
      gaps: missed.slice(0, shown),
      tickets: await tickets.counts(),
      chain: await withStorageErrors(() => verifyLog(database)),
    };
  };
}

/** The slowest first. */
function readAnswers(database: Database, day: string) {
  const { since, until } = boundsOf({ from: day, to: day });
  return database
    .selectFrom('question')
    .innerJoin('answer', 'answer.question_id', 'question.id')
    .leftJoin('composition', 'composition.question_id', 'question.id')
    .select(['question.id', 'question.channel', 'answer.status', 'answer.ms', 'answer.dropped'])
    .select('composition.fallback')
    .where('question.asked_at', '>=', since)
    .where('question.asked_at', '<', until)
    .orderBy('answer.ms', 'desc')
    .orderBy('question.id')
    .execute();
}

function increase<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** One line a fact, for a terminal and for a message alike. */
export function describeDailySummary(summary: DailySummary): string[] {
  const { day, byStatus, byChannel, slowest, fallbacks, dropped, gaps, tickets, chain } = summary;
  const total = [...byStatus.values()].reduce((sum, count) => sum + count, 0);
  const failed = [...byStatus].reduce(
    (sum, [status, count]) => sum + (status.startsWith('failed-') ? count : 0),
    0,
  );
  const counted = <Key extends string>(
    counts: ReadonlyMap<Key, number>,
    labels: Readonly<Record<Key, string>>,
  ) =>
    [...counts]
      .sort(([, a], [, b]) => b - a)
      .map(([key, count]) => `${labels[key]}${count}`)
      .join('，');
  return [
    `${day} 的小结`,
    `回答　一共${total}个${total === 0 ? '' : `：${counted(byStatus, statusLabels)}`}`,
    ...(total === 0 ? [] : [`渠道　${counted(byChannel, channelLabels)}`]),
    `出错　${failed}个；模型没写成、改用原文${fallbacks}个；核对时去掉过句子${dropped}个`,
    ...slowest.map(({ questionId, ms }) => `最慢　${Math.round(ms)}毫秒　编号 ${questionId}`),
    ...gaps.map((gap) => `没答好　${gap.times}次　${describeExamples(gap)}`),
    `单子　没办的${tickets.open}张，在办的${tickets['in-progress']}张，过期的${tickets.overdue}张`,
    chain.brokenAt === undefined
      ? `记录　完整，一共${chain.events}条`
      : `记录　有问题：第${chain.brokenAt}条对不上。${chain.reason ?? ''}`,
  ];
}

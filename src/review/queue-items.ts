// Reads a stretch of a selection, the newest first.

import { setImmediate } from 'node:timers/promises';
import type { ExpressionBuilder } from 'kysely';
import { channelSchema, statusSchema } from '../audit/read-logged-answer.ts';
import type { Channel, Status } from '../domain.ts';
import type { Database, Schema } from '../storage/schema.ts';
import type { Actor } from './permits.ts';
import { type Selection, selectItems } from './selection.ts';

export interface QueueItem {
  readonly questionId: string;
  readonly askedAt: string;
  readonly channel: Channel;
  readonly status: Status;
  readonly text: string;
  readonly bestScore: number;
  readonly sampled: boolean;
  readonly fallback: boolean;
  readonly thumbsDown: boolean;
  /** How many reviewers have judged it, and whether the one who looks is among them. */
  readonly reviewers: number;
  readonly judgedByViewer: boolean;
}

export type QueuePlace = Pick<QueueItem, 'askedAt' | 'questionId'>;

/** How many items of the log one query looks through: about 10 ms when each question's words are searched. */
const itemsAtOnce = 4_000;

/** @param after the last item of the stretch before. */
export async function readQueueItems(
  database: Database,
  selection: Selection,
  viewer: Actor,
  after: QueuePlace | undefined,
  limit: number,
): Promise<QueueItem[]> {
  const items: QueueItem[] = [];
  let from = after;
  for (;;) {
    const to = await placeAfter(database, from);
    items.push(...(await readBetween(database, selection, viewer, from, to, limit - items.length)));
    if (items.length === limit || !to) return items;
    from = to;
    // A search that finds little looks through the whole log; residents' questions go between.
    await setImmediate();
  }
}

/** The place `itemsAtOnce` items further back; nothing when the log ends before. */
async function placeAfter(
  database: Database,
  from: QueuePlace | undefined,
): Promise<QueuePlace | undefined> {
  const items = database.selectFrom('review_item');
  return (from ? items.where(isBehind(from)) : items)
    .select(['review_item.asked_at as askedAt', 'review_item.question_id as questionId'])
    .orderBy('review_item.asked_at', 'desc')
    .orderBy('review_item.question_id', 'desc')
    .offset(itemsAtOnce - 1)
    .limit(1)
    .executeTakeFirst();
}

function isBehind({ askedAt, questionId }: QueuePlace) {
  return ({ eb, refTuple, tuple }: ExpressionBuilder<Schema, 'review_item'>) =>
    eb(
      refTuple('review_item.asked_at', 'review_item.question_id'),
      '<',
      tuple(askedAt, questionId),
    );
}

/** Behind `from`, up to and with `to`. */
async function readBetween(
  database: Database,
  selection: Selection,
  viewer: Actor,
  from: QueuePlace | undefined,
  to: QueuePlace | undefined,
  limit: number,
): Promise<QueueItem[]> {
  let query = selectItems(database, selection, viewer)
    .innerJoin('question', 'question.id', 'review_item.question_id')
    .selectAll('review_item')
    .select(['question.channel', 'question.text'])
    .select(({ selectFrom }) => [
      selectFrom('verdict')
        .select(({ fn }) => fn.count<number>('verdict.reviewer').distinct().as('reviewers'))
        .whereRef('verdict.question_id', '=', 'review_item.question_id')
        .as('reviewers'),
      selectFrom('verdict')
        .select(({ fn }) => fn.countAll<number>().as('own'))
        .whereRef('verdict.question_id', '=', 'review_item.question_id')
        .where('verdict.reviewer', '=', viewer.name)
        .as('own'),
      selectFrom('feedback')
        .select(({ fn }) => fn.countAll<number>().as('down'))
        .whereRef('feedback.question_id', '=', 'review_item.question_id')
        .where('feedback.useful', '=', 0)
        .as('down'),
    ]);
  if (from) query = query.where(isBehind(from));
  if (to) query = query.where(({ not }) => not(isBehind(to)));
  const rows = await query
    .orderBy('review_item.asked_at', 'desc')
    .orderBy('review_item.question_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    questionId: row.question_id,
    askedAt: row.asked_at,
    channel: channelSchema.parse(row.channel),
    status: statusSchema.parse(row.status),
    text: row.text,
    bestScore: row.best_score,
    sampled: row.sampled === 1,
    fallback: row.fallback === 1,
    thumbsDown: (row.down ?? 0) > 0,
    reviewers: row.reviewers ?? 0,
    judgedByViewer: (row.own ?? 0) > 0,
  }));
}

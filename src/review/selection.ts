// The home of which answers are meant: a queue, narrowed by what is asked of it.

import { z } from 'zod';
import { channelSchema, statusSchema } from '../audit/read-logged-answer.ts';
import type { Database } from '../storage/schema.ts';
import { addDays, startOfDay } from './beijing-days.ts';
import type { Actor } from './permits.ts';

export const queueNameSchema = z.enum([
  'all',
  'unjudged',
  'sample',
  'judged-once',
  'thumbs-down',
  'low-confidence',
  'fallback',
  'refused',
]);
export type QueueName = z.infer<typeof queueNameSchema>;

export const queueLabels: Readonly<Record<QueueName, string>> = {
  all: '全部',
  unjudged: '还没评的',
  sample: '随机抽查',
  'judged-once': '等第二个人评',
  'thumbs-down': '居民说没用',
  'low-confidence': '把握不大',
  fallback: '模型没写成',
  refused: '拒绝回答的',
};

/** What is absent or empty does not narrow. */
export const selectionSchema = z.object({
  queue: queueNameSchema.default('all'),
  /** Only what nobody has judged. */
  unjudged: z.boolean().default(false),
  status: statusSchema.optional(),
  /** Beijing days on which the question was asked, both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** Cited by the answer. */
  documentId: z.string().max(200).optional(),
  channel: channelSchema.optional(),
  /** Stands in the question. */
  text: z.string().trim().max(100).optional(),
});
export type Selection = z.infer<typeof selectionSchema>;

/** Below this the best passage is far from the question: about every tenth answer. */
export const lowScore = 0.2;

/** The query for the items of a selection, without order, limit or columns. */
export function selectItems(database: Database, selection: Selection, viewer: Actor) {
  const { queue, status, from, to, documentId, channel, text } = selection;
  let query = database.selectFrom('review_item');
  if (queue === 'unjudged' || selection.unjudged) {
    query = query.where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('verdict')
            .select('verdict.id')
            .whereRef('verdict.question_id', '=', 'review_item.question_id'),
        ),
      ),
    );
  }
  if (queue === 'sample') query = query.where('review_item.sampled', '=', 1);
  if (queue === 'fallback') query = query.where('review_item.fallback', '=', 1);
  if (queue === 'refused') query = query.where('review_item.status', 'like', 'refused-%');
  if (queue === 'low-confidence') {
    query = query.where(({ or, and, eb }) =>
      or([
        eb('review_item.status', '=', 'answered-partly'),
        and([
          eb('review_item.status', '=', 'answered'),
          eb('review_item.best_score', '<', lowScore),
        ]),
      ]),
    );
  }
  if (queue === 'thumbs-down') {
    query = query.where('review_item.question_id', 'in', ({ selectFrom }) =>
      selectFrom('feedback').select('feedback.question_id').where('feedback.useful', '=', 0),
    );
  }
  if (queue === 'judged-once') {
    // Judged by one person, who is not the one who looks.
    query = query.where('review_item.question_id', 'in', ({ selectFrom }) =>
      selectFrom('verdict')
        .select('verdict.question_id')
        .groupBy('verdict.question_id')
        .having(({ eb, fn }) => eb(fn.min('verdict.reviewer'), '=', fn.max('verdict.reviewer')))
        .having(({ eb, fn }) => eb(fn.min('verdict.reviewer'), '<>', viewer.name)),
    );
  }
  if (status) query = query.where('review_item.status', '=', status);
  if (from) query = query.where('review_item.asked_at', '>=', startOfDay(from));
  if (to) query = query.where('review_item.asked_at', '<', startOfDay(addDays(to, 1)));
  if (documentId) {
    query = query.where('review_item.question_id', 'in', ({ selectFrom }) =>
      selectFrom('citation')
        .select('citation.question_id')
        .where('citation.document_id', '=', documentId),
    );
  }
  if (channel || text) {
    query = query.where(({ exists, selectFrom }) => {
      let asked = selectFrom('question as asked')
        .select('asked.id')
        .whereRef('asked.id', '=', 'review_item.question_id');
      if (channel) asked = asked.where('asked.channel', '=', channel);
      if (text) {
        asked = asked.where(({ eb, fn, val }) =>
          eb(fn<number>('instr', ['asked.text', val(text)]), '>', 0),
        );
      }
      return exists(asked);
    });
  }
  return query;
}

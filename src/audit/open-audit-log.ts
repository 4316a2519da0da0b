// The log over the database: every record is one transaction of rows and the event that seals them.

import { randomBytes } from 'node:crypto';
import type { Database } from '../storage/schema.ts';
import { withStorageErrors } from '../storage/storage-error.ts';
import { appendEvent, type EventKind, lockChain } from './append-event.ts';
import type { AuditLog } from './audit-log.ts';
import { emptyAnswer, isErased } from './empty-question.ts';
import { insertAnswer } from './insert-answer.ts';
import { insertVote } from './insert-vote.ts';
import { channelSchema, readLoggedAnswer } from './read-logged-answer.ts';
import { readTurns } from './read-turns.ts';
import { readRowDigests } from './row-digests.ts';
import { verifyLog } from './verify-log.ts';

/** How long a turn counts as part of the conversation. */
const conversationMs = 30 * 60 * 1000;

/** All functions reject with `StorageError` when the database cannot be read or written. */
export function createAuditLog(database: Database, clock: () => Date = () => new Date()): AuditLog {
  /** @param change writes the rows and says which of them the event seals; without them nothing is recorded. */
  const record = (
    kind: EventKind,
    questionId: string,
    detail: string,
    change: (
      transaction: Database,
      at: string,
    ) => Promise<((rowName: string) => boolean) | undefined>,
  ) =>
    withStorageErrors(() =>
      database.transaction().execute(async (transaction) => {
        const end = await lockChain(transaction);
        const at = clock().toISOString();
        const isSealed = await change(transaction, at);
        if (!isSealed) return false;
        // Read back: what is sealed is what lies in the table.
        const digests = (await readRowDigests(transaction, [questionId])).get(questionId);
        const rows: Record<string, string> = {};
        for (const [name, { digest }] of digests ?? []) {
          if (isSealed(name)) rows[name] = digest;
        }
        await appendEvent(transaction, end, { at, kind, questionId, detail, rows });
        return true;
      }),
    );

  return {
    async recordQuestion(question) {
      await record('question-asked', question.id, '', async (transaction, at) => {
        await transaction
          .insertInto('question')
          .values({
            id: question.id,
            channel: question.channel,
            conversation: question.conversation,
            asker: question.asker,
            text: question.text,
            redacted: JSON.stringify(question.redacted),
            asked_at: at,
            row_key: randomBytes(16).toString('hex'),
          })
          .execute();
        return () => true;
      });
    },

    async recordAnswer(answer, trace) {
      const id = answer.questionId;
      await record('answer-composed', id, answer.status, async (transaction, at) => {
        await insertAnswer(transaction, answer, trace, at);
        // Whoever asked may have had everything erased while the answer was made.
        if (await isErased(transaction, id)) await emptyAnswer(transaction, id);
        return (name) => name !== 'question';
      });
    },

    async recordDelivery(questionId, outcome, detail = '') {
      await record(`answer-${outcome}`, questionId, detail, async () => () => false);
    },

    recordFeedback(questionId, askers, useful) {
      const detail = useful ? 'useful' : 'not-useful';
      return record('feedback-given', questionId, detail, async (transaction, at) => {
        const id = await insertVote(transaction, questionId, askers, useful, at);
        return id === undefined ? undefined : (name) => name === `feedback:${id}`;
      });
    },

    recentTurns(conversations, limit) {
      const since = new Date(clock().getTime() - conversationMs).toISOString();
      return withStorageErrors(() => readTurns(database, conversations, since, limit));
    },

    tokensSince(since) {
      return withStorageErrors(async () => {
        const { input, output } = await database
          .selectFrom('answer')
          .innerJoin('model_call', 'model_call.question_id', 'answer.question_id')
          .select(({ fn }) => [
            fn.sum('model_call.input_tokens').as('input'),
            fn.sum('model_call.output_tokens').as('output'),
          ])
          .where('answer.answered_at', '>=', since)
          .executeTakeFirstOrThrow();
        return Number(input) + Number(output);
      });
    },

    find(id) {
      return withStorageErrors(async () => {
        if (id === '') return undefined;
        const matches = await database
          .selectFrom('question')
          .select('id')
          .where('id', '>=', id)
          .where('id', '<', `${id}\u{10ffff}`)
          .orderBy('id')
          .limit(2)
          .execute();
        const [match, other] = matches;
        if (!match || (other && match.id !== id)) return undefined;
        return readLoggedAnswer(database, match.id);
      });
    },

    list(limit) {
      return withStorageErrors(async () => {
        const rows = await database
          .selectFrom('event')
          .innerJoin('question', 'question.id', 'event.question_id')
          .leftJoin('answer', 'answer.question_id', 'question.id')
          .select(['question.id', 'asked_at', 'channel', 'status', 'question.text'])
          .where('event.kind', '=', 'question-asked')
          .orderBy('event.sequence', 'desc')
          .limit(limit)
          .execute();
        return rows.map((row) => ({
          id: row.id,
          askedAt: row.asked_at,
          channel: channelSchema.parse(row.channel),
          status: row.status ?? 'pending',
          text: row.text,
        }));
      });
    },

    verify() {
      return withStorageErrors(() => verifyLog(database));
    },
  };
}

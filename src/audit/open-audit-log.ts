// The log over the database: every record is one transaction of rows and the event that seals them.

import { randomBytes } from 'node:crypto';
import type { Database } from '../storage/schema.ts';
import { withStorageErrors } from '../storage/storage-error.ts';
import { appendEvent, type EventKind, lockChain } from './append-event.ts';
import type { AuditLog } from './audit-log.ts';
import { insertAnswer } from './insert-answer.ts';
import { channelSchema, readLoggedAnswer } from './read-logged-answer.ts';
import { readTurns } from './read-turns.ts';
import { readRowDigests } from './row-digests.ts';
import { verifyLog } from './verify-log.ts';

/** How long a turn counts as part of the conversation. */
const conversationMs = 30 * 60 * 1000;

/** All functions reject with `StorageError` when the database cannot be read or written. */
export function createAuditLog(database: Database, clock: () => Date = () => new Date()): AuditLog {
  /** @param change writes the rows; what it returns false for is not recorded. */
  const record = (
    kind: EventKind,
    questionId: string,
    detail: string,
    isSealed: (rowName: string) => boolean,
    change: (transaction: Database, at: string) => Promise<boolean>,
  ) =>
    withStorageErrors(() =>
      database.transaction().execute(async (transaction) => {
        const end = await lockChain(transaction);
        const at = clock().toISOString();
        if (!(await change(transaction, at))) return false;
        // Read back: what is sealed is what lies in the table.
        const digests = (await readRowDigests(transaction, [questionId])).get(questionId);
        const rows = Object.fromEntries([...(digests ?? [])].filter(([name]) => isSealed(name)));
        await appendEvent(transaction, end, { at, kind, questionId, detail, rows });
        return true;
      }),
    );

  return {
    async recordQuestion(question) {
      await record(
        'question-asked',
        question.id,
        '',
        () => true,
        async (transaction, at) => {
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
          return true;
        },
      );
    },

    async recordAnswer(answer, trace) {
      const isSealed = (name: string) => name !== 'question';
      await record(
        'answer-composed',
        answer.questionId,
        answer.status,
        isSealed,
        async (transaction, at) => {
          await insertAnswer(transaction, answer, trace, at);
          return true;
        },
      );
    },

    async recordDelivery(questionId, outcome, detail = '') {
      await record(
        `answer-${outcome}`,
        questionId,
        detail,
        () => false,
        async () => true,
      );
    },

    recordFeedback(questionId, asker, useful) {
      const given = { question_id: questionId, asker, useful: useful ? 1 : 0 };
      return record(
        'feedback-given',
        questionId,
        useful ? 'useful' : 'not-useful',
        (name) => name === `feedback:${asker}`,
        async (transaction, at) => {
          const answer = await transaction
            .selectFrom('answer')
            .leftJoin('feedback', (join) =>
              join
                .onRef('feedback.question_id', '=', 'answer.question_id')
                .on('feedback.asker', '=', asker),
            )
            .select('feedback.useful')
            .where('answer.question_id', '=', questionId)
            .executeTakeFirst();
          if (!answer || answer.useful === given.useful) return false;
          await transaction
            .insertInto('feedback')
            .values({ ...given, given_at: at })
            .onConflict((conflict) =>
              conflict
                .columns(['question_id', 'asker'])
                .doUpdateSet({ useful: given.useful, given_at: at }),
            )
            .execute();
          return true;
        },
      );
    },

    recentTurns(conversation, limit) {
      const since = new Date(clock().getTime() - conversationMs).toISOString();
      return withStorageErrors(() => readTurns(database, conversation, since, limit));
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

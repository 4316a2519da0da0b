// A review room over a real database, with a clock that tests move, and the answers it judges.

import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ModelUse } from '../../src/audit/audit-log.ts';
import { createAuditLog } from '../../src/audit/open-audit-log.ts';
import type { Channel, Status } from '../../src/domain.ts';
import { createReview } from '../../src/review/create-review.ts';
import type { Actor } from '../../src/review/permits.ts';
import type { VerdictForm } from '../../src/review/verdict.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { sampleAnswer, sampleQuestion, sampleTrace } from './sample-answer.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const li: Actor = { name: '李评', role: 'reviewer' };
export const wang: Actor = { name: '王评', role: 'reviewer' };
export const staff: Actor = { name: '赵办', role: 'staff' };
export const admin: Actor = { name: '管理', role: 'admin' };

export const rightVerdict: VerdictForm = {
  overall: 'right',
  statements: [],
  citations: [],
  reasons: [],
  note: '',
  correction: '',
};
export const wrongVerdict: VerdictForm = {
  ...rightVerdict,
  overall: 'wrong',
  statements: [{ position: 1, judgement: 'wrong' }],
  citations: [{ position: 0, judgement: 'right' }],
  reasons: ['wrong-figure'],
  note: '金额不对',
  correction: '不收费',
};

interface AnswerFacts {
  readonly text?: string;
  readonly status?: Status;
  readonly asker?: string;
  readonly redacted?: readonly string[];
  readonly channel?: Channel;
  readonly bestScore?: number;
  readonly documentId?: string;
  readonly ms?: number;
  readonly model?: ModelUse;
}

export async function openReviewRoom() {
  const path = join(await temporaryFolder(), 'bot.sqlite');
  const database = await openDatabase(path);
  onTestFinished(() => database.destroy());
  let now = Date.parse('2026-03-01T08:00:00Z');
  const clock = () => new Date(now);
  const log = createAuditLog(database, clock);
  const open = () =>
    createReview({
      database,
      clock,
      secretKey: 'key of the tests',
      cost: { N: 2 ** 10, r: 8, p: 1 },
      redact: (text) => text.replaceAll(/1\d{10}/g, '[电话]'),
    });
  return {
    path,
    database,
    clock,
    log,
    review: open(),
    /** As after a new start of the service. */
    reopen: open,
    passMinutes(minutes: number) {
      now += minutes * 60_000;
    },
    /** Asked and answered now. */
    async answer(id: string, facts: AnswerFacts = {}) {
      const { text, asker, redacted, channel, status, bestScore, documentId, ms, model } = facts;
      const question = sampleQuestion(id);
      const answer = sampleAnswer(id);
      const trace = sampleTrace();
      await log.recordQuestion({
        ...question,
        text: text ?? question.text,
        asker: asker ?? question.asker,
        redacted: redacted ?? question.redacted,
        channel: channel ?? question.channel,
      });
      await log.recordAnswer(
        {
          ...answer,
          status: status ?? answer.status,
          ms: ms ?? answer.ms,
          citations: answer.citations.map((citation) => ({
            ...citation,
            documentId: documentId ?? citation.documentId,
          })),
        },
        {
          ...trace,
          retrieved: trace.retrieved.map((passage, position) => ({
            ...passage,
            score: position === 0 ? (bestScore ?? passage.score) : 0,
          })),
          ...(model && { model }),
        },
      );
    },
    /** What the log says happened, without questions and answers. */
    async acts() {
      const events = await database
        .selectFrom('event')
        .select(['kind', 'question_id', 'detail'])
        .where('kind', 'not in', ['question-asked', 'answer-composed'])
        .orderBy('sequence')
        .execute();
      return events.map(({ kind, detail }) => `${kind} ${detail}`);
    },
  };
}

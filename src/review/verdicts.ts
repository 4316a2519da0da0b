// Judging: a verdict is recorded once and never changed; who judges again supersedes the former one.

import type { RecordAct } from '../audit/record-act.ts';
import { newActRow } from '../audit/sealed-acts.ts';
import type { Database } from '../storage/schema.ts';
import { withStorageErrors } from '../storage/storage-error.ts';
import { dayOf } from './beijing-days.ts';
import { type Actor, notPermitted, permits, type Refusal } from './permits.ts';
import { readVerdicts, visibleTo } from './read-verdicts.ts';
import { signedPeriodOf } from './sign-offs.ts';
import { contradictionOf, type Verdict, type VerdictForm } from './verdict.ts';

export interface Verdicts {
  /** The reviewer's first verdict on this answer, or one that supersedes the former. */
  record(questionId: string, form: VerdictForm, by: Actor): Promise<Verdict | Refusal>;
  /** Own verdicts and, once there is one, the others' too; oldest first. `hidden` reviewers have judged unseen. */
  visible(
    questionId: string,
    actor: Actor,
  ): Promise<{ readonly verdicts: readonly Verdict[]; readonly hidden: number }>;
}

/** @param redact masks personal data in what reviewers write. */
export function createVerdicts(
  database: Database,
  recordAct: RecordAct,
  redact: (text: string) => string,
): Verdicts {
  return {
    async record(questionId, form, by) {
      if (!permits(by.role, 'judge')) return notPermitted;
      const contradiction = contradictionOf(form);
      if (contradiction) return { refused: contradiction };
      return recordAct<Verdict | Refusal>(async (transaction, at) => {
        const answer = await measureAnswer(transaction, questionId);
        if (!answer) return { result: { refused: '没有这个问题，或者还没有回答。' }, acts: [] };
        if (!fits(form.statements, answer.statements) || !fits(form.citations, answer.citations)) {
          return { result: { refused: '句子或出处的编号不对。请刷新页面再评。' }, acts: [] };
        }
        const former = (await readVerdicts(transaction, [questionId])).find(
          ({ reviewer, superseded }) => reviewer === by.name && !superseded,
        );
        const signed = former && (await signedPeriodOf(transaction, dayOf(answer.askedAt)));
        if (signed) {
          const refused = `${signed.from}到${signed.to}已经签字，评议不能再改。可以开一张更正单。`;
          return { result: { refused }, acts: [] };
        }
        const row = {
          ...newActRow(),
          question_id: questionId,
          reviewer: by.name,
          overall: form.overall,
          statements: JSON.stringify(form.statements),
          citations: JSON.stringify(form.citations),
          reasons: JSON.stringify(form.reasons),
          note: redact(form.note),
          correction: redact(form.correction),
          recorded_at: at,
          supersedes: former?.id ?? '',
        };
        await transaction.insertInto('verdict').values(row).execute();
        return {
          result: {
            ...form,
            note: row.note,
            correction: row.correction,
            id: row.id,
            questionId,
            reviewer: by.name,
            recordedAt: at,
            superseded: false,
          },
          acts: [
            {
              kind: former ? 'verdict-superseded' : 'verdict-recorded',
              questionId,
              detail: by.name,
              rows: [{ table: 'verdict', id: row.id }],
            },
          ],
        };
      });
    },

    visible: (questionId, actor) =>
      withStorageErrors(async () => {
        const all = await readVerdicts(database, [questionId]);
        const verdicts = visibleTo(actor, all);
        const seen = new Set(verdicts.map(({ reviewer }) => reviewer));
        const unseen = all.filter(({ reviewer }) => !seen.has(reviewer));
        return { verdicts, hidden: new Set(unseen.map(({ reviewer }) => reviewer)).size };
      }),
  };
}

/** Every position once, and none that the answer lacks. */
function fits(parts: VerdictForm['statements'], count: number): boolean {
  const positions = new Set(parts.map(({ position }) => position));
  return positions.size === parts.length && parts.every(({ position }) => position < count);
}

async function measureAnswer(transaction: Database, questionId: string) {
  const question = await transaction
    .selectFrom('question')
    .innerJoin('answer', 'answer.question_id', 'question.id')
    .select('question.asked_at')
    .where('question.id', '=', questionId)
    .executeTakeFirst();
  if (!question) return undefined;
  const count = async (table: 'statement' | 'citation') => {
    const { rows } = await transaction
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('rows'))
      .where('question_id', '=', questionId)
      .executeTakeFirstOrThrow();
    return rows;
  };
  return {
    askedAt: question.asked_at,
    statements: await count('statement'),
    citations: await count('citation'),
  };
}

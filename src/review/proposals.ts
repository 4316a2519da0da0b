// What follows from a verdict for the corpus: golden questions proposed, questions approved for their passages. Staff publish both.

import { z } from 'zod';
import type { RecordAct } from '../audit/record-act.ts';
import { newActRow } from '../audit/sealed-acts.ts';
import type { Database, Schema } from '../storage/schema.ts';
import { withStorageErrors } from '../storage/storage-error.ts';
import { type Actor, notPermitted, permits, type Refusal } from './permits.ts';

const lines = z.array(z.string().trim().min(1).max(200)).max(20);

export const goldenFormSchema = z.object({
  question: z.string().trim().min(1).max(500),
  /** Ids of documents of which a right answer cites at least one. */
  documents: lines,
  /** What must stand in a right answer; "a|b" means either. */
  facts: lines,
});
export type GoldenForm = z.infer<typeof goldenFormSchema>;

export interface GoldenProposal extends GoldenForm {
  readonly id: string;
  readonly questionId: string;
  readonly by: string;
  readonly at: string;
}

export interface ApprovedQuestion {
  readonly id: string;
  readonly questionId: string;
  /** As the log has it, personal data masked. */
  readonly question: string;
  readonly passageIds: readonly string[];
  readonly by: string;
  readonly at: string;
}

export interface Proposals {
  proposeGolden(questionId: string, form: GoldenForm, by: Actor): Promise<GoldenProposal | Refusal>;
  /** The newest first. */
  listGolden(): Promise<GoldenProposal[]>;
  /** @param passageIds of those that were found for the question. */
  approve(
    questionId: string,
    passageIds: readonly string[],
    by: Actor,
  ): Promise<ApprovedQuestion | Refusal>;
  /** The newest first. */
  listApproved(): Promise<ApprovedQuestion[]>;
}

const texts = z.array(z.string());

/** @param redact masks personal data in what is typed. */
export function createProposals(
  database: Database,
  recordAct: RecordAct,
  redact: (text: string) => string,
): Proposals {
  const refuse = (refused: string) => ({ result: { refused }, acts: [] });

  return {
    async proposeGolden(questionId, form, by) {
      if (form.documents.length + form.facts.length === 0) {
        return { refused: '请至少写一份应引用的文件，或者一句答案里必须有的话。' };
      }
      return recordAct<GoldenProposal | Refusal>(async (transaction, at) => {
        if ((await questionText(transaction, questionId)) === undefined) return refuse(unknown);
        const row = {
          ...newActRow(),
          question_id: questionId,
          question: redact(form.question),
          documents: JSON.stringify(form.documents),
          facts: JSON.stringify(form.facts.map(redact)),
          proposed_by: by.name,
          proposed_at: at,
        };
        await transaction.insertInto('golden_proposal').values(row).execute();
        const rows = [{ table: 'golden_proposal', id: row.id }] as const;
        return {
          result: readGolden(row),
          acts: [{ kind: 'golden-proposed', questionId, detail: by.name, rows }],
        };
      });
    },

    listGolden: () =>
      withStorageErrors(async () => {
        const rows = database
          .selectFrom('golden_proposal')
          .selectAll()
          // Whoever asked has had it erased.
          .where('question', '<>', '');
        return (await rows.orderBy('proposed_at', 'desc').execute()).map(readGolden);
      }),

    async approve(questionId, passageIds, by) {
      if (!permits(by.role, 'approve-question')) return notPermitted;
      const wanted = [...new Set(passageIds)];
      if (wanted.length === 0) return { refused: '请至少选一段原文。' };
      return recordAct<ApprovedQuestion | Refusal>(async (transaction, at) => {
        const question = await questionText(transaction, questionId);
        if (!question) return refuse(unknown);
        const found = await transaction
          .selectFrom('retrieved')
          .select('passage_id')
          .where('question_id', '=', questionId)
          .execute();
        const ids = new Set(found.map((passage) => passage.passage_id));
        if (!wanted.every((id) => ids.has(id))) {
          return refuse('选的原文不是为这个问题找到的。请刷新页面再选。');
        }
        const approved = await transaction
          .selectFrom('approved_question')
          .select('id')
          .where('question_id', '=', questionId)
          .executeTakeFirst();
        if (approved) return refuse('这个问题已经认可过了。');
        const row = {
          ...newActRow(),
          question_id: questionId,
          question,
          passage_ids: JSON.stringify(wanted),
          approved_by: by.name,
          approved_at: at,
        };
        await transaction.insertInto('approved_question').values(row).execute();
        const rows = [{ table: 'approved_question', id: row.id }] as const;
        return {
          result: readApproved(row),
          acts: [{ kind: 'question-approved', questionId, detail: by.name, rows }],
        };
      });
    },

    listApproved: () =>
      withStorageErrors(async () => {
        const rows = database
          .selectFrom('approved_question')
          .selectAll()
          // Approved as it is, it is still the asker's own words: an erased one is not used any more.
          .where('question', '<>', '');
        return (await rows.orderBy('approved_at', 'desc').execute()).map(readApproved);
      }),
  };
}

const unknown = '没有这个问题。请回到列表再选。';

async function questionText(database: Database, id: string): Promise<string | undefined> {
  const row = await database
    .selectFrom('question')
    .select('text')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.text;
}

function readGolden(row: Schema['golden_proposal']): GoldenProposal {
  return {
    id: row.id,
    questionId: row.question_id,
    question: row.question,
    documents: texts.parse(JSON.parse(row.documents)),
    facts: texts.parse(JSON.parse(row.facts)),
    by: row.proposed_by,
    at: row.proposed_at,
  };
}

function readApproved(row: Schema['approved_question']): ApprovedQuestion {
  return {
    id: row.id,
    questionId: row.question_id,
    question: row.question,
    passageIds: texts.parse(JSON.parse(row.passage_ids)),
    by: row.approved_by,
    at: row.approved_at,
  };
}

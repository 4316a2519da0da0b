// The home of who may not ask for a while, because they abuse the service: blocked from one of their answers, by digest.

import { z } from 'zod';
import type { Digests } from '../audit/asker-digest.ts';
import { emptied } from '../audit/emptied-rows.ts';
import { newRowKey } from '../audit/empty-question.ts';
import type { RecordAct } from '../audit/record-act.ts';
import { newActRow } from '../audit/sealed-acts.ts';
import type { Database, Schema } from '../storage/schema.ts';
import { withStorageErrors } from '../storage/storage-error.ts';
import { type Actor, notPermitted, permits, type Refusal } from './permits.ts';

export const blockReasonSchema = z.enum(['abuse', 'flooding', 'misuse', 'other']);
export type BlockReason = z.infer<typeof blockReasonSchema>;

export const blockReasonLabels: Readonly<Record<BlockReason, string>> = {
  abuse: '辱骂、威胁',
  flooding: '反复乱发，妨碍别人提问',
  misuse: '一再要机器人做违法、不当的事',
  other: '别的原因',
};

/** Less than the time after which rows are removed: none is removed before it has ended. */
export const blockDays = [1, 7, 30, 90] as const;
export const blockFormSchema = z.object({
  reason: blockReasonSchema,
  days: z.coerce.number().pipe(z.union(blockDays.map((days) => z.literal(days)))),
});
export type BlockForm = z.infer<typeof blockFormSchema>;

export interface Block {
  readonly id: string;
  /** In words. */
  readonly reason: string;
  readonly by: string;
  /** ISO times. */
  readonly since: string;
  readonly until: string;
}

export interface Blocks {
  /** One look into an index: made to be asked before every question. Other processes' blocks are seen at once. */
  isBlocked(askers: Digests): Promise<boolean>;
  /** That of whoever asked this, as far as it is in force. */
  ofQuestion(questionId: string): Promise<Block | undefined>;
  /** Those in force, the latest first. */
  list(): Promise<Block[]>;
  /** Whoever asked this question. */
  block(questionId: string, form: BlockForm, by: Actor): Promise<Block | Refusal>;
  /** @param id whole, or its beginning when that is unambiguous. @returns the block that ended. */
  lift(id: string, by: Actor): Promise<Block | Refusal>;
}

const dayMs = 24 * 3_600_000;

export function createBlocks(database: Database, recordAct: RecordAct, clock: () => Date): Blocks {
  const inForce = (from: Database) =>
    from
      .selectFrom('block')
      .selectAll('block')
      .where('block.asker', '<>', emptied.block.asker)
      .where('block.until', '>', clock().toISOString());
  const ofAskerOf = (from: Database, questionId: string) =>
    inForce(from)
      .innerJoin('question', 'question.asker', 'block.asker')
      .where('question.id', '=', questionId)
      .executeTakeFirst();

  return {
    isBlocked: (askers) =>
      withStorageErrors(async () => {
        const found = await inForce(database).where('block.asker', 'in', askers).executeTakeFirst();
        return found !== undefined;
      }),

    ofQuestion: (questionId) =>
      withStorageErrors(async () => {
        const row = await ofAskerOf(database, questionId);
        return row && readBlock(row);
      }),

    list: () =>
      withStorageErrors(async () => {
        const rows = await inForce(database).orderBy('block.blocked_at', 'desc').execute();
        return rows.map(readBlock);
      }),

    async block(questionId, { reason, days }, by) {
      if (!permits(by.role, 'block')) return notPermitted;
      return recordAct<Block | Refusal>(async (transaction, at) => {
        const refuse = (refused: string) => ({ result: { refused }, acts: [] });
        const question = await transaction
          .selectFrom('question')
          .select(['asker', 'channel'])
          .where('id', '=', questionId)
          .executeTakeFirst();
        if (!question) return refuse('没有这个编号的问题。');
        if (question.channel === 'cli') return refuse('命令行是工作人员自己用的，不用限制。');
        if (question.asker === emptied.question.asker) {
          return refuse('提问的人已经删除了自己的内容，认不出是谁，限制不了。');
        }
        if (await ofAskerOf(transaction, questionId)) return refuse('这个人已经被限制了。');
        const row = {
          ...newActRow(),
          asker: question.asker,
          reason,
          blocked_by: by.name,
          blocked_at: at,
          until: new Date(Date.parse(at) + days * dayMs).toISOString(),
          lifted_by: null,
          lifted_at: null,
        };
        await transaction.insertInto('block').values(row).execute();
        const rows = [{ table: 'block', id: row.id }] as const;
        // Neither the person nor the question: what is erased of them must not be found again here.
        const detail = `${by.name} ${days}天 ${blockReasonLabels[reason]}`;
        return { result: readBlock(row), acts: [{ kind: 'asker-blocked', detail, rows }] };
      });
    },

    async lift(id, by) {
      if (!permits(by.role, 'block')) return notPermitted;
      return recordAct<Block | Refusal>(async (transaction, at) => {
        const all = await inForce(transaction).execute();
        const [row, ...others] = all.filter((one) => id !== '' && one.id.startsWith(id));
        if (!row || others.length > 0) {
          return { result: { refused: '没有这个编号的限制，或者已经到期、取消了。' }, acts: [] };
        }
        await transaction
          .updateTable('block')
          .set({ ...emptied.block, row_key: newRowKey, lifted_by: by.name, lifted_at: at })
          .where('id', '=', row.id)
          .execute();
        const rows = [{ table: 'block', id: row.id }] as const;
        return { result: readBlock(row), acts: [{ kind: 'block-lifted', detail: by.name, rows }] };
      });
    },
  };
}

function readBlock(row: Schema['block']): Block {
  return {
    id: row.id,
    reason: blockReasonLabels[blockReasonSchema.parse(row.reason)],
    by: row.blocked_by,
    since: row.blocked_at,
    until: row.until,
  };
}

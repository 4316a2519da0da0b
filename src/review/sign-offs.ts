// Signing off: somebody answers for a period with their name, and its verdicts stand from then on.

import { z } from 'zod';
import type { RecordAct } from '../audit/record-act.ts';
import { newActRow } from '../audit/sealed-acts.ts';
import type { Database, Schema } from '../storage/schema.ts';
import { withStorageErrors } from '../storage/storage-error.ts';
import { dayOf, type Period } from './beijing-days.ts';
import { readJudgedSample } from './judged-sample.ts';
import { type Actor, notPermitted, permits, type Refusal } from './permits.ts';
import type { ReviewItems } from './review-items.ts';

export const signOffFormSchema = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  note: z.string().trim().max(2000),
  /** Needed when sample items are left unjudged. */
  reason: z.string().trim().max(2000),
});
export type SignOffForm = z.infer<typeof signOffFormSchema>;

export interface SignOff extends SignOffForm {
  readonly id: string;
  readonly signedBy: string;
  readonly signedAt: string;
  /** Sample items nobody had judged. */
  readonly openItems: number;
}

export interface SignOffs {
  /** Only a period that is over, that no signed one overlaps, and whose sample is judged or explained. */
  sign(form: SignOffForm, by: Actor): Promise<SignOff | Refusal>;
  /** The latest period first. */
  list(): Promise<SignOff[]>;
}

export function createSignOffs(
  database: Database,
  recordAct: RecordAct,
  items: ReviewItems,
): SignOffs {
  return {
    async sign(form, by) {
      if (!permits(by.role, 'sign-off')) return notPermitted;
      if (form.from > form.to) return { refused: '开始的日子在结束的日子后面。请改过来。' };
      await items.catchUp();
      return recordAct<SignOff | Refusal>(async (transaction, at) => {
        const refuse = (refused: string) => ({ result: { refused }, acts: [] });
        if (form.to >= dayOf(at)) return refuse('这段时间还没过完。请签昨天以前的日子。');
        const overlapping = await transaction
          .selectFrom('sign_off')
          .select(['from_day', 'to_day'])
          .where('from_day', '<=', form.to)
          .where('to_day', '>=', form.from)
          .executeTakeFirst();
        if (overlapping) {
          return refuse(`${overlapping.from_day}到${overlapping.to_day}已经签过字了。`);
        }
        const { open } = await readJudgedSample(transaction, form);
        if (open > 0 && form.reason === '') {
          return refuse(`抽查的还有${open}条没评。请先评完，或者写明为什么现在签字。`);
        }
        const row = {
          ...newActRow(),
          from_day: form.from,
          to_day: form.to,
          signed_by: by.name,
          note: form.note,
          open_items: open,
          reason: form.reason,
          signed_at: at,
        };
        await transaction.insertInto('sign_off').values(row).execute();
        const rows = [{ table: 'sign_off', id: row.id }] as const;
        const detail = `${by.name} ${form.from} ${form.to}`;
        return { result: readSignOff(row), acts: [{ kind: 'period-signed', detail, rows }] };
      });
    },

    list: () =>
      withStorageErrors(async () => {
        const rows = await database
          .selectFrom('sign_off')
          .selectAll()
          .orderBy('from_day', 'desc')
          .execute();
        return rows.map(readSignOff);
      }),
  };
}

/** The signed period that a day lies in, if any. */
export async function signedPeriodOf(database: Database, day: string): Promise<Period | undefined> {
  const signed = await database
    .selectFrom('sign_off')
    .select(['from_day', 'to_day'])
    .where('from_day', '<=', day)
    .where('to_day', '>=', day)
    .executeTakeFirst();
  return signed && { from: signed.from_day, to: signed.to_day };
}

function readSignOff(row: Schema['sign_off']): SignOff {
  return {
    id: row.id,
    from: row.from_day,
    to: row.to_day,
    note: row.note,
    reason: row.reason,
    signedBy: row.signed_by,
    signedAt: row.signed_at,
    openItems: row.open_items,
  };
}

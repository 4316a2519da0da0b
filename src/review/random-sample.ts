// The home of chance: which answers are drawn for judging, so that nobody can choose them.

import { createHmac } from 'node:crypto';
import type { RecordAct } from '../audit/record-act.ts';
import { newActRow } from '../audit/sealed-acts.ts';
import type { Database } from '../storage/schema.ts';
import { type Actor, notPermitted, permits, type Refusal } from './permits.ts';

/** Of a hundred answers, until an administrator sets another rate. */
export const usualSampleRate = 0.05;

/**
 * Where a question falls between 0 and 1: the first 48 bits of HMAC-SHA256 over its id. Without the
 * key nobody can foretell it, with the key anybody can check it.
 */
export function drawOf(secretKey: string, questionId: string): number {
  const digest = createHmac('sha256', secretKey).update(`sample\0${questionId}`).digest();
  return digest.readUIntBE(0, 6) / 2 ** 48;
}

/** The rate in force. */
export async function sampleRate(database: Database): Promise<number> {
  const set = await database
    .selectFrom('sample_rate')
    .select('rate')
    .orderBy('set_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return set?.rate ?? usualSampleRate;
}

export type SetSampleRate = (rate: number, by: Actor) => Promise<number | Refusal>;

/** A new rate holds for the answers that come after it; those before stay drawn, or not, as they were. */
export function createSetSampleRate(
  recordAct: RecordAct,
  catchUp: () => Promise<void>,
): SetSampleRate {
  return async (rate, by) => {
    if (!permits(by.role, 'set-sample-rate')) return notPermitted;
    if (!(rate >= 0.01 && rate <= 1)) return { refused: '抽查比例要在百分之1到百分之100之间' };
    await catchUp();
    return recordAct(async (transaction, at) => {
      const row = newActRow();
      await transaction
        .insertInto('sample_rate')
        .values({ ...row, rate, set_by: by.name, set_at: at })
        .execute();
      const rows = [{ table: 'sample_rate', id: row.id }] as const;
      return {
        result: rate,
        acts: [{ kind: 'sample-rate-set', detail: `${by.name} ${rate}`, rows }],
      };
    });
  };
}

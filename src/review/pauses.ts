// The home of the switch that stops answering in a channel, with who turned it and why.

import { channelSchema } from '../audit/read-logged-answer.ts';
import type { RecordAct } from '../audit/record-act.ts';
import { newActRow } from '../audit/sealed-acts.ts';
import type { Channel } from '../domain.ts';
import type { Database, Schema } from '../storage/schema.ts';
import { withStorageErrors } from '../storage/storage-error.ts';
import { type Actor, notPermitted, permits, type Refusal } from './permits.ts';

export interface Pause {
  readonly channel: Channel;
  readonly reason: string;
  readonly by: string;
  readonly since: string;
}

export interface Pauses {
  /** One look into an index: made to be asked before every question. Other processes' pauses are seen at once. */
  isPaused(channel: Channel): Promise<Pause | undefined>;
  /** Those in force. */
  list(): Promise<Pause[]>;
  pause(channel: Channel, reason: string, by: Actor): Promise<Pause | Refusal>;
  /** @returns the pause that ended. */
  resume(channel: Channel, by: Actor): Promise<Pause | Refusal>;
}

export function createPauses(database: Database, recordAct: RecordAct): Pauses {
  const inForce = (from: Database) =>
    from.selectFrom('pause').selectAll().where('resumed_at', 'is', null);

  return {
    isPaused: (channel) =>
      withStorageErrors(async () => {
        const row = await inForce(database).where('channel', '=', channel).executeTakeFirst();
        return row && readPause(row);
      }),

    list: () =>
      withStorageErrors(async () => {
        const rows = await inForce(database).orderBy('channel').execute();
        return rows.map(readPause);
      }),

    async pause(channel, typedReason, by) {
      if (!permits(by.role, 'pause')) return notPermitted;
      const reason = typedReason.trim().slice(0, 500);
      if (reason === '') return { refused: '请写明为什么暂停。' };
      return recordAct<Pause | Refusal>(async (transaction, at) => {
        if (await inForce(transaction).where('channel', '=', channel).executeTakeFirst()) {
          return { result: { refused: '这个渠道已经暂停了。' }, acts: [] };
        }
        const row = {
          ...newActRow(),
          channel,
          reason,
          paused_by: by.name,
          paused_at: at,
          resumed_by: null,
          resumed_at: null,
        };
        await transaction.insertInto('pause').values(row).execute();
        const rows = [{ table: 'pause', id: row.id }] as const;
        const detail = `${by.name} ${channel} ${reason}`;
        return { result: readPause(row), acts: [{ kind: 'answering-paused', detail, rows }] };
      });
    },

    async resume(channel, by) {
      if (!permits(by.role, 'pause')) return notPermitted;
      return recordAct<Pause | Refusal>(async (transaction, at) => {
        const row = await inForce(transaction).where('channel', '=', channel).executeTakeFirst();
        if (!row) return { result: { refused: '这个渠道没有暂停。' }, acts: [] };
        await transaction
          .updateTable('pause')
          .set({ resumed_by: by.name, resumed_at: at })
          .where('id', '=', row.id)
          .execute();
        const rows = [{ table: 'pause', id: row.id }] as const;
        const detail = `${by.name} ${channel}`;
        return { result: readPause(row), acts: [{ kind: 'answering-resumed', detail, rows }] };
      });
    },
  };
}

function readPause(row: Schema['pause']): Pause {
  return {
    channel: channelSchema.parse(row.channel),
    reason: row.reason,
    by: row.paused_by,
    since: row.paused_at,
  };
}

// Takes the link to the person out of blocks whose time is over: from then on nobody needs to know them again.

import type { Database } from '../storage/schema.ts';
import { emptied } from './emptied-rows.ts';
import { newRowKey } from './empty-question.ts';
import { createActRecorder } from './record-act.ts';

/** @throws StorageError */
export function endBlocks(database: Database, clock: () => Date): Promise<void> {
  return createActRecorder(
    database,
    clock,
  )(async (transaction, at) => {
    const ended = await transaction
      .updateTable('block')
      .set({ ...emptied.block, row_key: newRowKey })
      .where('asker', '<>', emptied.block.asker)
      .where('until', '<=', at)
      .returning('id')
      .execute();
    const acts = ended.map(({ id }) => ({
      kind: 'block-ended' as const,
      detail: '',
      rows: [{ table: 'block', id }] as const,
    }));
    return { result: undefined, acts };
  });
}

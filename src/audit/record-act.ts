// Writes what a person of the house did: the rows and the events that seal them, in one transaction.

import type { Database } from '../storage/schema.ts';
import { withStorageErrors } from '../storage/storage-error.ts';
import { type ActKind, appendEvent, lockChain } from './append-event.ts';
import type { ChainEnd } from './digest-chain.ts';
import { type ActRow, readActRow } from './sealed-acts.ts';

export interface Act {
  readonly kind: ActKind;
  /** Empty or absent when the act is not about a question. */
  readonly questionId?: string;
  /** Who did it first, then what: no words of residents, no verdict that a second reviewer must not see. */
  readonly detail: string;
  readonly rows?: readonly ActRow[];
}

/** @param end of the chain before the act. */
export type Change<Result> = (
  transaction: Database,
  at: string,
  end: ChainEnd,
) => Promise<{ readonly result: Result; readonly acts: readonly Act[] }>;

/**
 * Runs `change` with the write lock held, then appends its acts to the chain. Without acts only the rows are kept.
 * @throws StorageError
 */
export type RecordAct = <Result>(change: Change<Result>) => Promise<Result>;

export function createActRecorder(database: Database, clock: () => Date): RecordAct {
  return (change) =>
    withStorageErrors(() =>
      database.transaction().execute(async (transaction) => {
        const end = await lockChain(transaction);
        const at = clock().toISOString();
        const { result, acts } = await change(transaction, at, end);
        for (const { kind, questionId = '', detail, rows = [] } of acts) {
          // Read back: what is sealed is what lies in the table.
          const sealed = [];
          for (const row of rows) sealed.push(await readActRow(transaction, row));
          await appendEvent(transaction, await lockChain(transaction), {
            at,
            kind,
            questionId,
            detail,
            rows: Object.assign({}, ...sealed),
          });
        }
        return result;
      }),
    );
}

// Reads how far the log had got, so that what is printed can be held against it.

import type { ChainEnd } from '../audit/digest-chain.ts';
import type { Database } from '../storage/schema.ts';
import { withStorageErrors } from '../storage/storage-error.ts';

export function readChainEnd(database: Database): Promise<ChainEnd> {
  return withStorageErrors(() =>
    database.selectFrom('chain_head').select(['sequence', 'digest']).executeTakeFirstOrThrow(),
  );
}

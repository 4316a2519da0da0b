// Reads how far the log had got, so that what is printed can be held against it.

import type { Database } from '../storage/schema.ts';
import { withStorageErrors } from '../storage/storage-error.ts';
import type { ChainEnd } from './digest-chain.ts';

export function readChainEnd(database: Database): Promise<ChainEnd> {
  return withStorageErrors(() =>
    database.selectFrom('chain_head').select(['sequence', 'digest']).executeTakeFirstOrThrow(),
  );
}

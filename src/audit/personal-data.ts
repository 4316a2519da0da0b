// What a person may do about what is kept of them: see it, have it erased.

import type { Database } from '../storage/schema.ts';
import type { Digests } from './asker-digest.ts';
import { type Erased, eraseAsker } from './erase-asker.ts';
import { findKeptData, type KeptData } from './find-kept-data.ts';

export interface PersonalData {
  find(askers: Digests): Promise<KeptData>;
  erase(askers: Digests): Promise<Erased>;
  /** After so many days everything goes by itself. */
  readonly retentionDays: number;
}

/** Functions reject with `StorageError`. */
export function createPersonalData(
  database: Database,
  clock: () => Date,
  retentionDays: number,
): PersonalData {
  return {
    find: (askers) => findKeptData(database, askers, clock()),
    erase: (askers) => eraseAsker(database, clock, askers),
    retentionDays,
  };
}

// What staff do about backups: make one, look whether one is whole, go back to one.

import { join } from 'node:path';
import { makeBackup } from './make-backup.ts';
import { pruneBackups } from './prune-backups.ts';
import { restoreBackup } from './restore-backup.ts';
import { verifyBackup } from './verify-backup.ts';

export interface BackupOptions {
  /** Where backups lie, each in a folder of its own. Default: `backups` in the data folder, on the same disk. */
  readonly target?: string | undefined;
  /** So many stay, this one included; absent: none goes. */
  readonly keep?: number | undefined;
}

export function createBackupActs(dataDir: string, now: () => Date) {
  return {
    /** @throws BackupError, StorageError */
    async backUp(
      { target = join(dataDir, 'backups'), keep }: BackupOptions,
      onProgress?: (donePages: number, totalPages: number) => void,
    ) {
      const made = await makeBackup(dataDir, target, now(), onProgress);
      return { ...made, removed: keep === undefined ? [] : await pruneBackups(target, keep) };
    },
    /** @throws BackupError, StorageError */
    verifyBackup: (folder: string) => verifyBackup(folder, dataDir),
    /** @throws BackupError, StorageError */
    restoreBackup: (folder: string) => restoreBackup(folder, dataDir, now()),
  };
}

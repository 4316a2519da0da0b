// Opens a copy of a backup's database as the service would, which shows that it can be gone back to.

import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChainEnd } from '../audit/digest-chain.ts';
import { readChainEnd } from '../audit/read-chain-end.ts';
import { verifyLog } from '../audit/verify-log.ts';
import { checkIntegrity } from '../storage/check-integrity.ts';
import { openDatabase } from '../storage/open-database.ts';
import { BackupError } from './backup-error.ts';
import { databaseName } from './backup-note.ts';

/**
 * Tables, pages and the whole digest chain of the database in `folder`, which stays as it is: opening it would
 * bring its tables up to date.
 * @param scratch a folder with room for one more copy, made when absent. @returns the last event. @throws BackupError, StorageError
 */
export async function inspectLog(folder: string, scratch: string): Promise<ChainEnd> {
  await mkdir(scratch, { recursive: true });
  const passing = await mkdtemp(join(scratch, '.checking-'));
  try {
    const path = join(passing, databaseName);
    await copyFile(join(folder, databaseName), path);
    const database = await openDatabase(path);
    try {
      await checkIntegrity(database, path);
      const { brokenAt, reason = '' } = await verifyLog(database);
      if (brokenAt === undefined) return await readChainEnd(database);
      throw new BackupError(
        `${folder} 里的记录对不上：第${brokenAt}条。${reason}。不要用这一份，换更早的备份，并且查清原因`,
      );
    } finally {
      await database.destroy();
    }
  } finally {
    await rm(passing, { recursive: true, force: true });
  }
}

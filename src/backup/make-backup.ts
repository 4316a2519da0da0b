// Makes a backup beside the running service: whole, checked by opening it, or not at all.

import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copyDatabase, countRows } from '../storage/copy-database.ts';
import { BackupError, toBackupError } from './backup-error.ts';
import { type BackupNote, databaseName, noteName, staffMarks } from './backup-note.ts';
import {
  type CopiedFile,
  copyPrivately,
  keepPrivately,
  listFiles,
  sumOf,
  syncFolder,
} from './copy-files.ts';
import { inspectLog } from './inspect-log.ts';
import { nameOf } from './name-of.ts';

export interface MadeBackup {
  readonly folder: string;
  readonly note: BackupNote;
}

/**
 * Log, secret key, added documents, fetched pages and what staff hold back, into a folder of its own in `target`, named by Beijing time. The folder
 * gets its name last; files are for their owner only.
 * @throws BackupError, StorageError; nothing is left behind then.
 */
export async function makeBackup(
  dataDir: string,
  target: string,
  now: Date,
  onProgress?: (donePages: number, totalPages: number) => void,
): Promise<MadeBackup> {
  const source = join(dataDir, databaseName);
  if (!existsSync(source)) {
    throw new BackupError(`${dataDir} 里没有 ${databaseName}，没有可备份的记录。核对 DATA_DIR`);
  }
  const folder = join(target, nameOf(now));
  const draft = join(target, `.making-${nameOf(now)}`);
  if (existsSync(folder)) throw new BackupError(`${folder} 已经有了，过一秒再试`);
  await mkdir(target, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw toBackupError(error, target);
  });
  try {
    await mkdir(draft, { mode: 0o700 });
    const copy = join(draft, databaseName);
    const rows = await copyDatabase(source, copy, onProgress);
    await keepPrivately(copy);
    const counted = countRows(copy);
    if (Object.entries(rows).some(([table, count]) => counted[table] !== count)) {
      throw new BackupError('备份里的条数和原来的对不上，没有留下这一份。检查磁盘，再试一次');
    }
    for (const name of await listKept(dataDir)) {
      await copyPrivately(join(dataDir, name), join(draft, name));
    }
    const files: Record<string, CopiedFile> = {};
    for (const name of await listFiles(draft)) files[name] = await sumOf(join(draft, name));
    const chainEnd = await inspectLog(draft, dataDir);
    const generation = await readLive(dataDir);
    const note = { madeAt: now.toISOString(), chainEnd, rows, generation, files };
    await writeFile(join(draft, noteName), `${JSON.stringify(note, undefined, 2)}\n`);
    await keepPrivately(join(draft, noteName));
    await syncFolder(draft);
    await rename(draft, folder);
    await syncFolder(target);
    return { folder, note };
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw toBackupError(error, target);
  }
}

/** What cannot be made again, besides the log: an official page may be gone tomorrow. The indexes can. */
async function listKept(dataDir: string): Promise<string[]> {
  const folders = ['corpus', 'fetched'];
  const inFolders = folders.map(async (folder) =>
    (await listFiles(join(dataDir, folder))).map((name) => join(folder, name)),
  );
  const files = ['secret-key', ...staffMarks].filter((name) => existsSync(join(dataDir, name)));
  return [...files, ...(await Promise.all(inFolders)).flat()];
}

async function readLive(dataDir: string): Promise<string> {
  const current = join(dataDir, 'index', 'CURRENT');
  return existsSync(current) ? (await readFile(current, 'utf8')).trim() : '';
}

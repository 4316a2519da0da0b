// Tells whether a backup still is what it was when it was made, and whether it can be gone back to.

import { join } from 'node:path';
import { countRows } from '../storage/copy-database.ts';
import { BackupError } from './backup-error.ts';
import { type BackupNote, databaseName, noteName, readBackupNote } from './backup-note.ts';
import { listFiles, sumOf } from './copy-files.ts';
import { inspectLog } from './inspect-log.ts';

/**
 * Changes nothing in the backup.
 * @param scratch as for `inspectLog`. @throws BackupError naming what is wrong, StorageError
 */
export async function verifyBackup(folder: string, scratch: string): Promise<BackupNote> {
  const note = await readBackupNote(folder);
  const present = (await listFiles(folder)).filter((name) => name !== noteName);
  const strange = present.find((name) => !(name in note.files));
  if (strange !== undefined)
    throw new BackupError(`${folder} 里多了一个文件：${strange}。${another}`);
  for (const [name, noted] of Object.entries(note.files)) {
    if (!present.includes(name)) throw new BackupError(`${folder} 里少了文件：${name}。${another}`);
    const { bytes, sha256 } = await sumOf(join(folder, name));
    if (bytes !== noted.bytes || sha256 !== noted.sha256) {
      throw new BackupError(`${folder} 里的文件变了：${name}。${another}`);
    }
  }
  const rows = countRows(join(folder, databaseName));
  const end = await inspectLog(folder, scratch);
  const isSame =
    end.sequence === note.chainEnd.sequence &&
    end.digest === note.chainEnd.digest &&
    Object.entries(note.rows).every(([table, count]) => rows[table] === count);
  if (isSame) return note;
  throw new BackupError(`${folder} 里的记录和备份时写下的条数对不上。${another}`);
}

const another = '这一份不要用，换一份备份';

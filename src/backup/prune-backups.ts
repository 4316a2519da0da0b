// Takes old backups away, which happens only when staff ask for it.

import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { noteName } from './backup-note.ts';
import { isBackupName } from './name-of.ts';

/** Folders of another name or without a note are nobody's backups and stay. @returns the names taken away. */
export async function pruneBackups(target: string, keep: number): Promise<string[]> {
  const names = (await readdir(target))
    .filter((name) => isBackupName(name) && existsSync(join(target, name, noteName)))
    .sort();
  const old = names.slice(0, Math.max(0, names.length - keep));
  for (const name of old) await rm(join(target, name), { recursive: true });
  return old;
}

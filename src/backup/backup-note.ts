// The home of the note in a backup: what it holds, so that anybody can tell later whether it still holds it.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { BackupError } from './backup-error.ts';

export const noteName = 'backup.json';
export const databaseName = 'bot.sqlite';
/** What staff went back from, and whether changes wait for them: without these a start would publish it. */
export const staffMarks = ['index/HELD', 'index/WAITING'] as const;

const noteSchema = z
  .object({
    /** ISO time. */
    madeAt: z.iso.datetime(),
    /** The last event of the log. */
    chainEnd: z.object({ sequence: z.number().int(), digest: z.string() }),
    /** Rows by table. */
    rows: z.record(z.string(), z.number().int()),
    /** The index that was live; empty without one. It is made again from the corpus, not kept. */
    generation: z.string(),
    /** Paths from the backup's folder, all files but the note. */
    files: z.record(z.string(), z.object({ bytes: z.number().int(), sha256: z.string() })),
  })
  .readonly();

export type BackupNote = z.infer<typeof noteSchema>;

/** @throws BackupError when the folder is no backup. */
export async function readBackupNote(folder: string): Promise<BackupNote> {
  try {
    return noteSchema.parse(JSON.parse(await readFile(join(folder, noteName), 'utf8')));
  } catch (error) {
    throw new BackupError(
      `${folder} 里没有可用的备份：没有读到 ${noteName}。写备份那一层文件夹，例如 data/backups/2026-03-01-083000`,
      { cause: error },
    );
  }
}

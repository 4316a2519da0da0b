// Goes back to a backup. What lies there is moved aside, never overwritten, and the log says it happened.

import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type ChainEnd, start } from '../audit/digest-chain.ts';
import { type ErasedRow, eraseAgain, findErasedSince } from '../audit/erase-again.ts';
import { hasReached } from '../audit/has-reached.ts';
import { readChainEnd } from '../audit/read-chain-end.ts';
import { createActRecorder } from '../audit/record-act.ts';
import { holdDatabase } from '../storage/hold-database.ts';
import { openDatabase } from '../storage/open-database.ts';
import { StorageError } from '../storage/storage-error.ts';
import { BackupError, toBackupError } from './backup-error.ts';
import { type BackupNote, databaseName, staffMarks } from './backup-note.ts';
import { copyPrivately, syncFolder } from './copy-files.ts';
import { nameOf } from './name-of.ts';
import { verifyBackup } from './verify-backup.ts';

export interface Restoration {
  readonly note: BackupNote;
  /** Where what lay there before is now. */
  readonly asideDir: string;
  /** The end of the log that was replaced; absent when it could not be read. */
  readonly replaced?: ChainEnd;
  /** Whether the replaced log went on from the backup; false: it is another log. */
  readonly isContinued: boolean;
  /** Questions that their askers had erased after the backup was made, and that were erased again. */
  readonly erasedAgain: number;
}

interface Replaced extends Pick<Restoration, 'isContinued'> {
  readonly replaced?: ChainEnd;
  readonly erased: readonly ErasedRow[];
}

/** The key stays when the backup has none: it is then set in the environment. */
const exchanged = [
  databaseName,
  `${databaseName}-wal`,
  `${databaseName}-shm`,
  'corpus',
  'fetched',
  ...staffMarks,
];

/** @throws BackupError before anything is moved: a backup that is not whole, a service that runs; StorageError */
export async function restoreBackup(
  folder: string,
  dataDir: string,
  now: Date,
): Promise<Restoration> {
  const note = await verifyBackup(folder, dataDir);
  const path = join(dataDir, databaseName);
  const before = await readReplaced(path, note.chainEnd);
  const asideDir = join(dataDir, `replaced-${nameOf(now)}`);
  const incoming = join(dataDir, `.restoring-${nameOf(now)}`);
  const letGo = holdAlone(path);
  try {
    for (const name of Object.keys(note.files)) {
      await copyPrivately(join(folder, name), join(incoming, name));
    }
    await mkdir(asideDir, { mode: 0o700 });
    const names = 'secret-key' in note.files ? [...exchanged, 'secret-key'] : exchanged;
    for (const name of names) {
      await moveIfThere(join(dataDir, name), join(asideDir, name));
      await moveIfThere(join(incoming, name), join(dataDir, name));
    }
    await syncFolder(dataDir);
  } catch (error) {
    throw toBackupError(error, dataDir);
  } finally {
    letGo();
    await rm(incoming, { recursive: true, force: true });
  }
  const erasedAgain = await finish(path, basename(folder), note.chainEnd, before, now);
  const { erased: _, ...told } = before;
  return { note, asideDir, ...told, erasedAgain };
}

function holdAlone(path: string): () => void {
  try {
    return holdDatabase(path);
  } catch (error) {
    if (!(error instanceof StorageError) || error.problem !== 'locked') throw error;
    throw new BackupError(
      '服务或者另一个命令正在用这些记录。先停掉它们，再恢复；现在什么都没有动',
      { cause: error },
    );
  }
}

async function readReplaced(path: string, end: ChainEnd): Promise<Replaced> {
  if (!existsSync(path)) return { replaced: start, isContinued: false, erased: [] };
  try {
    const database = await openDatabase(path);
    try {
      const replaced = await readChainEnd(database);
      const isContinued = await hasReached(database, end);
      const erased = isContinued ? await findErasedSince(database, end) : [];
      return { replaced, isContinued, erased };
    } finally {
      await database.destroy();
    }
  } catch (error) {
    // A damaged log is why people come here.
    if (error instanceof StorageError && error.problem !== 'locked') {
      return { isContinued: false, erased: [] };
    }
    throw error;
  }
}

async function moveIfThere(from: string, to: string): Promise<void> {
  if (!existsSync(from)) return;
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to);
}

/** Erases again what was erased meanwhile, and has the log say that it went back, and what it had been. */
async function finish(
  path: string,
  name: string,
  { sequence }: ChainEnd,
  { replaced, erased }: Replaced,
  now: Date,
): Promise<number> {
  const database = await openDatabase(path);
  const clock = () => now;
  try {
    const former = replaced ? `${replaced.sequence} ${replaced.digest}`.trim() : 'unreadable';
    const detail = `${name} ${sequence}, replaced ${former}`;
    const recordAct = createActRecorder(database, clock);
    await recordAct(async () => ({ result: undefined, acts: [{ kind: 'log-restored', detail }] }));
    return await eraseAgain(database, clock, erased);
  } finally {
    await database.destroy();
  }
}

// The home of locks between processes: one holder a name, freed by the operating system when its process dies.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { z } from 'zod';
import { ServiceError } from '../errors.ts';
import { toStorageError } from './storage-error.ts';

/** Who holds a lock, what for, and since when, as the next one is told. */
export interface LockHolder {
  readonly by: string;
  readonly what: string;
  /** ISO time. */
  readonly since: string;
  readonly pid: number;
}

export class LockedError extends ServiceError {
  override readonly name = 'LockedError';
  readonly holder: LockHolder | undefined;

  constructor(message: string, holder: LockHolder | undefined) {
    super(message);
    this.holder = holder;
  }
}

const holderSchema = z.object({
  by: z.string(),
  what: z.string(),
  since: z.string(),
  pid: z.number(),
});

/**
 * Takes the lock `name` in `folder`, which is made when absent. Nothing of it is written to, so no crash can
 * leave it half taken: the lock is SQLite's own on the open file, and the kernel lets go of it with the process.
 * @returns what gives it back. @throws LockedError at once when somebody else holds it; StorageError.
 */
export function holdLock(folder: string, name: string, holder: LockHolder): () => void {
  const note = join(folder, `${name}.json`);
  let client: BetterSqlite.Database | undefined;
  try {
    mkdirSync(folder, { recursive: true });
    client = new BetterSqlite(join(folder, `${name}.lock`), { timeout: 0 });
    client.exec('begin exclusive');
    writeFileSync(note, JSON.stringify(holder));
  } catch (error) {
    client?.close();
    if (!isBusy(error)) throw toStorageError(error, folder);
    const other = readHolder(note);
    throw new LockedError(describeHolder(other), other);
  }
  const held = client;
  return () => {
    if (held.open) held.close();
  };
}

function describeHolder(holder: LockHolder | undefined): string {
  if (!holder) return '另一个程序正在做这件事，等它做完再试';
  const since = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(new Date(holder.since));
  return `${holder.by} 正在${holder.what}（${since} 开始，进程号 ${holder.pid}）。等它结束再试；不想等，就先停掉它`;
}

function readHolder(note: string): LockHolder | undefined {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(note, 'utf8')));
  } catch {
    // It is only for the sentence; the lock itself does not depend on it.
    return undefined;
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}

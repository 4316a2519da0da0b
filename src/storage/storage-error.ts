// The home of what goes wrong with the database file, said so that whoever runs the service can act.

import { ServiceError } from '../errors.ts';

export type StorageProblem =
  | 'not-writable'
  | 'corrupt'
  | 'not-a-database'
  | 'disk-full'
  | 'locked'
  | 'failed';

/** The database could not be opened, read or written. `problem` says why, the message what to do. */
export class StorageError extends ServiceError {
  override readonly name = 'StorageError';
  readonly problem: StorageProblem;

  constructor(problem: StorageProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.problem = problem;
  }
}

const remedies: Readonly<Record<StorageProblem, string>> = {
  'not-writable':
    'cannot be written: give the user of the service write permission on this folder, or set DATA_DIR to a folder it may write to',
  corrupt:
    'is damaged: stop the service, bring a backup back with `npm run backup -- restore FOLDER` (it moves this file aside and keeps it) and start again',
  'not-a-database':
    'is not a SQLite database: bring a backup back with `npm run backup -- restore FOLDER` (it moves this file aside and keeps it), or move the file away (or set DATA_DIR to another folder), then start again',
  'disk-full':
    'cannot grow because the disk is full: free space on this disk; the service goes on by itself',
  locked:
    'is held by another process: end the other process that has it open (a second service, a backup, a database browser)',
  failed: 'cannot be used: see the cause in the log, check the disk and start again',
};

/** Turns whatever the driver or the file system threw into a `StorageError`; a `StorageError` stays as it is. */
export function toStorageError(error: unknown, path = 'The database'): StorageError {
  if (error instanceof StorageError) return error;
  const problem = problemOf(error);
  return new StorageError(problem, `${path} ${remedies[problem]}.`, { cause: error });
}

// Result codes: https://www.sqlite.org/rescode.html
function problemOf(error: unknown): StorageProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return 'disk-full';
  if (code === 'SQLITE_NOTADB') return 'not-a-database';
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_IOERR_SHORT_READ') return 'corrupt';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 'locked';
  if (
    /^(SQLITE_(READONLY|CANTOPEN|PERM)|EACCES|EPERM|EROFS|ENOTDIR|EEXIST|EISDIR|ENOENT)/.test(code)
  ) {
    return 'not-writable';
  }
  // better-sqlite3 checks the folder itself and throws a TypeError without a code.
  if (error instanceof TypeError && error.message.includes('directory does not exist')) {
    return 'not-writable';
  }
  return 'failed';
}

/** Runs database work so that only `StorageError` comes out of the driver; other errors pass unchanged. */
export async function withStorageErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw code.startsWith('SQLITE_') ? toStorageError(error) : error;
  }
}

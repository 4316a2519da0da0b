// Makes sure that nobody else has a database file open, for as long as it is exchanged.

import { existsSync } from 'node:fs';
import BetterSqlite from 'better-sqlite3';
import { toStorageError } from './storage-error.ts';

/**
 * SQLite leaves WAL only when no other connection is open, and the kernel lets go of the locks it goes by with
 * the process that held them: no mark is left behind that could be wrong. A file too damaged to be opened is
 * nobody's: no service starts with it.
 * @returns what lets go of the file. @throws StorageError `locked` at once when a service or command has it open.
 */
export function holdDatabase(path: string): () => void {
  if (!existsSync(path)) return () => {};
  const client = new BetterSqlite(path, { timeout: 0 });
  try {
    client.pragma('journal_mode = DELETE');
    client.exec('begin exclusive');
    return () => client.close();
  } catch (error) {
    client.close();
    const failure = toStorageError(error, path);
    if (failure.problem !== 'corrupt' && failure.problem !== 'not-a-database') throw failure;
    return () => {};
  }
}

// Copies a database while others write to it, and counts what a file holds.

import BetterSqlite from 'better-sqlite3';
import { z } from 'zod';
import { toStorageError } from './storage-error.ts';

/** Rows by table. */
export type RowCounts = Readonly<Record<string, number>>;

/** 4 MB: the caller's event loop turns between two steps. */
const pagesAtOnce = 1000;

const tableSchema = z.object({ name: z.string() });
const countSchema = z.object({ rows: z.number() });

/**
 * Copies `from` as it is at this moment into the new file `to`, which is one file without a write-ahead log.
 * Nobody who writes meanwhile waits, and nothing they write makes the copy begin again: in WAL a reader keeps
 * its snapshot (https://www.sqlite.org/wal.html#concurrency).
 * @returns what the original held at that moment. @throws StorageError
 */
export async function copyDatabase(
  from: string,
  to: string,
  onProgress: (donePages: number, totalPages: number) => void = () => {},
): Promise<RowCounts> {
  let source: BetterSqlite.Database | undefined;
  try {
    source = new BetterSqlite(from, { readonly: true, fileMustExist: true });
    // A copy without a transaction around it would start over with every commit of another process.
    source.exec('begin');
    const counts = countTables(source);
    await source.backup(to, {
      progress({ totalPages, remainingPages }) {
        onProgress(totalPages - remainingPages, totalPages);
        return pagesAtOnce;
      },
    });
    source.exec('commit');
    joinWriteAheadLog(to);
    return counts;
  } catch (error) {
    throw toStorageError(error, from);
  } finally {
    source?.close();
  }
}

/** Reads only. @throws StorageError */
export function countRows(path: string): RowCounts {
  let client: BetterSqlite.Database | undefined;
  try {
    client = new BetterSqlite(path, { readonly: true, fileMustExist: true });
    return countTables(client);
  } catch (error) {
    throw toStorageError(error, path);
  } finally {
    client?.close();
  }
}

function countTables(client: BetterSqlite.Database): RowCounts {
  const tables = client
    .prepare(`select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'`)
    .all()
    .map((row) => tableSchema.parse(row).name);
  const countOf = (table: string) =>
    countSchema.parse(client.prepare(`select count(*) as rows from "${table}"`).get()).rows;
  return Object.fromEntries(tables.map((table) => [table, countOf(table)]));
}

function joinWriteAheadLog(path: string): void {
  const copy = new BetterSqlite(path);
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}

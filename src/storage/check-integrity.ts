// Asks SQLite whether the pages of the file fit together, which no checksum of ours can tell.

import { sql } from 'kysely';
import type { Database } from './schema.ts';
import { toStorageError, withStorageErrors } from './storage-error.ts';

/** Thorough: every page and every index. Takes a second or so for 100 MB. @throws StorageError `corrupt` */
export function checkIntegrity(database: Database, path: string): Promise<void> {
  return withStorageErrors(async () => {
    const { rows } = await sql<Record<string, string>>`pragma integrity_check(1)`.execute(database);
    refuseUnlessOk(rows, path);
  });
}

/**
 * For a start: the same without comparing indexes, table by table, as far as it comes in the time given.
 * @returns the tables there was no time for. @throws StorageError `corrupt`
 */
export function checkQuickly(
  database: Database,
  path: string,
  withinMs: number,
): Promise<string[]> {
  return withStorageErrors(async () => {
    const startedAt = performance.now();
    const tables = await database.introspection.getTables({
      withInternalKyselyTables: true,
    });
    const left: string[] = [];
    for (const { name } of tables) {
      if (performance.now() - startedAt > withinMs) {
        left.push(name);
        continue;
      }
      const { rows } = await sql<
        Record<string, string>
      >`pragma quick_check(${sql.ref(name)})`.execute(database);
      refuseUnlessOk(rows, path);
    }
    return left;
  });
}

function refuseUnlessOk(rows: readonly Record<string, string>[], path: string): void {
  const [found] = rows.flatMap((row) => Object.values(row));
  if (found === 'ok') return;
  throw toStorageError(Object.assign(new Error(found), { code: 'SQLITE_CORRUPT' }), path);
}

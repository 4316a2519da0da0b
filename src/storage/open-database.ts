// Opens the database file, makes it durable and brings its tables up to date.

import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import BetterSqlite from 'better-sqlite3';
import { type DatabaseConnection, Kysely, Migrator, SqliteDialect, SqliteDriver } from 'kysely';
import { migrations } from './migrations.ts';
import type { Database, Schema } from './schema.ts';
import { toStorageError } from './storage-error.ts';

/** How long a statement waits for another process (the command line beside the service), in ms. */
const busyTimeoutMs = 5000;

/**
 * Opens `path`, making its folder and file when absent. Close with `destroy()`.
 * @throws StorageError
 */
export async function openDatabase(path: string): Promise<Database> {
  let client: BetterSqlite.Database | undefined;
  try {
    await mkdir(dirname(path), { recursive: true });
    client = new BetterSqlite(path, { timeout: busyTimeoutMs });
    client.pragma('journal_mode = WAL');
    // WAL defaults to NORMAL here, which may lose the last commits at a power cut.
    client.pragma('synchronous = FULL');
    client.pragma('foreign_keys = ON');
    // Without it the words of an emptied or deleted row stay readable in the file.
    client.pragma('secure_delete = ON');
    const database = new Kysely<Schema>({ dialect: new Dialect(client) });
    await migrate(client, database);
    return database;
  } catch (error) {
    client?.close();
    throw toStorageError(error, path);
  }
}

/** As Kysely's own, but the reason of a failure is not lost: a full disk has SQLite roll back by itself. */
class Dialect extends SqliteDialect {
  readonly #client: BetterSqlite.Database;

  constructor(client: BetterSqlite.Database) {
    super({ database: client });
    this.#client = client;
  }

  override createDriver(): SqliteDriver {
    const client = this.#client;
    return new (class extends SqliteDriver {
      override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
        if (client.inTransaction) await super.rollbackTransaction(connection);
      }
    })({ database: client });
  }
}

/**
 * The migrator of Kysely neither locks SQLite nor undoes half a migration, so one immediate
 * transaction around it does: a second process waits, a crash leaves the tables as they were.
 */
async function migrate(client: BetterSqlite.Database, database: Database): Promise<void> {
  if (isUpToDate(client)) return;
  const provider = { getMigrations: async () => ({ ...migrations }) };
  client.exec('begin immediate');
  const { error } = await new Migrator({ db: database, provider }).migrateToLatest();
  if (error === undefined) {
    client.exec('commit');
    return;
  }
  if (client.inTransaction) client.exec('rollback');
  throw error;
}

/** Seen without a lock: a staff command that is being slow must not keep the service from writing its log. */
function isUpToDate(client: BetterSqlite.Database): boolean {
  const table = client.prepare("select 1 from sqlite_master where name = 'kysely_migration'");
  if (table.get() === undefined) return false;
  const names = client.prepare('select name from kysely_migration order by name').pluck().all();
  return isDeepStrictEqual(names, Object.keys(migrations).sort());
}

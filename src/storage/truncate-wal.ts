// Empties the write-ahead log: what was deleted from the tables is not to be read from there.

import { sql } from 'kysely';
import type { Database } from './schema.ts';

/** Best effort: while another process reads, the next call does it. */
export async function truncateWal(database: Database): Promise<void> {
  await sql`pragma wal_checkpoint(truncate)`.execute(database);
}

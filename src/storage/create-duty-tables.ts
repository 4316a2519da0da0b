// Migration 0005: who may not ask for a while, and which daily summaries staff were sent. Published; never changes.

import type { Kysely } from 'kysely';
import { sql } from 'kysely';

const statements = [
  `create table block (
    id text primary key not null,
    row_key text not null,
    asker text not null,
    reason text not null,
    blocked_by text not null,
    blocked_at text not null,
    until text not null,
    lifted_by text,
    lifted_at text
  )`,
  // Looked into before every question; what has ended names nobody and is not in it.
  `create index block_by_asker on block (asker) where asker <> ''`,
  `create table summary_post (
    day text primary key not null,
    attempts integer not null,
    posted_at text
  )`,
];

export async function createDutyTables(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

// Migration 0004: what erasing a person's words and link needs. Published; never changes.

import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/**
 * A vote gets a name and a key of its own, so that neither the chain nor its digests tell who voted. Votes
 * there are keep the name and key they are sealed under. There is no foreign key: rows go when they are old,
 * each in its own time.
 */
const statements = [
  `create table vote (
    id text not null,
    row_key text not null,
    question_id text not null,
    asker text not null,
    useful integer not null,
    given_at text not null,
    primary key (question_id, id)
  )`,
  `insert into vote
    select asker, coalesce((select row_key from question where question.id = question_id), ''),
      question_id, asker, useful, given_at
    from feedback`,
  'drop table feedback',
  'alter table vote rename to feedback',
  'create index feedback_not_useful on feedback (question_id) where useful = 0',
  'create index feedback_by_asker on feedback (asker)',
  'create index question_by_asker on question (asker)',
  // How much time has passed is read from the events.
  'create index event_by_time on event (at)',
];

export async function createErasureTables(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

// The tables of the review room: who judges, what was judged, what followed from it.

import type { Kysely } from 'kysely';
import { sql } from 'kysely';

const tables: Readonly<Record<string, readonly string[]>> = {
  account: [
    'id text primary key not null',
    'row_key text not null',
    'name text not null unique',
    'role text not null',
    'password text not null',
    'created_at text not null',
    'disabled_at text',
  ],
  session: [
    'id_digest text primary key not null',
    'account_id text not null references account (id)',
    'started_at text not null',
    'seen_at text not null',
  ],
  login_attempt: [
    'name_digest text primary key not null',
    'failures integer not null',
    'last_at text not null',
  ],
  verdict: [
    'id text primary key not null',
    'row_key text not null',
    'question_id text not null',
    'reviewer text not null',
    'overall text not null',
    'statements text not null',
    'citations text not null',
    'reasons text not null',
    'note text not null',
    'correction text not null',
    'recorded_at text not null',
    'supersedes text not null',
    // Of two that would supersede the same verdict, one stays.
    'unique (question_id, reviewer, supersedes)',
  ],
  sign_off: [
    'id text primary key not null',
    'row_key text not null',
    'from_day text not null',
    'to_day text not null',
    'signed_by text not null',
    'note text not null',
    'open_items integer not null',
    'reason text not null',
    'signed_at text not null',
  ],
  ticket: [
    'id text primary key not null',
    'row_key text not null',
    'question_id text not null',
    'kind text not null',
    'text text not null',
    'asker text not null',
    'opened_by text not null',
    'opened_at text not null',
    'due_on text not null',
    'state text not null',
  ],
  ticket_note: [
    'id text primary key not null',
    'row_key text not null',
    'question_id text not null',
    'ticket_id text not null references ticket (id)',
    'state text not null',
    'note text not null',
    'noted_by text not null',
    'noted_at text not null',
  ],
  golden_proposal: [
    'id text primary key not null',
    'row_key text not null',
    'question_id text not null',
    'question text not null',
    'documents text not null',
    'facts text not null',
    'proposed_by text not null',
    'proposed_at text not null',
  ],
  approved_question: [
    'id text primary key not null',
    'row_key text not null',
    'question_id text not null unique',
    'question text not null',
    'passage_ids text not null',
    'approved_by text not null',
    'approved_at text not null',
  ],
  pause: [
    'id text primary key not null',
    'row_key text not null',
    'channel text not null',
    'reason text not null',
    'paused_by text not null',
    'paused_at text not null',
    'resumed_by text',
    'resumed_at text',
  ],
  sample_rate: [
    'id text primary key not null',
    'row_key text not null',
    'rate real not null',
    'set_by text not null',
    'set_at text not null',
  ],
  review_item: [
    'question_id text primary key not null',
    'asked_at text not null',
    'status text not null',
    'best_score real not null',
    'fallback integer not null',
    'sampled integer not null',
  ],
  review_cursor: ['id integer primary key not null', 'sequence integer not null'],
};

const indexes = [
  'index session_by_account on session (account_id)',
  `unique index verdict_superseded_once on verdict (supersedes) where supersedes <> ''`,
  'index ticket_by_question on ticket (question_id)',
  'index ticket_by_state on ticket (state, due_on)',
  'index ticket_note_by_question on ticket_note (question_id)',
  'index ticket_note_by_ticket on ticket_note (ticket_id)',
  'index golden_proposal_by_question on golden_proposal (question_id)',
  // A channel is paused once at a time, and to ask for it costs one look.
  'unique index pause_in_force on pause (channel) where resumed_at is null',
  'index review_item_by_time on review_item (asked_at, question_id, status, best_score, fallback, sampled)',
  'index review_item_sampled on review_item (asked_at, question_id) where sampled = 1',
  'index citation_by_document on citation (document_id, question_id)',
  'index feedback_not_useful on feedback (question_id) where useful = 0',
];

export async function createReviewTables(database: Kysely<unknown>): Promise<void> {
  for (const [name, columns] of Object.entries(tables)) {
    await sql.raw(`create table ${name} (${columns.join(', ')})`).execute(database);
  }
  for (const index of indexes) await sql.raw(`create ${index}`).execute(database);
  await sql`insert into review_cursor (id, sequence) values (1, 0)`.execute(database);
}

// The home of how the tables came to be. A published migration never changes; a new one goes below it.

import type { Kysely, Migration } from 'kysely';
import { sql } from 'kysely';
import { createDutyTables } from './create-duty-tables.ts';
import { createErasureTables } from './create-erasure-tables.ts';
import { createModelTables } from './create-model-tables.ts';
import { createReviewTables } from './create-review-tables.ts';

/** Names sort in the order they run. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-log-and-inbox': { up: createLogAndInbox },
  '0002-model-use': { up: createModelTables },
  '0003-review': { up: createReviewTables },
  '0004-erasure': { up: createErasureTables },
  '0005-duties': { up: createDutyTables },
};

async function createLogAndInbox(database: Kysely<unknown>): Promise<void> {
  const { schema } = database;
  await schema
    .createTable('question')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('asker', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('redacted', 'text', (column) => column.notNull())
    .addColumn('asked_at', 'text', (column) => column.notNull())
    .addColumn('row_key', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createIndex('question_by_conversation')
    .on('question')
    .columns(['conversation', 'asked_at'])
    .execute();
  await schema.createIndex('question_by_time').on('question').column('asked_at').execute();

  await schema
    .createTable('answer')
    .addColumn('question_id', 'text', (column) =>
      column.primaryKey().notNull().references('question.id'),
    )
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('lead', 'text', (column) => column.notNull())
    .addColumn('notices', 'text', (column) => column.notNull())
    .addColumn('suggestions', 'text', (column) => column.notNull())
    .addColumn('dropped', 'text', (column) => column.notNull())
    .addColumn('generation', 'text', (column) => column.notNull())
    .addColumn('ms', 'real', (column) => column.notNull())
    .addColumn('route', 'text', (column) => column.notNull())
    .addColumn('timings', 'text', (column) => column.notNull())
    .addColumn('passage_digests', 'text', (column) => column.notNull())
    .addColumn('answered_at', 'text', (column) => column.notNull())
    .execute();

  await schema
    .createTable('statement')
    .addColumn('question_id', 'text', (column) => column.notNull().references('answer.question_id'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('statement_key', ['question_id', 'position'])
    .execute();

  await schema
    .createTable('citation')
    .addColumn('question_id', 'text', (column) => column.notNull().references('answer.question_id'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('document_id', 'text', (column) => column.notNull())
    .addColumn('passage_id', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('section', 'text', (column) => column.notNull())
    .addColumn('url', 'text', (column) => column.notNull())
    .addColumn('quote', 'text', (column) => column.notNull())
    .addColumn('publisher', 'text', (column) => column.notNull())
    .addColumn('published', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('citation_key', ['question_id', 'position'])
    .execute();
  await schema.createIndex('citation_by_passage').on('citation').column('passage_id').execute();

  await schema
    .createTable('statement_citation')
    .addColumn('question_id', 'text', (column) => column.notNull())
    .addColumn('statement', 'integer', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('citation', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('statement_citation_key', ['question_id', 'statement', 'position'])
    .addForeignKeyConstraint(
      'statement_citation_statement',
      ['question_id', 'statement'],
      'statement',
      ['question_id', 'position'],
    )
    .addForeignKeyConstraint(
      'statement_citation_citation',
      ['question_id', 'citation'],
      'citation',
      ['question_id', 'position'],
    )
    .execute();

  await schema
    .createTable('retrieved')
    .addColumn('question_id', 'text', (column) => column.notNull().references('answer.question_id'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('passage_id', 'text', (column) => column.notNull())
    .addColumn('score', 'real', (column) => column.notNull())
    .addColumn('lexical_score', 'real', (column) => column.notNull())
    .addColumn('vector_score', 'real', (column) => column.notNull())
    .addColumn('used', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('retrieved_key', ['question_id', 'position'])
    .execute();

  await schema
    .createTable('feedback')
    .addColumn('question_id', 'text', (column) => column.notNull().references('answer.question_id'))
    .addColumn('asker', 'text', (column) => column.notNull())
    .addColumn('useful', 'integer', (column) => column.notNull())
    .addColumn('given_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('feedback_key', ['question_id', 'asker'])
    .execute();

  await schema
    .createTable('event')
    .addColumn('sequence', 'integer', (column) => column.primaryKey().notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    // No foreign key: an event outlives the row it describes.
    .addColumn('question_id', 'text', (column) => column.notNull())
    .addColumn('detail', 'text', (column) => column.notNull())
    .addColumn('rows', 'text', (column) => column.notNull())
    .addColumn('digest', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createIndex('event_by_question')
    .on('event')
    .columns(['question_id', 'sequence'])
    .execute();

  await schema
    .createTable('chain_head')
    .addColumn('id', 'integer', (column) => column.primaryKey().notNull())
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .addColumn('digest', 'text', (column) => column.notNull())
    .execute();
  await sql`insert into chain_head (id, sequence, digest) values (1, 0, '')`.execute(database);

  await schema
    .createTable('inbox')
    .addColumn('update_id', 'integer', (column) => column.primaryKey().notNull())
    .addColumn('chat_id', 'text', (column) => column.notNull())
    .addColumn('payload', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('received_at', 'text', (column) => column.notNull())
    .addColumn('settled_at', 'text')
    .execute();
  await schema.createIndex('inbox_by_state').on('inbox').columns(['state', 'update_id']).execute();
}

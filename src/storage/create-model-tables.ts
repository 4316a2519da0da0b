// Migration 0002: what a language model had to do with an answer. Published; never changes.

import type { Kysely } from 'kysely';

/** Tables of their own: columns added to `answer` would change the digests of the rows that are sealed already. */
export async function createModelTables({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('composition')
    .addColumn('question_id', 'text', (column) =>
      column.primaryKey().notNull().references('answer.question_id'),
    )
    .addColumn('model', 'text', (column) => column.notNull())
    .addColumn('writer', 'text', (column) => column.notNull())
    .addColumn('fallback', 'text', (column) => column.notNull())
    .execute();

  await schema
    .createTable('model_call')
    .addColumn('question_id', 'text', (column) =>
      column.notNull().references('composition.question_id'),
    )
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('step', 'text', (column) => column.notNull())
    .addColumn('prompt', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('input_tokens', 'integer', (column) => column.notNull())
    .addColumn('output_tokens', 'integer', (column) => column.notNull())
    .addColumn('ms', 'real', (column) => column.notNull())
    .addPrimaryKeyConstraint('model_call_key', ['question_id', 'position'])
    .execute();

  // The day's tokens are counted before every question a model works on.
  await schema.createIndex('answer_by_time').on('answer').column('answered_at').execute();
}

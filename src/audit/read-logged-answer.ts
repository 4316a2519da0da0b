// Reads one question with everything that became of it back out of the tables.

import { z } from 'zod';
import type { Channel, Status } from '../domain.ts';
import type { Database } from '../storage/schema.ts';
import type { LoggedAnswer, ModelUse } from './audit-log.ts';

export const channelSchema = z.enum(['telegram', 'web', 'cli'] satisfies Channel[]);

export const statusSchema = z.enum([
  'answered',
  'answered-partly',
  'clarification-needed',
  'unanswerable-no-passages',
  'unanswerable-not-covered',
  'refused-out-of-scope',
  'refused-unsafe',
  'refused-too-long',
  'refused-quota',
  'refused-paused',
  'refused-blocked',
  'emergency',
  'smalltalk',
  'failed-model',
  'failed-storage',
  'failed-internal',
] satisfies Status[]);

const writerSchema = z.enum(['model', 'quotation'] satisfies ModelUse['writer'][]);

const texts = z.array(z.string());

/** @param id whole. @returns nothing when the question or its answer is not in the log. */
export async function readLoggedAnswer(
  database: Database,
  id: string,
): Promise<LoggedAnswer | undefined> {
  const question = await database
    .selectFrom('question')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  const answer = await database
    .selectFrom('answer')
    .selectAll()
    .where('question_id', '=', id)
    .executeTakeFirst();
  if (!question || !answer) return undefined;
  const statements = await database
    .selectFrom('statement')
    .selectAll()
    .where('question_id', '=', id)
    .orderBy('position')
    .execute();
  const citations = await database
    .selectFrom('citation')
    .selectAll()
    .where('question_id', '=', id)
    .orderBy('position')
    .execute();
  const ties = await database
    .selectFrom('statement_citation')
    .selectAll()
    .where('question_id', '=', id)
    .orderBy('statement')
    .orderBy('position')
    .execute();
  const retrieved = await database
    .selectFrom('retrieved')
    .selectAll()
    .where('question_id', '=', id)
    .orderBy('position')
    .execute();
  const events = await database
    .selectFrom('event')
    .select(['at', 'kind', 'detail'])
    .where('question_id', '=', id)
    .orderBy('sequence')
    .execute();
  const model = await readModelUse(database, id);

  return {
    question: {
      id,
      channel: channelSchema.parse(question.channel),
      conversation: question.conversation,
      asker: question.asker,
      text: question.text,
      redacted: texts.parse(JSON.parse(question.redacted)),
      askedAt: question.asked_at,
    },
    answer: {
      questionId: id,
      status: statusSchema.parse(answer.status),
      text: answer.text,
      lead: answer.lead,
      statements: statements.map(({ position, text }) => ({
        text,
        citations: ties.filter((tie) => tie.statement === position).map((tie) => tie.citation),
      })),
      citations: citations.map((citation) => ({
        documentId: citation.document_id,
        passageId: citation.passage_id,
        title: citation.title,
        section: citation.section,
        url: citation.url,
        quote: citation.quote,
        publisher: citation.publisher,
        published: citation.published,
      })),
      notices: texts.parse(JSON.parse(answer.notices)),
      suggestions: texts.parse(JSON.parse(answer.suggestions)),
      generation: answer.generation,
      ms: answer.ms,
    },
    trace: {
      retrieved: retrieved.map((passage) => ({
        passageId: passage.passage_id,
        score: passage.score,
        lexicalScore: passage.lexical_score,
        vectorScore: passage.vector_score,
        used: passage.used === 1,
      })),
      passageDigests: z.record(z.string(), z.string()).parse(JSON.parse(answer.passage_digests)),
      timings: z.record(z.string(), z.number()).parse(JSON.parse(answer.timings)),
      dropped: texts.parse(JSON.parse(answer.dropped)),
      route: answer.route,
      ...(model ? { model } : {}),
    },
    events,
  };
}

async function readModelUse(database: Database, id: string): Promise<ModelUse | undefined> {
  const composition = await database
    .selectFrom('composition')
    .selectAll()
    .where('question_id', '=', id)
    .executeTakeFirst();
  if (!composition) return undefined;
  const calls = await database
    .selectFrom('model_call')
    .selectAll()
    .where('question_id', '=', id)
    .orderBy('position')
    .execute();
  return {
    model: composition.model,
    writer: writerSchema.parse(composition.writer),
    fallback: composition.fallback,
    calls: calls.map((call) => ({
      step: call.step,
      prompt: call.prompt,
      outcome: call.outcome,
      inputTokens: call.input_tokens,
      outputTokens: call.output_tokens,
      ms: call.ms,
    })),
  };
}

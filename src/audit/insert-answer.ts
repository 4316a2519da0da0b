// Writes an answer and all that hangs on it: statements, citations, which carries which, what retrieval brought, what a model did.

import type { Answer } from '../domain.ts';
import type { Database } from '../storage/schema.ts';
import type { AnswerTrace, ModelUse } from './audit-log.ts';

export async function insertAnswer(
  transaction: Database,
  answer: Answer,
  trace: AnswerTrace,
  answeredAt: string,
): Promise<void> {
  const question_id = answer.questionId;
  await transaction
    .insertInto('answer')
    .values({
      question_id,
      status: answer.status,
      text: answer.text,
      lead: answer.lead,
      notices: JSON.stringify(answer.notices),
      suggestions: JSON.stringify(answer.suggestions),
      dropped: JSON.stringify(trace.dropped),
      generation: answer.generation,
      ms: answer.ms,
      route: trace.route,
      timings: JSON.stringify(trace.timings),
      passage_digests: JSON.stringify(trace.passageDigests),
      answered_at: answeredAt,
    })
    .execute();
  const statements = answer.statements.map(({ text }, position) => ({
    question_id,
    position,
    text,
  }));
  if (statements.length > 0) await transaction.insertInto('statement').values(statements).execute();

  const citations = answer.citations.map((citation, position) => ({
    question_id,
    position,
    document_id: citation.documentId,
    passage_id: citation.passageId,
    title: citation.title,
    section: citation.section,
    url: citation.url,
    quote: citation.quote,
    publisher: citation.publisher,
    published: citation.published,
  }));
  if (citations.length > 0) await transaction.insertInto('citation').values(citations).execute();

  const ties = answer.statements.flatMap((carried, statement) =>
    carried.citations.map((citation, position) => ({ question_id, statement, position, citation })),
  );
  if (ties.length > 0) await transaction.insertInto('statement_citation').values(ties).execute();

  const retrieved = trace.retrieved.map((passage, position) => ({
    question_id,
    position,
    passage_id: passage.passageId,
    score: passage.score,
    lexical_score: passage.lexicalScore,
    vector_score: passage.vectorScore,
    used: passage.used ? 1 : 0,
  }));
  if (retrieved.length > 0) await transaction.insertInto('retrieved').values(retrieved).execute();

  if (trace.model) await insertModelUse(transaction, question_id, trace.model);
}

async function insertModelUse(
  transaction: Database,
  question_id: string,
  { model, writer, fallback, calls }: ModelUse,
): Promise<void> {
  await transaction
    .insertInto('composition')
    .values({ question_id, model, writer, fallback })
    .execute();
  const rows = calls.map((call, position) => ({
    question_id,
    position,
    step: call.step,
    prompt: call.prompt,
    outcome: call.outcome,
    input_tokens: call.inputTokens,
    output_tokens: call.outputTokens,
    ms: call.ms,
  }));
  if (rows.length > 0) await transaction.insertInto('model_call').values(rows).execute();
}

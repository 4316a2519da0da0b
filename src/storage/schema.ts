// The home of the tables as the program sees them. Dates are ISO text in UTC, yes and no are 1 and 0.

import type { Kysely } from 'kysely';
import type { ReviewSchema } from './review-schema.ts';

/** A question as it may be kept: personal data redacted, people as keyed digests; all empty once erased. */
interface QuestionTable {
  readonly id: string;
  readonly channel: string;
  readonly conversation: string;
  readonly asker: string;
  readonly text: string;
  /** JSON list of the kinds of personal data that were redacted. */
  readonly redacted: string;
  readonly asked_at: string;
  /** Random key of this question's row digests; who destroys it makes erased words unguessable. */
  readonly row_key: string;
}

interface AnswerTable {
  readonly question_id: string;
  readonly status: string;
  readonly text: string;
  readonly lead: string;
  /** JSON lists of texts. */
  readonly notices: string;
  readonly suggestions: string;
  readonly dropped: string;
  readonly generation: string;
  readonly ms: number;
  readonly route: string;
  /** JSON record of milliseconds a step. */
  readonly timings: string;
  /** JSON record of sha256 by passage id. */
  readonly passage_digests: string;
  readonly answered_at: string;
}

interface StatementTable {
  readonly question_id: string;
  readonly position: number;
  readonly text: string;
}

interface CitationTable {
  readonly question_id: string;
  readonly position: number;
  readonly document_id: string;
  readonly passage_id: string;
  readonly title: string;
  readonly section: string;
  readonly url: string;
  readonly quote: string;
  readonly publisher: string;
  readonly published: string;
}

/** Which citations carry which statement, by position, in the order they are shown. */
interface StatementCitationTable {
  readonly question_id: string;
  readonly statement: number;
  readonly position: number;
  readonly citation: number;
}

interface RetrievedTable {
  readonly question_id: string;
  readonly position: number;
  readonly passage_id: string;
  readonly score: number;
  readonly lexical_score: number;
  readonly vector_score: number;
  readonly used: number;
}

/** What a language model had to do with an answer; no row when no model is configured. */
interface CompositionTable {
  readonly question_id: string;
  readonly model: string;
  /** Who wrote the answer: `model` or `quotation`. */
  readonly writer: string;
  /** Why passages were quoted although a model is there to write; empty otherwise. */
  readonly fallback: string;
}

interface ModelCallTable {
  readonly question_id: string;
  readonly position: number;
  readonly step: string;
  readonly prompt: string;
  readonly outcome: string;
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly ms: number;
}

interface FeedbackTable {
  /** Random; the asker's digest in rows older than version 0004 of the tables. */
  readonly id: string;
  /** Random key of this row's digest. */
  readonly row_key: string;
  readonly question_id: string;
  /** Keyed digest; empty once erased. */
  readonly asker: string;
  readonly useful: number;
  readonly given_at: string;
}

/** The digest chain: append-only, numbered from 1 without gaps. */
interface EventTable {
  readonly sequence: number;
  readonly at: string;
  readonly kind: string;
  readonly question_id: string;
  readonly detail: string;
  /** JSON record: row name -> keyed digest of the row as this event left it. */
  readonly rows: string;
  readonly digest: string;
}

/** One row: the last event. Found to differ from the events when somebody cuts off their end. */
interface ChainHeadTable {
  readonly id: number;
  readonly sequence: number;
  readonly digest: string;
}

/** Updates that Telegram was told we have. Payload and chat are emptied once the update is settled. */
interface InboxTable {
  readonly update_id: number;
  readonly chat_id: string;
  readonly payload: string;
  readonly state: string;
  readonly attempts: number;
  readonly received_at: string;
  readonly settled_at: string | null;
}

export interface Schema extends ReviewSchema {
  question: QuestionTable;
  answer: AnswerTable;
  statement: StatementTable;
  citation: CitationTable;
  statement_citation: StatementCitationTable;
  retrieved: RetrievedTable;
  composition: CompositionTable;
  model_call: ModelCallTable;
  feedback: FeedbackTable;
  event: EventTable;
  chain_head: ChainHeadTable;
  inbox: InboxTable;
}

export type Database = Kysely<Schema>;

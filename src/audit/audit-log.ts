// The append-only log: what was asked, what was found, what was answered, what became of it.

import type { Answer, Channel, Status } from '../domain.ts';
import type { Digests } from './asker-digest.ts';

/** A question as it may be kept: personal data already redacted, people only as keyed digests. */
export interface LoggedQuestion {
  readonly id: string;
  readonly channel: Channel;
  /** Keyed digests (see `asker-digest.ts`). */
  readonly conversation: string;
  readonly asker: string;
  readonly text: string;
  /** Kinds of personal data that were redacted, e.g. ["phone"]. */
  readonly redacted: readonly string[];
}

/** A passage that retrieval brought, cited or not: reviewers need the near misses too. */
export interface RetrievedPassage {
  readonly passageId: string;
  readonly score: number;
  readonly lexicalScore: number;
  readonly vectorScore: number;
  readonly used: boolean;
}

/** One request to a language model, whatever came of it. */
export interface ModelCall {
  /** Step of the story: rephrase, route, compose, repair, check. */
  readonly step: string;
  /** The prompt's name, version and the beginning of its sha256, e.g. "compose 1 3f2a9c0d1e2f". */
  readonly prompt: string;
  /** "ok", or the fault and its sentence. */
  readonly outcome: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly ms: number;
}

/** What a language model had to do with an answer. */
export interface ModelUse {
  readonly model: string;
  readonly writer: 'model' | 'quotation';
  /** Why passages were quoted although a model is there to write: a fault, "nothing-verified"; empty otherwise. */
  readonly fallback: string;
  readonly calls: readonly ModelCall[];
}

/** What is kept beside the answer itself. */
export interface AnswerTrace {
  readonly retrieved: readonly RetrievedPassage[];
  /** sha256 of each cited passage's text, by passage id. */
  readonly passageDigests: Readonly<Record<string, string>>;
  /** Milliseconds a step. */
  readonly timings: Readonly<Record<string, number>>;
  /** What verification dropped and why. */
  readonly dropped: readonly string[];
  /** How the question was understood: route, words searched for. */
  readonly route: string;
  /** Absent when no model is configured. */
  readonly model?: ModelUse;
}

/** An earlier turn of a conversation, for follow-ups. */
export interface Turn {
  readonly text: string;
  readonly status: Status;
  /** Its statements, one a line; empty when there was none. */
  readonly answer: string;
  readonly citedPassageIds: readonly string[];
}

export interface LoggedAnswer {
  readonly question: LoggedQuestion & { readonly askedAt: string };
  readonly answer: Answer;
  readonly trace: AnswerTrace;
  readonly events: readonly {
    readonly at: string;
    readonly kind: string;
    readonly detail: string;
  }[];
}

export interface AuditLog {
  recordQuestion(question: LoggedQuestion): Promise<void>;
  /** One transaction: answer, statements, citations with quotes, retrieved passages, event. */
  recordAnswer(answer: Answer, trace: AnswerTrace): Promise<void>;
  recordDelivery(
    questionId: string,
    outcome: 'delivered' | 'undeliverable',
    detail?: string,
  ): Promise<void>;
  /** A person's vote counts once per answer; a changed vote supersedes. @returns whether anything changed. */
  recordFeedback(questionId: string, askers: Digests, useful: boolean): Promise<boolean>;
  /** Turns of the conversation with these digests in the last half hour, newest first. */
  recentTurns(conversations: readonly string[], limit: number): Promise<Turn[]>;
  /** Tokens that answers recorded since then cost, input and output together. @param since ISO time. */
  tokensSince(since: string): Promise<number>;
  /** @param id whole, or its beginning when that is unambiguous. */
  find(id: string): Promise<LoggedAnswer | undefined>;
  list(
    limit: number,
  ): Promise<{ id: string; askedAt: string; channel: Channel; status: string; text: string }[]>;
  /** Walks the digest chain. @returns the first event that does not fit, if any. */
  verify(): Promise<{ events: number; brokenAt?: number; reason?: string }>;
}

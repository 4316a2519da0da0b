// The contract of a language model: one request in, one object of a known shape out, or a ModelError that says why not.

import type { z } from 'zod';
import { ServiceError } from '../errors.ts';

/** Why a model gave nothing that can be used. */
export type ModelFault =
  /** No answer within the deadline. */
  | 'timeout'
  /** Nothing listens, the connection broke, or the address is not allowed. */
  | 'unreachable'
  | 'rate-limited'
  /** The endpoint refused the request: key, model name, content. */
  | 'rejected'
  | 'server-error'
  /** An answer that is not of the asked shape. */
  | 'malformed'
  /** Not asked at all: it failed too often a moment ago. */
  | 'circuit-open'
  /** Not asked at all: too many requests are waiting. */
  | 'overloaded'
  /** Not asked at all: the day's tokens are spent. */
  | 'budget-spent'
  /** Not asked at all: only the prompt was wanted. */
  | 'not-sent';

/** What an endpoint said when it gave nothing, where it said anything. */
export interface EndpointFacts {
  readonly status?: number | undefined;
  readonly retryAfterMs?: number | undefined;
}

/** Never holds a key or a resident's words. */
export class ModelError extends ServiceError {
  override readonly name = 'ModelError';
  readonly fault: ModelFault;
  /** The status of the endpoint's HTTP response. */
  readonly status: number | undefined;
  /** How long the endpoint wants to be left alone. */
  readonly retryAfterMs: number | undefined;

  constructor(fault: ModelFault, message: string, { status, retryAfterMs }: EndpointFacts = {}) {
    super(message);
    this.fault = fault;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

export interface ModelRequest<T> {
  /** Name of the schema, as endpoints want it: letters, digits, - and _. */
  readonly name: string;
  /** Our instructions. */
  readonly system: string;
  /** What they are about; holds the fenced untrusted texts. */
  readonly user: string;
  /** What the reply must be. */
  readonly schema: z.ZodType<T>;
}

export interface ModelReply<T> {
  readonly value: T;
  /** As the endpoint counts them; estimated from the characters where it does not. */
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export interface ChatModel {
  /** As configured, e.g. "qwen-plus". */
  readonly name: string;
  /**
   * @param signal ends the waiting, retries included.
   * @throws ModelError
   */
  ask<T>(request: ModelRequest<T>, signal: AbortSignal): Promise<ModelReply<T>>;
}

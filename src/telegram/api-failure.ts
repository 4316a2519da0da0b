// The home of what a Bot API call can fail with, told apart by what the caller does next.

import { ServiceError } from '../errors.ts';
import { redactSecrets } from '../logger.ts';

/**
 * `unavailable`: network, 5xx, not JSON: try again. `timed-out`: as before, but Telegram may well have acted.
 * `rate-limited`: wait `retryAfterMs`. `conflict`: somebody else polls. `unauthorized`: the token is wrong.
 * `rejected`: this request will never work. `aborted`: the service stops.
 */
export type FailureKind =
  | 'unavailable'
  | 'timed-out'
  | 'rate-limited'
  | 'conflict'
  | 'unauthorized'
  | 'rejected'
  | 'aborted';

/** A Bot API call that failed. Carries neither the token nor what was to be sent. */
export class ApiFailure extends ServiceError {
  override readonly name = 'ApiFailure';
  readonly kind: FailureKind;
  readonly retryAfterMs: number;
  /** Whether Telegram may have acted although no answer came back. */
  readonly ambiguous: boolean;

  constructor(
    kind: FailureKind,
    message: string,
    facts: { readonly retryAfterMs?: number; readonly ambiguous?: boolean } = {},
  ) {
    super(redactSecrets(message));
    this.kind = kind;
    this.retryAfterMs = facts.retryAfterMs ?? 0;
    this.ambiguous = facts.ambiguous ?? false;
  }
}

/** What the Bot API says when it refuses, https://core.telegram.org/bots/api#making-requests. */
export interface ApiRefusal {
  readonly error_code: number;
  readonly description: string;
  readonly parameters?: { readonly retry_after?: number | undefined } | undefined;
}

export function failureOfRefusal(method: string, refusal: ApiRefusal): ApiFailure {
  const { error_code: code, description, parameters } = refusal;
  const message = `${method}: ${code} ${description}`;
  if (code === 401 || code === 404) return new ApiFailure('unauthorized', message);
  if (code === 409) return new ApiFailure('conflict', message);
  if (code === 429) {
    const retryAfterMs = (parameters?.retry_after ?? 1) * 1000;
    return new ApiFailure('rate-limited', message, { retryAfterMs });
  }
  if (code >= 400 && code < 500) return new ApiFailure('rejected', message);
  return new ApiFailure('unavailable', message, { ambiguous: true });
}

/** Failures before anything was sent; after all others Telegram may have acted. */
const notSent = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
];

/** Reads what `fetch` threw. Nothing of it is kept as a cause: it may hold the address with the token. */
export function failureOfConnection(method: string, error: unknown): ApiFailure {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const ambiguous = !notSent.includes(code);
  return new ApiFailure('unavailable', `${method}: ${code || 'connection failed'}`, { ambiguous });
}

// The home of calling a model with care: few at a time, again where that can help, not at all while it is down.

import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleType,
  type IRetryBackoffContext,
  retry,
} from 'cockatiel';
import type { Logger } from 'pino';
import { type ChatModel, ModelError, type ModelFault } from './chat-model.ts';

export interface GuardSettings {
  /** After the first try. */
  readonly retries: number;
  /** Requests at the endpoint at one time. */
  readonly concurrency: number;
  readonly logger: Logger;
}

const failuresToOpen = 5;
const openMs = 30_000;
/** How many may wait for each that is served. */
const waitingForEach = 4;
const firstBackoffMs = 500;
/** A resident waits meanwhile; an endpoint that wants more is not asked again for this answer. */
const longestWaitMs = 5000;

const transient: ReadonlySet<ModelFault> = new Set(['rate-limited', 'server-error', 'unreachable']);
/** Statuses by which an endpoint refuses one request for what it says; others (key, model, balance) hold for all. */
const contentStatuses: ReadonlySet<number> = new Set([400, 413, 422]);

/**
 * Asks through a queue of bounded length, retries what passes by itself, and after repeated failure
 * fails at once ('circuit-open') until a trial request succeeds. Nothing goes on past the signal.
 */
export function guardModel(
  model: ChatModel,
  { retries, concurrency, logger }: GuardSettings,
): ChatModel {
  const slots = bulkhead(concurrency, concurrency * waitingForEach);
  const circuit = circuitBreaker(handleType(ModelError, isEndpointFailure), {
    halfOpenAfter: openMs,
    breaker: new ConsecutiveBreaker(failuresToOpen),
  });
  const attempts = retry(handleType(ModelError, isWorthRetrying), {
    maxAttempts: retries,
    backoff: new DelegateBackoff(backoffMs),
  });
  circuit.onStateChange((state) => {
    const facts = { model: model.name };
    if (state === CircuitState.Open) {
      const failure = circuit.lastFailure;
      const problem = failure && 'error' in failure ? failure.error.message : undefined;
      logger.warn({ ...facts, problem }, `the language model is not asked for ${openMs / 1000} s`);
    } else if (state === CircuitState.HalfOpen) {
      logger.info(facts, 'trying the language model again');
    } else {
      logger.info(facts, 'the language model answers again');
    }
  });

  return {
    name: model.name,
    async ask(request, signal) {
      /** What the endpoint said last tells more than that time ran out over it. */
      let failure: ModelError | undefined;
      const send = () =>
        model.ask(request, signal).catch((error: unknown) => {
          if (error instanceof ModelError) failure = error;
          throw error;
        });
      const attempt = () => {
        // The circuit would let others wait for its trial request; a resident is not kept waiting.
        if (circuit.state === CircuitState.HalfOpen) throw new BrokenCircuitError();
        return circuit.execute(send);
      };
      const reply = attempts.execute(() => slots.execute(attempt, signal), signal);
      return untilAborted(reply, signal, () => failure ?? tooLate()).catch(nameFault);
    },
  };
}

function isEndpointFailure({ fault, status }: ModelError): boolean {
  if (fault === 'rejected') return status !== undefined && !contentStatuses.has(status);
  return fault === 'timeout' || transient.has(fault);
}

function isWorthRetrying({ fault, retryAfterMs = 0 }: ModelError): boolean {
  return transient.has(fault) && retryAfterMs <= longestWaitMs;
}

/** As long as the endpoint asks for, else twice as long each time; scattered, so that not all come back at once. */
function backoffMs({ attempt, result }: IRetryBackoffContext<unknown>): number {
  const error = 'error' in result ? result.error : undefined;
  const asked = error instanceof ModelError ? error.retryAfterMs : undefined;
  const half = (firstBackoffMs * 2 ** (attempt - 1)) / 2;
  return (asked ?? half) + Math.random() * half;
}

/** The policies look at the signal before a try, not while they wait. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal, fault: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(fault());
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

function tooLate(): ModelError {
  return new ModelError(
    'timeout',
    'The model gave no answer in time. When it happens often, choose a quicker CHAT_MODEL or raise CHAT_CONCURRENCY.',
  );
}

function nameFault(error: unknown): never {
  if (error instanceof BrokenCircuitError) {
    throw new ModelError(
      'circuit-open',
      'The model failed too often a moment ago and was not asked. Look at the log lines before.',
    );
  }
  if (error instanceof BulkheadRejectedError) {
    throw new ModelError(
      'overloaded',
      'Too many requests wait for the model, so this one was not sent. Raise CHAT_CONCURRENCY if the endpoint allows it.',
    );
  }
  throw error;
}

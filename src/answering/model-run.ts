// The home of one question's dealings with a language model: its deadline, its budget, its calls for the log.

import type { ModelCall } from '../audit/audit-log.ts';
import { type ChatModel, ModelError, type ModelFault, type ModelRequest } from './chat-model.ts';
import type { PromptName, Prompts, PromptValues } from './load-prompts.ts';

export interface ModelRun {
  readonly model: string;
  /** Every request so far, in order of their ends. */
  readonly calls: readonly ModelCall[];
  /**
   * Asks one step of the model.
   * @returns nothing when the step has to do without: the model failed, now or in an earlier step.
   */
  ask<N extends PromptName, T>(
    step: N,
    values: PromptValues<N>,
    schema: ModelRequest<T>['schema'],
  ): Promise<T | undefined>;
  /** The fault of the last failed request, in words for the log; empty when none failed. */
  fault(): string;
}

/** Within 25 s a resident has an answer, whatever the model does; quoting takes the rest. */
const wholeDeadlineMs = 22_000;
const stepDeadlineMs = {
  rephrase: 6000,
  route: 6000,
  compose: 14_000,
  repair: 8000,
  check: 6000,
  questions: 14_000,
} as const satisfies Record<PromptName, number>;

/** After these the other steps fare no better, and the resident waits. */
const lasting: ReadonlySet<ModelFault> = new Set([
  'timeout',
  'unreachable',
  'rate-limited',
  'server-error',
  'circuit-open',
  'overloaded',
  'budget-spent',
]);

/** @param isBudgetSpent nothing is asked then. */
export function startModelRun(
  model: ChatModel,
  prompts: Prompts,
  isBudgetSpent: boolean,
): ModelRun {
  const whole = AbortSignal.timeout(wholeDeadlineMs);
  const calls: ModelCall[] = [];
  let fault = isBudgetSpent ? 'budget-spent' : '';
  let isOver = isBudgetSpent;

  return {
    model: model.name,
    calls,
    fault: () => fault,
    async ask(step, values, schema) {
      if (isOver) return undefined;
      const prompt = prompts[step];
      const startedAt = performance.now();
      const record = (outcome: string, inputTokens = 0, outputTokens = 0) => {
        const ms = Math.round(performance.now() - startedAt);
        const label = `${step} ${prompt.version} ${prompt.digest.slice(0, 12)}`;
        calls.push({ step, prompt: label, outcome, inputTokens, outputTokens, ms });
      };
      try {
        const signal = AbortSignal.any([whole, AbortSignal.timeout(stepDeadlineMs[step])]);
        const reply = await model.ask({ name: step, ...prompt.fill(values), schema }, signal);
        record('ok', reply.inputTokens, reply.outputTokens);
        return reply.value;
      } catch (error) {
        // Whatever goes wrong here, the passages can still be quoted.
        const known = error instanceof ModelError ? error : undefined;
        fault = known?.fault ?? 'unexpected';
        isOver ||= !known || lasting.has(known.fault);
        record(`${fault}: ${error instanceof Error ? error.message : 'not an error'}`);
        return undefined;
      }
    },
  };
}

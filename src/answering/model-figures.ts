// The home of what a language model's part in many answers adds up to: who wrote, what was dropped, what it cost.

import type { AnswerTrace, ModelCall, ModelUse } from '../audit/audit-log.ts';
import { quantile } from './quantile.ts';

export interface ModelFigures {
  readonly name: string;
  readonly answersByModel: number;
  /** Answers of which at least a part was quoted because the model failed, by reason, most frequent first. */
  readonly fallbacks: Readonly<Record<string, number>>;
  readonly answersWithDrops: number;
  readonly statementsDropped: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly callsPerQuestion: number;
  readonly byStep: Readonly<Record<string, StepFigures>>;
}

export interface StepFigures {
  readonly calls: number;
  readonly failed: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** @returns nothing when no model had to do with any of the answers. */
export function sumModelUse(traces: readonly AnswerTrace[]): ModelFigures | undefined {
  const uses = traces.flatMap(({ model }) => model ?? []);
  const [first] = uses;
  if (!first) return undefined;
  const calls = uses.flatMap((use) => use.calls);
  const steps = [...new Set(calls.map(({ step }) => step))];
  const drops = traces.map(({ dropped }) => dropped.length).filter((count) => count > 0);
  return {
    name: first.model,
    answersByModel: uses.filter(({ writer }) => writer === 'model').length,
    fallbacks: countFallbacks(uses),
    answersWithDrops: drops.length,
    statementsDropped: sum(drops),
    ...sumTokens(calls),
    callsPerQuestion: calls.length / traces.length,
    byStep: Object.fromEntries(
      steps.map((step) => [step, sumStep(calls.filter((call) => call.step === step))]),
    ),
  };
}

function countFallbacks(uses: readonly ModelUse[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { fallback } of uses) {
    if (fallback !== '') counts.set(fallback, (counts.get(fallback) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort(([, a], [, b]) => b - a));
}

function sumStep(calls: readonly ModelCall[]): StepFigures {
  const times = calls.map(({ ms }) => ms);
  return {
    calls: calls.length,
    failed: calls.filter(({ outcome }) => outcome !== 'ok').length,
    ...sumTokens(calls),
    p50Ms: quantile(times, 0.5),
    p95Ms: quantile(times, 0.95),
  };
}

function sumTokens(calls: readonly ModelCall[]) {
  return {
    inputTokens: sum(calls.map((call) => call.inputTokens)),
    outputTokens: sum(calls.map((call) => call.outputTokens)),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

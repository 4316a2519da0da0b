import { expect, test } from 'vitest';
import { sumModelUse } from '../../src/answering/model-figures.ts';
import type { AnswerTrace, ModelCall, ModelUse } from '../../src/audit/audit-log.ts';
import { sampleTrace } from '../fakes/sample-answer.ts';

function call(step: string, changes: Partial<ModelCall> = {}): ModelCall {
  return {
    step,
    prompt: step,
    outcome: 'ok',
    inputTokens: 100,
    outputTokens: 10,
    ms: 1,
    ...changes,
  };
}

function traceOf(use: Partial<ModelUse>, dropped: readonly string[] = []): AnswerTrace {
  return {
    ...sampleTrace(),
    dropped,
    model: { model: 'm', writer: 'model', fallback: '', calls: [], ...use },
  };
}

test('writers, fallbacks, drops, tokens and calls are counted', () => {
  const failed = call('compose', { outcome: 'timeout: late', inputTokens: 0, outputTokens: 0 });
  const figures = sumModelUse([
    traceOf({ calls: [call('route'), call('compose')] }, ['一', '二']),
    traceOf({ writer: 'quotation', fallback: 'timeout', calls: [call('route'), failed] }, ['三']),
    traceOf({ writer: 'quotation', fallback: 'timeout', calls: [failed] }),
    traceOf({ writer: 'quotation', fallback: 'nothing-verified', calls: [call('compose')] }),
    traceOf({ writer: 'quotation' }),
  ]);
  expect(figures).toEqual({
    name: 'm',
    answersByModel: 1,
    fallbacks: { timeout: 2, 'nothing-verified': 1 },
    answersWithDrops: 2,
    statementsDropped: 3,
    inputTokens: 400,
    outputTokens: 40,
    callsPerQuestion: 6 / 5,
    byStep: {
      route: { calls: 2, failed: 0, inputTokens: 200, outputTokens: 20, p50Ms: 1, p95Ms: 1 },
      compose: { calls: 4, failed: 2, inputTokens: 200, outputTokens: 20, p50Ms: 1, p95Ms: 1 },
    },
  });
});

test("a step's times are those of its own calls", () => {
  const calls = Array.from({ length: 20 }, (_, index) => call('compose', { ms: 20 - index }));
  const figures = sumModelUse([traceOf({ calls: [...calls, call('check', { ms: 900 })] })]);
  expect(figures?.byStep['compose']).toMatchObject({ p50Ms: 11, p95Ms: 20 });
  expect(figures?.byStep['check']).toMatchObject({ p50Ms: 900, p95Ms: 900 });
});

test('the most frequent reason stands first', () => {
  const quoted = (fallback: string) => traceOf({ writer: 'quotation', fallback });
  const figures = sumModelUse([quoted('malformed'), quoted('timeout'), quoted('timeout')]);
  expect(Object.keys(figures?.fallbacks ?? {})).toEqual(['timeout', 'malformed']);
});

test('answers without a model have no figures', () => {
  expect(sumModelUse([sampleTrace()])).toBeUndefined();
  expect(sumModelUse([])).toBeUndefined();
});

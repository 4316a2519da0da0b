import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { type ChatModel, ModelError, type ModelFault } from '../../src/answering/chat-model.ts';
import { guardModel } from '../../src/answering/guard-model.ts';
import { createLogger } from '../../src/logger.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const request = { name: 'n', system: 's', user: 'u', schema: z.string() };
const silent = pino({ level: 'silent' });
const never = new AbortController().signal;

type Answer = 'ok' | 'hang' | ModelError;

/** A model that answers each request as told, and after the last thing told as that. */
function scripted(...script: readonly [Answer, ...Answer[]]) {
  const sent: number[] = [];
  const model: ChatModel = {
    name: 'm',
    ask: ({ schema }, signal) => {
      const answer = script[Math.min(sent.length, script.length - 1)];
      sent.push(Date.now());
      if (answer instanceof ModelError) return Promise.reject(answer);
      if (answer === 'ok') {
        return Promise.resolve({ value: schema.parse('好'), inputTokens: 1, outputTokens: 1 });
      }
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new ModelError('timeout', 'late')));
      });
    },
  };
  return {
    model,
    sent,
    told: (...more: [Answer, ...Answer[]]) => {
      script = [...more];
      sent.length = 0;
    },
  };
}

const failed = (fault: ModelFault, facts = {}) => new ModelError(fault, fault, facts);

/** "ok" or the fault, once all timers have run. */
async function outcome(reply: Promise<unknown>): Promise<string> {
  const named = reply.then(
    () => 'ok',
    (error: unknown) => (error instanceof ModelError ? error.fault : String(error)),
  );
  await vi.runAllTimersAsync();
  return named;
}

const settings = { retries: 2, concurrency: 4, logger: silent };

test.each<ModelFault>(['rate-limited', 'server-error', 'unreachable'])(
  'what passes by itself is tried again: %s',
  async (fault) => {
    const { model, sent } = scripted(failed(fault), failed(fault), 'ok');
    expect(await outcome(guardModel(model, settings).ask(request, never))).toBe('ok');
    expect(sent).toHaveLength(3);
  },
);

test.each<ModelFault>(['timeout', 'malformed', 'rejected', 'budget-spent'])(
  'what would fail again is not: %s',
  async (fault) => {
    const { model, sent } = scripted(failed(fault), 'ok');
    expect(await outcome(guardModel(model, settings).ask(request, never))).toBe(fault);
    expect(sent).toHaveLength(1);
  },
);

test('after the last retry the fault is told', async () => {
  const { model, sent } = scripted(failed('server-error'));
  expect(await outcome(guardModel(model, settings).ask(request, never))).toBe('server-error');
  expect(sent).toHaveLength(3);
});

test('an endpoint is left alone for as long as it asks for', async () => {
  const { model, sent } = scripted(failed('rate-limited', { retryAfterMs: 3000 }), 'ok');
  expect(await outcome(guardModel(model, settings).ask(request, never))).toBe('ok');
  const [first = 0, second = 0] = sent;
  expect(second - first).toBeGreaterThanOrEqual(3000);
});

test('an endpoint that wants to be left alone for longer than a resident waits is given up at once', async () => {
  const { model, sent } = scripted(failed('rate-limited', { retryAfterMs: 60_000 }), 'ok');
  expect(await outcome(guardModel(model, settings).ask(request, never))).toBe('rate-limited');
  expect(sent).toHaveLength(1);
});

test('waiting ends with the signal, and nothing is sent afterwards', async () => {
  const { model, sent } = scripted(failed('rate-limited', { retryAfterMs: 4000 }), 'ok');
  const deadline = new AbortController();
  setTimeout(() => deadline.abort(), 1000);
  const startedAt = Date.now();
  let endedAt = 0;
  const reply = guardModel(model, settings).ask(request, deadline.signal);
  reply.catch(() => {
    endedAt = Date.now();
  });
  expect(await outcome(reply)).toBe('rate-limited');
  expect(endedAt - startedAt).toBe(1000);
  expect(sent).toHaveLength(1);
});

test('a deadline that has passed before the request sends nothing', async () => {
  const { model, sent } = scripted('ok');
  const reply = guardModel(model, settings).ask(request, AbortSignal.abort());
  expect(await outcome(reply)).toBe('timeout');
  expect(sent).toHaveLength(0);
});

test('so many are sent at one time, some wait in order, and more are turned away', async () => {
  const { model, sent, told } = scripted('hang');
  const guarded = guardModel(model, { ...settings, concurrency: 2 });
  const deadline = new AbortController();
  const replies = Array.from({ length: 11 }, (_, index) =>
    outcome(guarded.ask(request, index < 2 ? deadline.signal : never)),
  );
  expect(await replies[10]).toBe('overloaded');
  expect(sent).toHaveLength(2);
  told('ok');
  deadline.abort();
  expect(await Promise.all(replies)).toEqual([
    'timeout',
    'timeout',
    ...Array.from({ length: 8 }, () => 'ok'),
    'overloaded',
  ]);
  expect(sent).toHaveLength(8);
});

const once = { ...settings, retries: 0 };

async function askTimes(guarded: ChatModel, times: number): Promise<string[]> {
  const outcomes: string[] = [];
  for (let time = 0; time < times; time += 1) {
    outcomes.push(await outcome(guarded.ask(request, never)));
  }
  return outcomes;
}

test.each([
  failed('server-error'),
  failed('unreachable'),
  failed('rate-limited'),
  failed('timeout'),
  failed('rejected', { status: 401 }),
  failed('rejected', { status: 404 }),
])('after five failures in a row the endpoint is not asked: %s', async (failure) => {
  const { model, sent } = scripted(failure);
  const outcomes = await askTimes(guardModel(model, once), 7);
  expect(outcomes.slice(4)).toEqual([failure.fault, 'circuit-open', 'circuit-open']);
  expect(sent).toHaveLength(5);
});

test.each([
  failed('malformed'),
  failed('rejected'),
  failed('rejected', { status: 400 }),
  failed('budget-spent'),
])('a fault of one question says nothing of the next: %s', async (failure) => {
  const { model, sent } = scripted(failure);
  await askTimes(guardModel(model, once), 12);
  expect(sent).toHaveLength(12);
});

test('a success between failures keeps the endpoint in use', async () => {
  const bad = failed('server-error');
  const { model } = scripted(bad, bad, bad, bad, 'ok', bad, bad, bad, bad, 'ok');
  expect((await askTimes(guardModel(model, once), 10)).at(-1)).toBe('ok');
});

test('after half a minute one trial request goes out, nobody waits for it, and its success ends the pause', async () => {
  const { model, sent, told } = scripted(failed('server-error'));
  const guarded = guardModel(model, once);
  await askTimes(guarded, 5);
  vi.advanceTimersByTime(29_000);
  expect(await askTimes(guarded, 1)).toEqual(['circuit-open']);
  vi.advanceTimersByTime(1000);
  told('hang', 'ok');
  const deadline = new AbortController();
  const trial = outcome(guarded.ask(request, deadline.signal));
  expect(await askTimes(guarded, 2)).toEqual(['circuit-open', 'circuit-open']);
  expect(sent).toHaveLength(1);
  deadline.abort();
  expect(await trial).toBe('timeout');
  expect(await askTimes(guarded, 1)).toEqual(['circuit-open']);
  vi.advanceTimersByTime(30_000);
  expect(await askTimes(guarded, 2)).toEqual(['ok', 'ok']);
});

test('one line is logged when the endpoint is given up and when it answers again', async () => {
  const lines: string[] = [];
  const logger = createLogger('info', { write: (line) => lines.push(line) });
  const { model, told } = scripted(new ModelError('rejected', 'Check the key.', { status: 401 }));
  const guarded = guardModel(model, { ...once, logger });
  await askTimes(guarded, 9);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('is not asked for 30 s');
  expect(lines[0]).toContain('Check the key.');
  told('ok');
  vi.advanceTimersByTime(30_000);
  await askTimes(guarded, 3);
  expect(lines.slice(1).map((line) => JSON.parse(line).msg)).toEqual([
    'trying the language model again',
    'the language model answers again',
  ]);
});

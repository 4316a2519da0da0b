// The home of figures for whoever runs the service, in a registry of their own. No words and no people in them.

import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { AnswerService } from '../answering/answer-service.ts';
import type { AnswerTrace, AuditLog } from '../audit/audit-log.ts';
import type { Answer, Channel } from '../domain.ts';

export interface AnswerMetrics {
  readonly registry: Registry;
  /** Call once for every answer, whatever its door. */
  observeAnswer(channel: Channel, answer: Pick<Answer, 'status' | 'ms'>): void;
  /** Call once for every answer that was logged. */
  observeTrace(trace: Pick<AnswerTrace, 'dropped' | 'model'>): void;
}

export interface Gauges {
  /** The live generation: ISO time it was made at, and how many passages it has. */
  readonly generation: () => { readonly madeAt: string; readonly passages: number };
  /** Messages taken in and not answered yet. */
  readonly queued: () => number | Promise<number>;
  readonly now: () => Date;
}

const latencyBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20];

export function createAnswerMetrics({ generation, queued, now }: Gauges): AnswerMetrics {
  const registry = new Registry();
  const registers = [registry];
  const questions = new Counter({
    name: 'questions_total',
    help: 'Questions answered, by status and channel.',
    labelNames: ['status', 'channel'],
    registers,
  });
  const latency = new Histogram({
    name: 'answer_seconds',
    help: 'Time from question to logged answer.',
    labelNames: ['channel'],
    buckets: latencyBuckets,
    registers,
  });
  const dropped = new Counter({
    name: 'statements_dropped_total',
    help: 'Statements that verification dropped.',
    registers,
  });
  const modelCalls = new Counter({
    name: 'model_calls_total',
    help: 'Requests to the language model, by step and by whether they succeeded.',
    labelNames: ['step', 'outcome'],
    registers,
  });
  new Gauge({
    name: 'generation_age_seconds',
    help: 'Age of the live index generation.',
    registers,
    collect() {
      this.set((now().getTime() - Date.parse(generation().madeAt)) / 1000);
    },
  });
  new Gauge({
    name: 'generation_passages',
    help: 'Passages in the live index generation.',
    registers,
    collect() {
      this.set(generation().passages);
    },
  });
  new Gauge({
    name: 'queued_messages',
    help: 'Messages taken in and not answered yet.',
    registers,
    async collect() {
      this.set(await queued());
    },
  });
  return {
    registry,
    observeAnswer(channel, { status, ms }) {
      questions.inc({ status, channel });
      latency.observe({ channel }, ms / 1000);
    },
    observeTrace(trace) {
      dropped.inc(trace.dropped.length);
      for (const { step, outcome } of trace.model?.calls ?? []) {
        modelCalls.inc({ step, outcome: outcome === 'ok' ? 'ok' : 'failed' });
      }
    },
  };
}

/** The service, counting its answers whatever door they leave by. */
export function measureAnswers(service: AnswerService, metrics: AnswerMetrics): AnswerService {
  return {
    ...service,
    async answer(question) {
      const answer = await service.answer(question);
      metrics.observeAnswer(question.channel, answer);
      return answer;
    },
  };
}

/** The log, counting what verification dropped and what a model was asked. */
export function measureLog(audit: AuditLog, metrics: AnswerMetrics): AuditLog {
  return {
    ...audit,
    async recordAnswer(answer, trace) {
      await audit.recordAnswer(answer, trace);
      metrics.observeTrace(trace);
    },
  };
}

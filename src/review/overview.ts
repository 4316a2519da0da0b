// The figures of a period, for charts and the monthly report.

import { setImmediate } from 'node:timers/promises';
import { statusSchema } from '../audit/read-logged-answer.ts';
import type { Status } from '../domain.ts';
import type { Database } from '../storage/schema.ts';
import { withStorageErrors } from '../storage/storage-error.ts';
import { boundsOf, daysOf, type Period } from './beijing-days.ts';
import { type GroupTexts, groupAsked, sameWords } from './group-asked.ts';
import { type JudgedSample, readJudgedSample } from './judged-sample.ts';
import type { ReviewItems } from './review-items.ts';

export interface Overview {
  readonly period: Period;
  readonly questions: number;
  readonly days: readonly {
    readonly day: string;
    readonly questions: number;
    readonly byStatus: ReadonlyMap<Status, number>;
  }[];
  readonly byStatus: ReadonlyMap<Status, number>;
  /** Of all questions but small talk, those answered, in part or in an emergency. Absent without any. */
  readonly answerRate?: number;
  readonly sample: JudgedSample;
  readonly feedback: { readonly useful: number; readonly notUseful: number };
  /** Topics by how many answers cite a document of theirs, the most first, at most 20. */
  readonly topics: readonly { readonly topic: string; readonly answers: number }[];
  /** Questions that the corpus does not cover, those that ask for the same counted together, the most first, at most 30. */
  readonly gaps: readonly {
    readonly text: string;
    readonly times: number;
    /** The latest of them. */
    readonly questionId: string;
  }[];
  /** Quantiles of the time an answer took, in ms. Absent without answers. */
  readonly latencyMs?: {
    readonly p50: number;
    readonly p90: number;
    readonly p95: number;
    readonly p99: number;
  };
}

/** @param topicOf names a document's topic by its id. @param group tells which uncovered questions mean the same. */
export type ReadOverview = (
  period: Period,
  topicOf: (documentId: string) => string,
  group?: GroupTexts,
) => Promise<Overview>;

const topicsShown = 20;
const gapsShown = 30;
/** Of those asked once only the first are looked at: a page must not take long. */
const wordingsGrouped = 300;
const answering: readonly Status[] = ['answered', 'answered-partly', 'emergency'];

export function createReadOverview(database: Database, items: ReviewItems): ReadOverview {
  return (period, topicOf, group = sameWords) =>
    withStorageErrors(async () => {
      await items.catchUp();
      const days: Overview['days'][number][] = [];
      const byStatus = new Map<Status, number>();
      const answersByTopic = new Map<string, number>();
      const uncovered: { readonly id: string; readonly text: string; readonly at: string }[] = [];
      const durations: number[] = [];
      const feedback = { useful: 0, notUseful: 0 };
      // A day at a time, and others' turn between: no query is so long that a resident waits for it.
      for (const day of daysOf(period)) {
        const answers = await readAnswers(database, day);
        const ofDay = new Map<Status, number>();
        for (const answer of answers) {
          const status = statusSchema.parse(answer.status);
          increase(ofDay, status);
          increase(byStatus, status);
          durations.push(answer.ms);
          // An erased question has no words.
          if (status !== 'unanswerable-not-covered' || answer.text === '') continue;
          uncovered.push({ id: answer.id, text: answer.text, at: answer.asked_at });
        }
        await setImmediate();
        days.push({ day, questions: answers.length, byStatus: ofDay });
        for (const documents of await readCitedDocuments(database, day)) {
          for (const topic of new Set(documents.map(topicOf))) increase(answersByTopic, topic);
        }
        await setImmediate();
        const votes = await readVotes(database, day);
        feedback.useful += votes.useful;
        feedback.notUseful += votes.votes - votes.useful;
        await setImmediate();
      }
      const asked = durations.length - (byStatus.get('smalltalk') ?? 0);
      const answered = answering.reduce((sum, status) => sum + (byStatus.get(status) ?? 0), 0);
      const gaps = await groupAsked(uncovered, group, wordingsGrouped);
      const sorted = Float64Array.from(durations).sort();
      return {
        period,
        questions: durations.length,
        days,
        byStatus,
        ...(asked > 0 && { answerRate: answered / asked }),
        sample: await readJudgedSample(database, period),
        feedback,
        topics: [...answersByTopic]
          .map(([topic, answers]) => ({ topic, answers }))
          .sort((a, b) => b.answers - a.answers)
          .slice(0, topicsShown),
        gaps: gaps.slice(0, gapsShown).map(({ text, asked }) => ({
          text,
          times: asked.length,
          questionId: asked.reduce((last, { at, id }) => (at >= last.at ? { at, id } : last), first)
            .id,
        })),
        ...(sorted.length > 0 && {
          latencyMs: {
            p50: quantile(sorted, 0.5),
            p90: quantile(sorted, 0.9),
            p95: quantile(sorted, 0.95),
            p99: quantile(sorted, 0.99),
          },
        }),
      };
    });
}

const first = { at: '', id: '' };

function readAnswers(database: Database, day: string) {
  const { since, until } = boundsOf({ from: day, to: day });
  return database
    .selectFrom('question')
    .innerJoin('answer', 'answer.question_id', 'question.id')
    .select(['question.id', 'question.text', 'question.asked_at', 'answer.status', 'answer.ms'])
    .where('question.asked_at', '>=', since)
    .where('question.asked_at', '<', until)
    .orderBy('question.asked_at')
    .execute();
}

/** The documents of each answer that cites any. */
async function readCitedDocuments(database: Database, day: string): Promise<Iterable<string[]>> {
  const { since, until } = boundsOf({ from: day, to: day });
  const cited = await database
    .selectFrom('question')
    .innerJoin('citation', 'citation.question_id', 'question.id')
    .select(['question.id', 'citation.document_id'])
    .where('question.asked_at', '>=', since)
    .where('question.asked_at', '<', until)
    .execute();
  const documents = new Map<string, string[]>();
  for (const { id, document_id } of cited) {
    const ofAnswer = documents.get(id);
    if (ofAnswer) ofAnswer.push(document_id);
    else documents.set(id, [document_id]);
  }
  return documents.values();
}

async function readVotes(database: Database, day: string) {
  const { since, until } = boundsOf({ from: day, to: day });
  const votes = await database
    .selectFrom('question')
    .innerJoin('feedback', 'feedback.question_id', 'question.id')
    .select(({ fn }) => [
      fn.countAll<number>().as('votes'),
      fn.sum<number | null>('feedback.useful').as('useful'),
    ])
    .where('question.asked_at', '>=', since)
    .where('question.asked_at', '<', until)
    .executeTakeFirstOrThrow();
  return { votes: votes.votes, useful: votes.useful ?? 0 };
}

function increase<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** The smallest value that at least this share of all does not exceed. @param sorted not empty. */
function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
}

// The home of the golden evaluation: which answers are wholly right, and what went wrong with the others.

import type { AnswerTrace, ModelUse } from '../audit/audit-log.ts';
import type { Answer, Citation, GoldenQuestion, Status } from '../domain.ts';
import { type ModelFigures, sumModelUse } from './model-figures.ts';
import { quantile } from './quantile.ts';

export interface Evaluation {
  readonly questions: number;
  /** The index that answered; empty when nothing was asked. */
  readonly generation: string;
  /** Share of all questions answered, refused or redirected wholly right. */
  readonly accuracy: number;
  /** Share of covered questions with every fact, a right document, and nothing forbidden. */
  readonly answerAccuracy: number;
  readonly answerRate: number;
  readonly citationPrecision: number;
  readonly citationRecall: number;
  readonly refusalPrecision: number;
  readonly refusalRecall: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly byKind: Readonly<Record<string, string>>;
  readonly failures: readonly EvaluationFailure[];
  /** Absent when no model had to do with any answer. */
  readonly model?: ModelFigures;
}

export interface EvaluationFailure {
  readonly id: string;
  readonly question: string;
  readonly status: Status;
  readonly faults: readonly string[];
  readonly text: string;
  readonly writer: ModelUse['writer'];
  /** What verification dropped and why. */
  readonly dropped: readonly string[];
}

export interface EvaluatedService {
  ask(text: string, conversation: string): Promise<Answer>;
  /** What the log keeps beside an answer; nothing when the answer is not in the log. */
  traceOf(questionId: string): Promise<AnswerTrace | undefined>;
}

interface Result {
  readonly golden: GoldenQuestion;
  readonly answer: Answer;
  readonly trace: AnswerTrace | undefined;
  readonly faults: readonly string[];
}

const covered = new Set<GoldenQuestion['kind']>(['report', 'service', 'law']);
const rightStatuses: Readonly<Record<GoldenQuestion['kind'], readonly Status[]>> = {
  report: ['answered'],
  service: ['answered'],
  law: ['answered'],
  'not-covered': ['unanswerable-not-covered', 'unanswerable-no-passages'],
  'out-of-scope': ['refused-out-of-scope'],
  unsafe: ['refused-unsafe', 'refused-out-of-scope'],
  emergency: ['emergency'],
  smalltalk: ['smalltalk'],
};

/**
 * Earlier turns of a question are asked first, in its conversation; only its own answer is measured.
 * @param onProgress called after each question.
 */
export async function evaluateAnswers(
  questions: readonly GoldenQuestion[],
  { ask, traceOf }: EvaluatedService,
  onProgress: (done: number) => void = () => {},
): Promise<Evaluation> {
  const results: Result[] = [];
  for (const [index, golden] of questions.entries()) {
    const conversation = `evaluate-${golden.id}-${Date.now()}`;
    for (const turn of golden.after) await ask(turn, conversation);
    const answer = await ask(golden.question, conversation);
    const trace = await traceOf(answer.questionId);
    results.push({ golden, answer, trace, faults: findFaults(golden, answer) });
    onProgress(index + 1);
  }
  return summarize(results);
}

/** What is wrong with an answer; empty when it is wholly right. */
export function findFaults(golden: GoldenQuestion, answer: Answer): string[] {
  const faults: string[] = [];
  if (!rightStatuses[golden.kind].includes(answer.status)) faults.push(`状态是 ${answer.status}`);
  const text = plain(golden.kind === 'emergency' ? firstLine(answer.text) : answer.text);
  for (const fact of golden.facts) {
    if (!fact.split('|').some((form) => text.includes(plain(form)))) faults.push(`缺少“${fact}”`);
  }
  for (const forbidden of golden.never) {
    if (plain(answer.text).includes(plain(forbidden))) faults.push(`不该说“${forbidden}”`);
  }
  if (golden.documents.length > 0 && !answer.citations.some(isExpected(golden))) {
    const cited = answer.citations.map(({ passageId }) => passageId);
    faults.push(cited.length > 0 ? `出处不对：${cited.join('、')}` : '没有出处');
  }
  return faults;
}

function isExpected({ documents }: GoldenQuestion): (citation: Citation) => boolean {
  return ({ documentId }) =>
    documents.some((id) =>
      id.endsWith('*') ? documentId.startsWith(id.slice(0, -1)) : documentId === id,
    );
}

/** Spaces, width and 天/日 do not make a fact another one. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/(?<=\d)天/g, '日');
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

function summarize(results: readonly Result[]): Evaluation {
  const inScope = results.filter(({ golden }) => covered.has(golden.kind));
  const rest = results.filter(
    ({ golden }) => !covered.has(golden.kind) && golden.kind !== 'smalltalk',
  );
  const answered = inScope.filter(({ answer }) => answer.status.startsWith('answered'));
  const refused = results.filter(({ answer }) => /^(?:refused|unanswerable)/.test(answer.status));
  const isWrongRefusal = ({ golden }: Result) => covered.has(golden.kind);
  const withDocuments = inScope.filter(({ golden }) => golden.documents.length > 0);
  const citations = withDocuments.flatMap(({ golden, answer }) =>
    answer.citations.map((citation) => isExpected(golden)(citation)),
  );
  const times = results.map(({ answer }) => answer.ms);
  const model = sumModelUse(results.flatMap(({ trace }) => trace ?? []));
  const byKind = new Map<string, [right: number, all: number]>();
  for (const { golden, faults } of results) {
    for (const key of [golden.kind, `form ${golden.form}`]) {
      const [right, all] = byKind.get(key) ?? [0, 0];
      byKind.set(key, [right + (faults.length === 0 ? 1 : 0), all + 1]);
    }
  }
  return {
    questions: results.length,
    generation: results.at(-1)?.answer.generation ?? '',
    accuracy: share(results, ({ faults }) => faults.length === 0),
    answerAccuracy: share(inScope, ({ faults }) => faults.length === 0),
    answerRate: share(inScope, ({ answer }) => answered.some((result) => result.answer === answer)),
    citationPrecision: share(citations, (right) => right),
    citationRecall: share(withDocuments, ({ golden, answer }) =>
      answer.citations.some(isExpected(golden)),
    ),
    refusalPrecision: share(refused, (result) => !isWrongRefusal(result)),
    refusalRecall: share(rest, ({ faults }) => faults.length === 0),
    p50Ms: quantile(times, 0.5),
    p95Ms: quantile(times, 0.95),
    byKind: Object.fromEntries(
      [...byKind].sort().map(([kind, [right, all]]) => [kind, `${right}/${all}`]),
    ),
    failures: results
      .filter(({ faults }) => faults.length > 0)
      .map(({ golden, answer, trace, faults }) => ({
        id: golden.id,
        question: [...golden.after, golden.question].join(' → '),
        status: answer.status,
        faults,
        text: answer.text,
        writer: trace?.model?.writer ?? 'quotation',
        dropped: trace?.dropped ?? [],
      })),
    ...(model ? { model } : {}),
  };
}

function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.length === 0 ? 1 : items.filter(holds).length / items.length;
}

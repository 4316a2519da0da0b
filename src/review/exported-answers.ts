// Reads a selection batch by batch for an export, so that neither memory nor residents feel how long it is.

import { setImmediate } from 'node:timers/promises';
import type { Channel, Status } from '../domain.ts';
import type { Database } from '../storage/schema.ts';
import { withStorageErrors } from '../storage/storage-error.ts';
import type { Actor } from './permits.ts';
import { type QueueItem, readQueueItems } from './queue-items.ts';
import { readVerdicts, visibleTo } from './read-verdicts.ts';
import type { Selection } from './selection.ts';
import type { Verdict } from './verdict.ts';

export interface ExportedAnswer {
  readonly id: string;
  readonly askedAt: string;
  readonly channel: Channel;
  readonly status: Status;
  /** As the log has it, personal data masked. */
  readonly question: string;
  readonly answer: string;
  readonly citations: readonly {
    readonly passageId: string;
    readonly title: string;
    readonly section: string;
    readonly url: string;
    readonly quote: string;
  }[];
  readonly generation: string;
  readonly ms: number;
  readonly useful: number;
  readonly notUseful: number;
  readonly sampled: boolean;
  /** Standing verdicts, as far as the one who exports may see them. */
  readonly verdicts: readonly Verdict[];
}

/** Few enough that those who ask beside an export wait no longer than alone (`scripts/bench-review.ts`). */
const answersAtOnce = 25;

/** The newest first; what is asked meanwhile stays out. Between two batches everybody else gets their turn. */
export async function* readExportedAnswers(
  database: Database,
  selection: Selection,
  viewer: Actor,
): AsyncGenerator<readonly ExportedAnswer[]> {
  let last: QueueItem | undefined;
  for (;;) {
    const items = await withStorageErrors(() =>
      readQueueItems(database, selection, viewer, last, answersAtOnce),
    );
    if (items.length === 0) return;
    await setImmediate();
    yield await withStorageErrors(() => complete(database, items, viewer));
    await setImmediate();
    last = items.at(-1);
  }
}

async function complete(
  database: Database,
  items: readonly QueueItem[],
  viewer: Actor,
): Promise<ExportedAnswer[]> {
  const ids = items.map(({ questionId }) => questionId);
  const answers = await database
    .selectFrom('answer')
    .select(['question_id', 'text', 'generation', 'ms'])
    .where('question_id', 'in', ids)
    .execute();
  const citations = await database
    .selectFrom('citation')
    .select(['question_id', 'passage_id as passageId', 'title', 'section', 'url', 'quote'])
    .where('question_id', 'in', ids)
    .orderBy('question_id')
    .orderBy('position')
    .execute();
  const votes = await database
    .selectFrom('feedback')
    .select(['question_id', 'useful'])
    .where('question_id', 'in', ids)
    .execute();
  const verdicts = await readVerdicts(database, ids);
  const answerOf = new Map(answers.map((answer) => [answer.question_id, answer]));
  const citationsOf = groupByQuestion(citations, ({ question_id }) => question_id);
  const votesOf = groupByQuestion(votes, ({ question_id }) => question_id);
  const verdictsOf = groupByQuestion(verdicts, ({ questionId }) => questionId);
  return items.map((item) => {
    const answer = answerOf.get(item.questionId);
    const given = votesOf.get(item.questionId) ?? [];
    const useful = given.filter((vote) => vote.useful === 1).length;
    return {
      id: item.questionId,
      askedAt: item.askedAt,
      channel: item.channel,
      status: item.status,
      question: item.text,
      answer: answer?.text ?? '',
      citations: (citationsOf.get(item.questionId) ?? []).map(
        ({ question_id: _, ...citation }) => citation,
      ),
      generation: answer?.generation ?? '',
      ms: answer?.ms ?? 0,
      useful,
      notUseful: given.length - useful,
      sampled: item.sampled,
      verdicts: visibleTo(viewer, verdictsOf.get(item.questionId) ?? []).filter(
        ({ superseded }) => !superseded,
      ),
    };
  });
}

function groupByQuestion<Row>(
  rows: readonly Row[],
  questionOf: (row: Row) => string,
): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(questionOf(row));
    if (group) group.push(row);
    else groups.set(questionOf(row), [row]);
  }
  return groups;
}

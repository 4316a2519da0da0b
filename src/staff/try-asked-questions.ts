// The home of what residents asked lately and would be answered otherwise by a staged index.

import { setImmediate } from 'node:timers/promises';
import type { AnswerService } from '../answering/answer-service.ts';
import type { AskedQuestion } from '../audit/find-asked-questions.ts';
import type { Answer, Status } from '../domain.ts';

export interface AskedChange {
  readonly asked: AskedQuestion;
  readonly statusNow: Status;
  /** Passages the answer cites today and would not cite any more; `gone` are not in the staged index at all. */
  readonly lost: readonly { readonly passageId: string; readonly gone: boolean }[];
  /** Passages it would still cite, whose text is another. */
  readonly changed: readonly string[];
}

export interface AskedTrial {
  /** Different questions in the log, and how many of them there was time for. */
  readonly questions: number;
  readonly tried: number;
  readonly changes: readonly AskedChange[];
}

export interface TrialParts {
  readonly live: AnswerService;
  readonly staged: AnswerService;
  readonly clock: () => number;
  readonly maxMs: number;
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Both indexes are asked, so that what changed with the day, the code or an earlier turn is not put down to the stage.
 * @param asked most asked first: what there is no time for was asked least.
 */
export async function tryAskedQuestions(
  asked: readonly AskedQuestion[],
  { live, staged, clock, maxMs, onProgress }: TrialParts,
): Promise<AskedTrial> {
  const end = clock() + maxMs;
  const changes: AskedChange[] = [];
  const textIn = (service: AnswerService, id: string) =>
    service.catalogue().passage(id)?.passage.text;
  let tried = 0;
  for (const question of asked) {
    if (clock() >= end) break;
    const [before, after] = [await ask(live, question.text), await ask(staged, question.text)];
    const [citedBefore, citedAfter] = [citedBy(before), citedBy(after)];
    const lost = [...citedBefore]
      // An answer that leant on an earlier turn cites something else when it is asked alone.
      .filter((id) => question.passageIds.includes(id) && !citedAfter.has(id))
      .map((passageId) => ({ passageId, gone: textIn(staged, passageId) === undefined }));
    const changed = [...citedAfter].filter(
      (id) => citedBefore.has(id) && textIn(live, id) !== textIn(staged, id),
    );
    if (before.status !== after.status || lost.length + changed.length > 0) {
      changes.push({ asked: question, statusNow: after.status, lost, changed });
    }
    tried += 1;
    onProgress(tried, asked.length);
    // In the service residents come first.
    await setImmediate();
  }
  return { questions: asked.length, tried, changes };
}

function ask(service: AnswerService, text: string): Promise<Answer> {
  return service.answer({ text, channel: 'web', conversation: `trial ${text}`, asker: 'trial' });
}

function citedBy({ citations }: Answer): Set<string> {
  return new Set(citations.map(({ passageId }) => passageId));
}

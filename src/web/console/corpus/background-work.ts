// The home of what takes longer than a page may: one thing at a time, told how far it is, its end kept for whoever looks.

import type { FetchReport } from '../../../corpus/fetch/fetch-source.ts';
import type { Logger } from '../../../logger.ts';
import type { Refusal } from '../../../review/permits.ts';
import { attempt } from './attempt.ts';
import type {
  Added,
  IndexFacts,
  OnStep,
  Release,
  Removed,
  Staging,
  Step,
  Trial,
} from './corpus-acts.ts';

export type Outcome =
  | { readonly did: 'stage'; readonly staging: Staging }
  | { readonly did: 'test'; readonly trial: Trial }
  | { readonly did: 'publish'; readonly release: Release }
  | { readonly did: 'discard' }
  | { readonly did: 'roll-back'; readonly manifest: IndexFacts }
  | { readonly did: 'fetch'; readonly reports: readonly FetchReport[] };

export interface Task {
  readonly what: Outcome['did'];
  readonly by: string;
  /** What was stored before; it stays so when the rest fails. */
  readonly added?: Added | undefined;
  readonly removed?: Removed | undefined;
}

export interface RunningWork extends Task {
  /** ISO time. */
  readonly since: string;
  readonly step: { readonly name: Step; readonly done: number; readonly total: number } | undefined;
}

export interface EndedWork extends Task {
  /** ISO time. */
  readonly at: string;
  readonly outcome: Outcome | Refusal;
}

export interface BackgroundWork {
  running(): RunningWork | undefined;
  /** The end of the last one, while nothing runs; forgotten when the service stops. */
  last(): EndedWork | undefined;
  /** @returns why it was not begun. */
  start(task: Task, work: (onStep: OnStep) => Promise<Outcome>): Refusal | undefined;
}

export function createBackgroundWork(clock: () => Date, logger: Logger): BackgroundWork {
  let running: RunningWork | undefined;
  let last: EndedWork | undefined;

  async function run(task: Task, work: (onStep: OnStep) => Promise<Outcome>) {
    const onStep: OnStep = (name, done, total) => {
      if (running) running = { ...running, step: { name, done, total } };
    };
    const outcome = await attempt(() => work(onStep)).catch((error: unknown): Refusal => {
      logger.error({ err: error, work: task.what }, 'work on the corpus failed');
      return { refused: '出了点问题，没有做完。请再试一次。还是不行，请告诉管理员。' };
    });
    last = { ...task, at: clock().toISOString(), outcome };
    running = undefined;
  }

  return {
    running: () => running,
    last: () => (running ? undefined : last),
    start(task, work) {
      if (running) return { refused: `${running.by}正在${workNames[running.what]}，等做完再来。` };
      running = { ...task, since: clock().toISOString(), step: undefined };
      void run(task, work);
      return undefined;
    },
  };
}

export const workNames: Readonly<Record<Outcome['did'], string>> = {
  stage: '暂存',
  test: '测试',
  publish: '发布',
  discard: '撤下暂存',
  'roll-back': '退回',
  fetch: '看官方网页',
};

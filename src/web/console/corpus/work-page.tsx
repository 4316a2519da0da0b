// How far the work on the corpus is, or how it ended and what can be done next.

import type { FC } from 'hono/jsx';
import { dayAndTime } from '../beijing-time.ts';
import type { ConsoleSession } from '../console-desk.ts';
import { Problem } from '../problem.tsx';
import { AddedView, RemovedView } from './added-view.tsx';
import { type EndedWork, type RunningWork, workNames } from './background-work.ts';
import type { Step } from './corpus-acts.ts';
import { CorpusTabs } from './corpus-tabs.tsx';
import { OutcomeView } from './outcome-view.tsx';

const stepNames: Readonly<Record<Step, string>> = {
  terms: '第1步，共2步，整理词语',
  vectors: '第2步，共2步，计算向量',
  'golden-staged': '用标准题试暂存的',
  'golden-live': '用标准题试居民正在用的',
  asked: '用居民问过的问题试',
  pages: '看网页',
};

interface WorkPageProps {
  readonly running: RunningWork | undefined;
  readonly last: EndedWork | undefined;
  /** Why what was asked for was not begun. */
  readonly problem: string | undefined;
  readonly session: ConsoleSession;
}

export const WorkPage: FC<WorkPageProps> = ({ running, last, problem, session }) => (
  <div class="wide">
    <h1>{running ? `正在${workNames[running.what]}` : '做完的事'}</h1>
    <CorpusTabs current="" role={session.actor.role} />
    <Problem text={problem} />
    {running ? <Progress running={running} /> : undefined}
    {last ? <End last={last} session={session} /> : undefined}
    {running || last ? undefined : (
      <p class="empty">
        没有正在做的事。到<a href="/console/corpus/pending">待发布</a>看看。
      </p>
    )}
  </div>
);

const Progress: FC<{ running: RunningWork }> = ({
  running: { by, since, step, added, removed },
}) => (
  <>
    {added ? <AddedView added={added} /> : undefined}
    {removed ? <RemovedView removed={removed} /> : undefined}
    <section class="panel" aria-label="进度">
      <p>{step ? `${stepNames[step.name]}：${step.done}/${step.total}` : '准备中'}</p>
      {step ? (
        <progress aria-label={stepNames[step.name]} value={step.done} max={step.total}></progress>
      ) : undefined}
      <p class="hint">
        {`${by}，${dayAndTime(since)}开始。这一页会自己更新；离开也不要紧，会接着做。`}
        <a href="/console/corpus/work">现在更新</a>
      </p>
    </section>
  </>
);

const End: FC<{ last: EndedWork; session: ConsoleSession }> = ({
  last: { what, by, at, added, removed, outcome },
  session,
}) => (
  <>
    {added ? <AddedView added={added} /> : undefined}
    {removed ? <RemovedView removed={removed} /> : undefined}
    <p class="meta">{`${workNames[what]}，${by}，${dayAndTime(at)}结束`}</p>
    {'refused' in outcome ? (
      <>
        <Problem text={outcome.refused} />
        <p>
          没有做成，居民看到的没有变。回到<a href="/console/corpus/pending">待发布</a>再试。
        </p>
      </>
    ) : (
      <OutcomeView outcome={outcome} session={session} />
    )}
  </>
);

// What publishing would change for residents, and the buttons that bring it to them.

import type { FC } from 'hono/jsx';
import type { ConsoleSession } from '../console-desk.ts';
import { Problem } from '../problem.tsx';
import { ActButton } from './act-button.tsx';
import type { RunningWork } from './background-work.ts';
import type { Difference } from './corpus-acts.ts';
import { CorpusTabs } from './corpus-tabs.tsx';
import { DifferenceView } from './difference-view.tsx';
import { RunningNotice } from './running-notice.tsx';

interface PendingPageProps {
  /** Absent when it cannot be told; `problem` says why. */
  readonly difference: Difference | undefined;
  readonly problem: string | undefined;
  readonly running: RunningWork | undefined;
  readonly session: ConsoleSession;
}

export const PendingPage: FC<PendingPageProps> = ({ difference, problem, running, session }) => (
  <div class="wide">
    <h1>待发布</h1>
    <CorpusTabs current="待发布" role={session.actor.role} />
    <Problem text={problem} />
    <RunningNotice running={running} />
    {difference && !running ? <NextActs difference={difference} session={session} /> : undefined}
    {difference ? <DifferenceView difference={difference} /> : undefined}
  </div>
);

const NextActs: FC<{ difference: Difference; session: ConsoleSession }> = ({
  difference: { to, isBehind, differs },
  session,
}) => {
  if (to === 'working-copy') {
    return differs ? (
      <section class="panel" aria-labelledby="next">
        <h2 id="next">现在的文件改过，还没有暂存</h2>
        <p>暂存会用现在的文件做一份新的，先不给居民用。做好以后可以测试，再发布。</p>
        <div class="actions">
          <ActButton act="stage" session={session} kind="primary">
            暂存
          </ActButton>
        </div>
      </section>
    ) : (
      <p class="empty">
        没有待发布的内容。要加一份文件，请到<a href="/console/corpus/upload">上传和去掉</a>。
      </p>
    );
  }
  return (
    <section class="panel" aria-labelledby="next">
      <h2 id="next">已经暂存，居民还看不到</h2>
      {isBehind ? (
        <p class="notice alarm">暂存以后，文件又变了。请再暂存一次，新的内容才会一起发布。</p>
      ) : undefined}
      <p>先测试：用标准题和居民最近问过的问题试一遍。没有变差，再发布。</p>
      <div class="actions">
        {isBehind ? (
          <ActButton act="stage" session={session} kind="primary">
            再暂存一次
          </ActButton>
        ) : undefined}
        <ActButton act="test" session={session} {...(isBehind ? {} : { kind: 'primary' })}>
          测试
        </ActButton>
        <ActButton act="publish" session={session}>
          发布
        </ActButton>
        <ActButton act="discard" session={session}>
          撤下暂存
        </ActButton>
      </div>
      <p class="hint">撤下暂存，只是不要做好的这一份；文件不动，以后还可以再暂存。</p>
    </section>
  );
};

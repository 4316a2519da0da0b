// How each kind of work on the corpus ended, and the next step.

import type { FC } from 'hono/jsx';
import type { ConsoleSession } from '../console-desk.ts';
import { DoneNotice } from '../done-notice.tsx';
import { ActButton } from './act-button.tsx';
import type { Outcome } from './background-work.ts';
import { describeIndex } from './describe-index.ts';
import { FetchReports } from './fetch-reports.tsx';
import { ForceForm } from './force-form.tsx';
import { GoldenView } from './golden-view.tsx';
import { TrialView } from './trial-view.tsx';

interface Ended<Did extends Outcome['did']> {
  readonly outcome: Extract<Outcome, { did: Did }>;
  readonly session: ConsoleSession;
}

export const OutcomeView: FC<{ outcome: Outcome; session: ConsoleSession }> = ({
  outcome,
  session,
}) => {
  switch (outcome.did) {
    case 'stage':
      return <Staged outcome={outcome} session={session} />;
    case 'test':
      return <Tested outcome={outcome} session={session} />;
    case 'publish':
      return <Published outcome={outcome} session={session} />;
    case 'discard':
      return <DoneNotice text="暂存的一份已经撤下。文件没有动，居民看到的没有变。" />;
    case 'roll-back':
      return (
        <>
          <DoneNotice
            text={`已经退回。居民现在用的是${describeIndex(outcome.manifest)}。重新启动也不会自动换回去。`}
          />
          <p>文件没有动。请改好文件，或者换一份，再暂存、测试、发布。</p>
        </>
      );
    case 'fetch':
      return <FetchReports reports={outcome.reports} />;
  }
};

const Staged: FC<Ended<'stage'>> = ({ outcome: { staging }, session }) =>
  staging.outcome === 'already-live' ? (
    <DoneNotice text="文件和居民正在用的一样，没有要暂存的。" />
  ) : (
    <>
      <DoneNotice
        text={`${staging.outcome === 'staged' ? '已经暂存' : '已经暂存过了'}：${describeIndex(staging.manifest)}。居民看到的没有变。`}
      />
      {staging.held ? (
        <p class="notice alarm">{`注意：${staging.held.hold.by}退回过这里面的内容。请先看清楚改了什么。`}</p>
      ) : undefined}
      <div class="actions">
        <a href="/console/corpus/pending">看改了什么</a>
        <ActButton act="test" session={session} kind="primary">
          测试
        </ActButton>
      </div>
    </>
  );

const Tested: FC<Ended<'test'>> = ({ outcome: { trial }, session }) => (
  <>
    {trial.golden.worse.length === 0 ? (
      <>
        <DoneNotice text="测试完了，没有标准题变差，可以发布。" />
        <div class="actions">
          <ActButton act="publish" session={session} kind="primary">
            发布
          </ActButton>
        </div>
      </>
    ) : (
      <ForceForm session={session} problem="有标准题变差，现在不能发布。" />
    )}
    <GoldenView golden={trial.golden} />
    <TrialView asked={trial.asked} />
  </>
);

const Published: FC<Ended<'publish'>> = ({ outcome: { release }, session }) => {
  switch (release.outcome) {
    case 'published':
      return (
        <>
          <DoneNotice text={`已经发布。居民从现在起用的是${describeIndex(release.manifest)}。`} />
          <p>
            发现不对，到<a href="/console/corpus/history">历史</a>里退回。
          </p>
          {release.comparison ? <GoldenView golden={release.comparison} /> : undefined}
        </>
      );
    case 'refused':
      return (
        <>
          <ForceForm
            session={session}
            problem="没有发布：有标准题变差。居民看到的还是原来的内容。"
          />
          <GoldenView golden={release.comparison} />
        </>
      );
    case 'unchanged':
    case 'held':
      return <DoneNotice text="内容没有变化，照旧使用。" />;
  }
};

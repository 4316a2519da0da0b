// What was done to the corpus, by whom and why; and the way back to an earlier index.

import type { FC } from 'hono/jsx';
import { type CorpusAct, isMove } from '../../../audit/corpus-acts.ts';
import { eventLabels } from '../../../review/log-labels.ts';
import { permits } from '../../../review/permits.ts';
import { dayAndTime } from '../beijing-time.ts';
import type { ConsoleSession } from '../console-desk.ts';
import { ConsoleForm } from '../console-form.tsx';
import { Problem } from '../problem.tsx';
import type { RunningWork } from './background-work.ts';
import type { IndexFacts } from './corpus-acts.ts';
import { CorpusTabs } from './corpus-tabs.tsx';
import { describeIndex } from './describe-index.ts';
import { RunningNotice } from './running-notice.tsx';

interface HistoryPageProps {
  /** Newest first. */
  readonly history: readonly CorpusAct[];
  /** Indexes that can be gone back to. */
  readonly earlier: readonly IndexFacts[];
  readonly running: RunningWork | undefined;
  readonly session: ConsoleSession;
  readonly problem: string | undefined;
  /** What was typed. */
  readonly reason: string;
}

export const HistoryPage: FC<HistoryPageProps> = ({
  history,
  earlier,
  running,
  session,
  problem,
  reason,
}) => (
  <div class="wide">
    <h1>历史</h1>
    <CorpusTabs current="历史" role={session.actor.role} />
    <RunningNotice running={running} />
    {permits(session.actor.role, 'manage-corpus') && !running ? (
      <RollBack earlier={earlier} session={session} problem={problem} reason={reason} />
    ) : undefined}
    <section aria-labelledby="acts">
      <h2 id="acts">做过的事，新的在前</h2>
      {history.length === 0 ? (
        <p class="empty">还没有做过什么。</p>
      ) : (
        <ul class="lines">
          {history.map((act) => (
            <li>
              <strong>{eventLabels.get(act.kind) ?? act.kind}</strong>{' '}
              <span class="meta">{`${act.by}，${dayAndTime(act.at)}`}</span>
              {detailsOf(act).map((line) => (
                <p class="typed">{line}</p>
              ))}
            </li>
          ))}
        </ul>
      )}
    </section>
  </div>
);

/** What it was about, how the golden questions went, and why; one line each. */
function detailsOf(act: CorpusAct): string[] {
  const subject = isMove(act)
    ? `${act.generation}，${act.documents}份文档，${act.passages}个段落`
    : (act.generation ?? act.documentIds.join('、'));
  return [
    subject,
    act.golden ? `标准题答对${act.golden.right}/${act.golden.questions}` : '',
    act.worse.length > 0 ? `变差的标准题：${act.worse.join('、')}` : '',
    isMove(act) && act.reason !== '' ? `理由：${act.reason}` : '',
  ].filter((line) => line !== '');
}

const RollBack: FC<Pick<HistoryPageProps, 'earlier' | 'session' | 'problem' | 'reason'>> = ({
  earlier,
  session,
  problem,
  reason,
}) => (
  <section class="panel" aria-labelledby="back">
    <h2 id="back">退回旧的一份</h2>
    {earlier.length === 0 ? (
      <p>没有留着的旧版本，没有可以退回的。</p>
    ) : (
      <>
        <Problem text={problem} />
        <p>发布以后发现不对，可以马上退回。文件不动；退回的内容不会自动再发布。</p>
        <ConsoleForm action="/console/corpus/roll-back" session={session} class="fields">
          <div class="field">
            <label for="generation">退回哪一份</label>
            <select id="generation" name="generation">
              {earlier.map((facts) => (
                <option value={facts.generation}>{describeIndex(facts)}</option>
              ))}
            </select>
          </div>
          <div class="field">
            <label for="reason">为什么退回</label>
            <textarea id="reason" name="reason" rows={2} maxlength={500} required>
              {reason}
            </textarea>
          </div>
          <label class="check">
            <input type="checkbox" name="confirmed" value="yes" required />
            我确认：居民从现在起用旧的一份。
          </label>
          <div class="actions">
            <button type="submit" class="danger">
              退回
            </button>
          </div>
        </ConsoleForm>
      </>
    )}
  </section>
);

// What a reviewer answers for: the figures of a period's judging, the form to sign it, and what was signed before.

import type { FC } from 'hono/jsx';
import type { Overview } from '../../review/overview.ts';
import type { SignOff, SignOffForm } from '../../review/sign-offs.ts';
import type { ConsoleSession } from './console-desk.ts';
import { ConsoleForm } from './console-form.tsx';
import { DoneNotice } from './done-notice.tsx';
import { KeyFigures } from './key-figures.tsx';
import { PeriodForm } from './period-form.tsx';
import { Problem } from './problem.tsx';
import { SignOffTable } from './sign-off-table.tsx';

interface SignOffPageProps {
  readonly overview: Overview;
  readonly signOffs: readonly SignOff[];
  readonly today: string;
  readonly session: ConsoleSession;
  /** Whether a period was just signed. */
  readonly done: boolean;
  readonly problem: string | undefined;
  /** What was handed in and not taken. */
  readonly form: SignOffForm | undefined;
}

export const SignOffPage: FC<SignOffPageProps> = (props) => {
  const { overview, signOffs, today, done, problem } = props;
  return (
    <div class="wide">
      <h1>签字</h1>
      <DoneNotice text={done ? '已经签字。这段时间的评议从现在起不能再改。' : undefined} />
      <Problem text={problem} />
      <section aria-labelledby="sign">
        <h2 id="sign">给一段时间签字</h2>
        <PeriodForm action="/console/sign-offs" period={overview.period} today={today} />
        <KeyFigures overview={overview} />
        <SignForm {...props} />
      </section>
      <section aria-labelledby="signed">
        <h2 id="signed">签过的</h2>
        {signOffs.length === 0 ? (
          <p class="empty">还没有人签字。</p>
        ) : (
          <SignOffTable signOffs={signOffs} />
        )}
      </section>
    </div>
  );
};

const SignForm: FC<SignOffPageProps> = ({ overview: { period, sample }, session, form }) => (
  <ConsoleForm action="/console/sign-offs" session={session} class="fields panel">
    <input type="hidden" name="from" value={period.from} />
    <input type="hidden" name="to" value={period.to} />
    <p>
      {`${period.from}到${period.to}：随机抽查${sample.drawn}条，`}
      {sample.open === 0 ? '全部评过了。' : `还有${sample.open}条没评。`}
    </p>
    {sample.open === 0 ? (
      <input type="hidden" name="reason" value="" />
    ) : (
      <div class="field">
        <label for="reason">还没评完，为什么现在签字</label>
        <textarea id="reason" name="reason" rows={2} maxlength={2000}>
          {form?.reason ?? ''}
        </textarea>
        <p class="hint">
          也可以先去评：
          <a href={`/console?queue=sample&unjudged=yes&from=${period.from}&to=${period.to}`}>
            抽查里没评的
          </a>
        </p>
      </div>
    )}
    <div class="field">
      <label for="note">说明（可以不写）</label>
      <textarea id="note" name="note" rows={2} maxlength={2000}>
        {form?.note ?? ''}
      </textarea>
    </div>
    <p>{`签字的人：${session.actor.name}。签了以后，这段时间的评议不能再改。`}</p>
    <div class="actions">
      <button type="submit" class="primary">
        签字
      </button>
    </div>
  </ConsoleForm>
);

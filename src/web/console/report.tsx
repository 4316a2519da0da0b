// What stands on the paper of a monthly report, with where it comes from and the label of what AI made.

import type { FC } from 'hono/jsx';
import type { ChainEnd } from '../../audit/digest-chain.ts';
import { exportNotice } from '../../review/export-rows.ts';
import type { Overview } from '../../review/overview.ts';
import type { SignOff } from '../../review/sign-offs.ts';
import { siteName } from '../texts.ts';
import { dayAndTime } from './beijing-time.ts';
import { PeriodFigures } from './period-figures.tsx';
import { SignOffTable } from './sign-off-table.tsx';

interface ReportProps {
  readonly month: string;
  readonly isOver: boolean;
  readonly overview: Overview;
  /** Of periods that share a day with the month. */
  readonly signOffs: readonly SignOff[];
  readonly provenance: {
    readonly madeAt: string;
    readonly madeBy: string;
    readonly generation: string;
    /** End of the log's digest chain when the figures were read. */
    readonly chainEnd: ChainEnd;
  };
}

export const Report: FC<ReportProps> = ({
  month,
  isOver,
  overview,
  signOffs,
  provenance: { madeAt, madeBy, generation, chainEnd },
}) => (
  <>
    <header>
      <h1>
        <span class="eyebrow">{siteName}</span>
        {`${month.slice(0, 4)}年${Number(month.slice(5))}月 月报`}
      </h1>
      <p class="notice">{exportNotice}</p>
      {isOver ? undefined : <p class="notice">这个月还没过完，数字还会变。</p>}
    </header>
    <PeriodFigures overview={overview} theme="light" onPaper />
    <section aria-labelledby="signed">
      <h2 id="signed">签字</h2>
      {signOffs.length === 0 ? <p>还没有人签字。</p> : <SignOffTable signOffs={signOffs} />}
    </section>
    <section aria-labelledby="provenance">
      <h2 id="provenance">数字从哪里来</h2>
      <dl class="provenance">
        <dt>来源</dt>
        <dd>问答记录，全部渠道</dd>
        <dt>时间</dt>
        <dd>{`${overview.period.from}到${overview.period.to}（北京时间）`}</dd>
        <dt>制作</dt>
        <dd>{`${madeBy}，${dayAndTime(madeAt)}`}</dd>
        <dt>资料索引</dt>
        <dd>{generation}</dd>
        <dt>记录链末端</dt>
        <dd>{`第${chainEnd.sequence}条 ${chainEnd.digest}`}</dd>
      </dl>
    </section>
  </>
);

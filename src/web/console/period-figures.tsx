// The figures of a period, as the overview and the monthly report show them.

import type { FC } from 'hono/jsx';
import type { Overview } from '../../review/overview.ts';
import type { Display } from '../display.ts';
import { ChartFigure } from './chart-figure.tsx';
import { latencyRows, mostBars } from './charts.ts';
import { DataTable } from './data-table.tsx';
import { interval, percent, seconds } from './format-figures.ts';
import { KeyFigures } from './key-figures.tsx';
import { countByGroup, statusGroupLabels, statusGroups } from './status-groups.ts';

interface PeriodFiguresProps {
  readonly overview: Overview;
  readonly theme: Display['theme'];
  /** On paper nothing can be opened. */
  readonly onPaper?: boolean;
}

export const PeriodFigures: FC<PeriodFiguresProps> = ({ overview, theme, onPaper = false }) => {
  if (overview.questions === 0) return <p class="notice">这段时间没有人提问。</p>;
  const { period, days, sample, topics, gaps, latencyMs } = overview;
  const chart = { period, theme, open: onPaper };
  return (
    <>
      <KeyFigures overview={overview} />

      <section aria-labelledby="days">
        <h2 id="days">每天有多少人问，答得怎么样</h2>
        <ChartFigure chart="days" {...chart} alt="每天的提问数，按结果分成几种颜色">
          <DataTable
            caption="每天的提问数"
            head={['日期', '一共', ...statusGroups.map((group) => statusGroupLabels[group])]}
            figures={[1, 2, 3, 4, 5, 6]}
            rows={days.map(({ day, questions, byStatus }) => {
              const counts = countByGroup(byStatus);
              return [day, questions, ...statusGroups.map((group) => counts[group])];
            })}
          />
        </ChartFigure>
        {days.length > mostBars ? (
          <p class="hint">时间长，图上一根是一周，日期是这周的第一天。</p>
        ) : undefined}
      </section>

      <section aria-labelledby="wrong">
        <h2 id="wrong">抽查出多少错误</h2>
        {sample.wrong ? (
          <ChartFigure
            chart="wrong"
            {...chart}
            alt={`抽查到的错误率是${percent(sample.wrong.share)}，真实的错误率大约在${interval(sample.wrong)}之间`}
          >
            <DataTable
              caption="随机抽查"
              head={['怎么抽的', '抽到', '还没评', '评了', '错误或有害', '错误率', '真实的大约在']}
              figures={[1, 2, 3, 4, 5, 6]}
              rows={[
                [
                  '随机',
                  sample.drawn,
                  sample.open,
                  sample.wrong.of,
                  sample.wrong.count,
                  percent(sample.wrong.share),
                  interval(sample.wrong),
                ],
              ]}
            />
          </ChartFigure>
        ) : (
          <p>抽到{sample.drawn}条，还没有人评。评了才知道错误率。</p>
        )}
        <p class="hint">
          浅色的一段是95%置信区间：评得越多，这一段越短，数字越可信。两人评议不同的，按严的算。κ说的是两人是否一致：1是完全一致，0和碰巧差不多。
        </p>
      </section>

      <section aria-labelledby="topics">
        <h2 id="topics">问得最多的方面</h2>
        {topics.length === 0 ? (
          <p>这段时间的回答没有引用资料。</p>
        ) : (
          <ChartFigure chart="topics" {...chart} alt="每个方面的回答数，多的在上面">
            <DataTable
              caption="每个方面的回答数"
              head={['方面', '回答']}
              figures={[1]}
              rows={topics.map(({ topic, answers }) => [topic, answers])}
            />
          </ChartFigure>
        )}
      </section>

      <section aria-labelledby="gaps">
        <h2 id="gaps">问了，资料里没有的</h2>
        {gaps.length === 0 ? (
          <p>这段时间没有这样的问题。</p>
        ) : (
          <DataTable
            caption="资料里没有答案的问题，问得多的在前"
            head={['问题', '次数']}
            figures={[1]}
            rows={gaps.map(({ text, times, questionId }) => [
              <a href={`/console/answers/${questionId}`}>{text}</a>,
              times,
            ])}
          />
        )}
      </section>

      {latencyMs ? (
        <section aria-labelledby="latency">
          <h2 id="latency">多久能答上来</h2>
          <ChartFigure chart="latency" {...chart} alt="回答用的时间，从一半的回答到99%的回答">
            <DataTable
              caption="回答用的时间"
              head={['多少回答', '在这么久以内']}
              figures={[1]}
              rows={latencyRows(latencyMs).map(({ name, ms }) => [name, seconds(ms)])}
            />
          </ChartFigure>
        </section>
      ) : undefined}
    </>
  );
};

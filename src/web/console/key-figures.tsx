// The few figures of a period that are read first.

import type { FC } from 'hono/jsx';
import type { Overview } from '../../review/overview.ts';
import { interval, percent, seconds } from './format-figures.ts';

interface KeyFigure {
  readonly name: string;
  readonly value: string;
  readonly detail: string;
}

export const KeyFigures: FC<{ overview: Overview }> = ({ overview }) => (
  <dl class="key-figures">
    {keyFigures(overview).map(({ name, value, detail }) => (
      <div>
        <dt>{name}</dt>
        <dd>
          <strong>{value}</strong>
          <span>{detail}</span>
        </dd>
      </div>
    ))}
  </dl>
);

const unknown = '还没有';

function keyFigures(overview: Overview): readonly KeyFigure[] {
  const { questions, answerRate, sample, feedback, latencyMs } = overview;
  const { wrong, agreement } = sample;
  const votes = feedback.useful + feedback.notUseful;
  return [
    { name: '提问', value: `${questions}条`, detail: '全部渠道' },
    {
      name: '回答率',
      value: answerRate === undefined ? unknown : percent(answerRate),
      detail: '打招呼的不算',
    },
    {
      name: '错误率',
      value: wrong ? percent(wrong.share) : unknown,
      detail: wrong ? `真实的大约在${interval(wrong)}` : '要先评抽查的回答',
    },
    {
      name: '两人一致',
      value:
        agreement.kappa === undefined
          ? unknown
          : `κ ${agreement.kappa.toFixed(2).replace('-', '−')}`,
      detail:
        agreement.observed === undefined
          ? '还没有两个人都评过的回答'
          : `${agreement.pairs}条两人都评，${percent(agreement.observed)}相同`,
    },
    {
      name: '居民说有用',
      value: votes === 0 ? unknown : percent(feedback.useful / votes),
      detail: `${votes}人说了`,
    },
    {
      name: '用时',
      value: latencyMs ? seconds(latencyMs.p50) : unknown,
      detail: latencyMs ? `一半的回答在这以内；95%在${seconds(latencyMs.p95)}以内` : '',
    },
  ];
}

// The verdicts on an answer that the reader may see.

import type { FC } from 'hono/jsx';
import {
  judgementLabels,
  reasonLabels,
  type Verdict,
  type VerdictForm,
} from '../../review/verdict.ts';
import { dayAndTime } from './beijing-time.ts';
import { Tag } from './tag.tsx';

interface VerdictListProps {
  readonly verdicts: readonly Verdict[];
  /** How many reviewers judged unseen. */
  readonly hidden: number;
  readonly reader: string;
}

export const VerdictList: FC<VerdictListProps> = ({ verdicts, hidden, reader }) => (
  <section class="verdicts" aria-labelledby="verdicts">
    <h2 id="verdicts">评议记录</h2>
    {verdicts.length + hidden === 0 ? <p>还没有人评过。</p> : undefined}
    {hidden === 0 ? undefined : (
      <p class="notice">{`另有${hidden}位评议员评过。您自己评完以后，才能看到他们怎么评。`}</p>
    )}
    <ul>
      {verdicts.map((verdict) => (
        <li class={verdict.superseded ? 'superseded' : undefined}>
          <p class="verdict-head">
            <strong>{verdict.reviewer === reader ? '您' : verdict.reviewer}</strong>
            <Tag kind={verdict.overall === 'right' ? 'good' : 'alarm'}>
              {judgementLabels[verdict.overall]}
            </Tag>
            {verdict.superseded ? <Tag>已被新的评议代替</Tag> : undefined}
            <span class="meta">{dayAndTime(verdict.recordedAt)}</span>
          </p>
          <Details verdict={verdict} />
        </li>
      ))}
    </ul>
  </section>
);

const Details: FC<{ verdict: Verdict }> = ({ verdict }) => {
  const { statements, citations, reasons, note, correction } = verdict;
  const parts = [
    ...judged(statements, (number) => `第${number}句`),
    ...judged(citations, (number) => `出处[${number}]`),
  ];
  const facts = [
    ['逐项', parts.join('，')],
    ['原因', reasons.map((reason) => reasonLabels[reason]).join('，')],
    ['说明', note],
    ['应该怎么答', correction],
  ].filter(([, words]) => words !== '');
  return facts.length === 0 ? null : (
    <dl>
      {facts.map(([term, words]) => (
        <div>
          <dt>{term}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
};

function judged(parts: VerdictForm['statements'], name: (number: number) => string): string[] {
  return parts.map(
    ({ position, judgement }) => `${name(position + 1)}${judgementLabels[judgement]}`,
  );
}

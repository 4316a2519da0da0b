// Which questions residents asked lately would be answered otherwise.

import type { FC } from 'hono/jsx';
import { statusLabels } from '../../../review/log-labels.ts';
import { DataTable } from '../data-table.tsx';
import type { AskedChange, Trial } from './corpus-acts.ts';

/** More than these nobody reads. */
const mostShown = 100;

export const TrialView: FC<{ asked: Trial['asked'] }> = ({
  asked: { days, questions, tried, changes },
}) => (
  <section aria-labelledby="asked">
    <h2 id="asked">居民问过的</h2>
    <p>
      {questions === 0
        ? `最近${days}天，还没有引用过原文的回答。`
        : `最近${days}天问过的，试了${tried}个不同的问题，${changes.length}个的回答会变。`}
      {questions > tried ? `时间到了，还有${questions - tried}个问得少的没有试。` : ''}
    </p>
    {changes.length > 0 ? (
      <DataTable
        caption="回答会变的问题，问得多的在前"
        head={['问题', '问过几次', '会怎么变']}
        figures={[1]}
        rows={changes
          .slice(0, mostShown)
          .map((change) => [
            <a href={`/console/answers/${change.asked.questionId}`}>{change.asked.text}</a>,
            change.asked.times,
            describeChange(change),
          ])}
      />
    ) : undefined}
    {changes.length > mostShown ? (
      <p class="hint">{`还有${changes.length - mostShown}个没有列出。`}</p>
    ) : undefined}
  </section>
);

function describeChange({ asked, statusNow, lost, changed }: AskedChange): string {
  const gone = lost.flatMap(({ passageId, gone }) => (gone ? [passageId] : []));
  const left = lost.flatMap(({ passageId, gone }) => (gone ? [] : [passageId]));
  return [
    ...(statusNow === asked.status ? [] : [`变成“${statusLabels[statusNow]}”`]),
    ...(gone.length > 0 ? [`引用的段落没有了：${gone.join('、')}`] : []),
    ...(left.length > 0 ? [`不再引用：${left.join('、')}`] : []),
    ...(changed.length > 0 ? [`引用的段落改了：${changed.join('、')}`] : []),
  ].join('；');
}

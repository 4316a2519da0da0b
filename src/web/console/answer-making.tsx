// How an answer came about: what was dropped, how long it took, what a model was asked, what happened since.

import type { FC } from 'hono/jsx';
import type { LoggedAnswer, ModelCall } from '../../audit/audit-log.ts';
import { eventLabels } from '../../review/log-labels.ts';
import { dayAndTime } from './beijing-time.ts';
import { DataTable } from './data-table.tsx';

export const AnswerMaking: FC<{ logged: LoggedAnswer }> = ({ logged: { answer, trace } }) => {
  const { model, route, dropped, timings } = trace;
  const facts = [
    ['写法', writing(model)],
    ['模型', model?.model || '没有用'],
    ['没用模型的原因', model?.fallback ?? ''],
    ['问题的走向', route],
    ['资料版本', answer.generation],
    ...Object.entries(timings).map(([step, ms]) => [
      step === 'total' ? '全程' : step,
      `${Math.round(ms)}毫秒`,
    ]),
  ].filter(([, words]) => words !== '');
  return (
    <>
      <dl class="making">
        {facts.map(([term, words]) => (
          <div>
            <dt>{term}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <h3>核对时去掉的句子</h3>
      {dropped.length === 0 ? (
        <p>没有。</p>
      ) : (
        <ul>
          {dropped.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      )}
      {model && model.calls.length > 0 ? <Calls calls={model.calls} /> : undefined}
    </>
  );
};

function writing(model: LoggedAnswer['trace']['model']): string {
  return model?.writer === 'model' ? '模型根据原文写的' : '摘录原文';
}

const Calls: FC<{ calls: readonly ModelCall[] }> = ({ calls }) => (
  <DataTable
    caption="每次问模型"
    head={['步骤', '提示词', '结果', '送入和写出的词元', '毫秒']}
    rows={calls.map(({ step, prompt, outcome, inputTokens, outputTokens, ms }) => [
      step,
      prompt,
      outcome,
      `${inputTokens} + ${outputTokens}`,
      Math.round(ms),
    ])}
    figures={[3, 4]}
  />
);

export const Events: FC<{ events: LoggedAnswer['events'] }> = ({ events }) => (
  <ul class="events">
    {events.map(({ at, kind, detail }) => (
      <li>
        <span class="meta">{dayAndTime(at)}</span> {eventLabels.get(kind) ?? kind}
        {detail === '' ? '' : `：${detailLabels.get(detail) ?? detail}`}
      </li>
    ))}
  </ul>
);

const detailLabels: ReadonlyMap<string, string> = new Map([
  ['useful', '有用'],
  ['not-useful', '没用'],
]);

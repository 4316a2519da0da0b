// What was answered beside what would be answered now.

import type { FC } from 'hono/jsx';
import type { Catalogue } from '../../answering/answer-service.ts';
import type { AnswerTrace, LoggedAnswer } from '../../audit/audit-log.ts';
import type { Answer } from '../../domain.ts';
import { statusLabels } from '../../review/log-labels.ts';
import { PassageName } from './retrieved-table.tsx';
import { StatusTag, Tag } from './tag.tsx';

interface Composed {
  readonly answer: Answer;
  readonly trace: AnswerTrace;
}

interface ReplayPageProps {
  readonly logged: LoggedAnswer;
  readonly now: Composed;
  readonly catalogue: Catalogue;
  /** Of the answer's own page. */
  readonly address: string;
}

export const ReplayPage: FC<ReplayPageProps> = ({ logged, now, catalogue, address }) => (
  <div class="wide">
    <p class="crumbs">
      <a href={address}>回到这条回答</a>
    </p>
    <h1>
      <span class="eyebrow">重答对照</span>
      {logged.question.text || '（没有内容）'}
    </h1>
    <p class="notice">{difference(logged.answer, now.answer)}</p>
    <div class="replay">
      <Side heading="当时的回答" it={logged} other={now} catalogue={catalogue} />
      <Side heading="现在的回答" it={now} other={logged} catalogue={catalogue} />
    </div>
  </div>
);

/** One sentence on what changed. */
function difference(then: Answer, now: Answer): string {
  const sameWords = wordsOf(then).join('\n') === wordsOf(now).join('\n');
  if (then.status !== now.status) {
    return `结果变了：当时是“${statusLabels[then.status]}”，现在是“${statusLabels[now.status]}”。`;
  }
  return sameWords ? '两次的结果和句子一样。' : '结果一样，句子有不同，不同的地方标出来了。';
}

interface SideProps {
  readonly heading: string;
  readonly it: Composed;
  readonly other: Composed;
  readonly catalogue: Catalogue;
}

const Side: FC<SideProps> = ({ heading, it, other, catalogue }) => {
  const { answer, trace } = it;
  const elsewhere = new Set(wordsOf(other.answer));
  const found = new Set(other.trace.retrieved.map(({ passageId }) => passageId));
  return (
    <section aria-label={heading}>
      <h2>{heading}</h2>
      <p class="verdict-head">
        <StatusTag status={answer.status}>{statusLabels[answer.status]}</StatusTag>
        <span class="meta">{`资料版本 ${answer.generation} · ${Math.round(answer.ms)}毫秒`}</span>
      </p>
      <ul class="lines">
        {wordsOf(answer).map((words) =>
          elsewhere.has(words) ? (
            <li>{words}</li>
          ) : (
            <li class="differs">
              <Tag>{`只有${heading.slice(0, 2)}有`}</Tag> {words}
            </li>
          ),
        )}
      </ul>
      <h3>找到的段落</h3>
      <ol>
        {trace.retrieved.map(({ passageId, score, used }) => (
          <li class={found.has(passageId) ? undefined : 'differs'}>
            <PassageName id={passageId} catalogue={catalogue} />{' '}
            <span class="meta">{score.toFixed(2)}</span> {used ? <Tag kind="good">用上了</Tag> : ''}
          </li>
        ))}
      </ol>
    </section>
  );
};

/** An answer as lines that can be compared. */
function wordsOf({ lead, statements, notices }: Answer): string[] {
  return [lead, ...statements.map(({ text }) => text), ...notices].filter((line) => line !== '');
}

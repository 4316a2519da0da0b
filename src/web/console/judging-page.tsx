// One answer to judge: what was asked, what carries it, the verdict, and how the answer came about.

import type { Child, FC } from 'hono/jsx';
import type { Catalogue } from '../../answering/answer-service.ts';
import type { LoggedAnswer } from '../../audit/audit-log.ts';
import type { Block } from '../../review/blocks.ts';
import { channelLabels, isResidentEvent, statusLabels } from '../../review/log-labels.ts';
import { permits } from '../../review/permits.ts';
import type { Verdict } from '../../review/verdict.ts';
import { AnswerMaking, Events } from './answer-making.tsx';
import { dayAndTime } from './beijing-time.ts';
import type { ConsoleSession } from './console-desk.ts';
import { ConsoleForm } from './console-form.tsx';
import { DoneNotice } from './done-notice.tsx';
import { FollowUpForms } from './follow-up-forms.tsx';
import { Problem } from './problem.tsx';
import { RetrievedTable } from './retrieved-table.tsx';
import { StatementEvidence } from './statement-evidence.tsx';
import { StatusTag, Tag } from './tag.tsx';
import { draftOf, emptyDraft, type VerdictDraft } from './verdict-fields.ts';
import { VerdictFields } from './verdict-form.tsx';
import { VerdictList } from './verdict-list.tsx';

interface JudgingPageProps {
  readonly logged: LoggedAnswer;
  readonly catalogue: Catalogue;
  readonly session: ConsoleSession;
  readonly verdicts: readonly Verdict[];
  readonly hidden: number;
  /** That of whoever asked, when there is one. */
  readonly block: Block | undefined;
  /** The queue the reviewer came from, as a query. */
  readonly search: string;
  /** The next to judge. */
  readonly next: string | undefined;
  /** What was just done. */
  readonly done: string | undefined;
  /** What was handed in and not taken, with the reason. */
  readonly refused: { readonly problem: string; readonly draft?: VerdictDraft } | undefined;
}

export const JudgingPage: FC<JudgingPageProps> = (props) => {
  const { logged, catalogue, session, verdicts, hidden, block, search, done, refused } = props;
  const { question, answer, trace, events } = logged;
  const { actor } = session;
  const own = verdicts.findLast(
    ({ reviewer, superseded }) => reviewer === actor.name && !superseded,
  );
  const judges = permits(actor.role, 'judge');
  const draft = judges ? (refused?.draft ?? (own ? draftOf(own) : emptyDraft)) : undefined;
  const address = `/console/answers/${question.id}`;
  const problem = refused?.draft ? refused.problem : undefined;
  return (
    <div class="wide judging">
      <p class="crumbs">
        <a href={`/console${search}`}>回到队列</a>
        <Next {...props} />
      </p>
      <DoneNotice text={done} />
      <Problem text={refused?.draft ? undefined : refused?.problem} />
      <h1>
        <span class="eyebrow">居民问</span>
        {question.text || '（没有内容）'}
      </h1>
      <p class="verdict-head">
        <StatusTag status={answer.status}>{statusLabels[answer.status]}</StatusTag>
        <Vote events={events} />
        <span class="meta">
          {`${dayAndTime(question.askedAt)} · ${channelLabels[question.channel]} · 编号 ${question.id.slice(0, 8)}`}
        </span>
      </p>
      <Part id="answer" heading="回答和出处">
        {answer.statements.length === 0 ? (
          <blockquote class="plain-answer">{answer.text}</blockquote>
        ) : (
          <>
            <StatementEvidence answer={answer} catalogue={catalogue} draft={draft} />
            <details>
              <summary>居民看到的全文</summary>
              <blockquote class="plain-answer">{answer.text}</blockquote>
            </details>
          </>
        )}
      </Part>
      {draft ? (
        <Part id="verdict" heading={own ? '再评一次' : '我的评议'}>
          <VerdictFields
            action={`${address}/verdict${search}`}
            session={session}
            draft={draft}
            isAgain={own !== undefined}
            problem={problem}
          />
        </Part>
      ) : undefined}
      <VerdictList verdicts={verdicts} hidden={hidden} reader={actor.name} />
      <FollowUpForms
        logged={logged}
        catalogue={catalogue}
        session={session}
        block={block}
        actionOf={(form) => `${address}/${form}${search}`}
      />
      <Part id="making" heading="回答是怎么来的">
        <details>
          <summary>{`找到的段落（${trace.retrieved.length}段）`}</summary>
          <RetrievedTable retrieved={trace.retrieved} catalogue={catalogue} />
        </details>
        <details>
          <summary>步骤、用时、模型和去掉的句子</summary>
          <AnswerMaking logged={logged} />
        </details>
        <details>
          <summary>前后经过</summary>
          <Events events={hidden === 0 ? events : events.filter(isResidentEvent)} />
        </details>
        <ConsoleForm action={`${address}/replay${search}`} session={session} class="actions">
          <button type="submit">用现在的资料重答一次</button>
          <p class="hint">和当时的回答并排看。不会发给居民。</p>
        </ConsoleForm>
      </Part>
    </div>
  );
};

/** What the resident said of the answer last. */
const Vote: FC<Pick<LoggedAnswer, 'events'>> = ({ events }) => {
  const vote = events.findLast(({ kind }) => kind === 'feedback-given');
  if (!vote) return null;
  return vote.detail === 'useful' ? (
    <Tag kind="good">居民说有用</Tag>
  ) : (
    <Tag kind="alarm">居民说没用</Tag>
  );
};

const Part: FC<{ id: string; heading: string; children?: Child }> = ({ id, heading, children }) => (
  <section aria-labelledby={id}>
    <h2 id={id}>{heading}</h2>
    {children}
  </section>
);

const Next: FC<Pick<JudgingPageProps, 'next' | 'search' | 'done'>> = ({ next, search, done }) =>
  next === undefined ? (
    <span>这个队列没有别的要评了</span>
  ) : (
    <a class={done ? 'primary' : undefined} href={`/console/answers/${next}${search}`}>
      下一条
    </a>
  );

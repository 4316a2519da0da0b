// What may follow from a verdict: a golden question, a question approved for its passages, a correction.

import type { FC } from 'hono/jsx';
import type { Catalogue } from '../../answering/answer-service.ts';
import type { LoggedAnswer } from '../../audit/audit-log.ts';
import type { Block } from '../../review/blocks.ts';
import { permits } from '../../review/permits.ts';
import { BlockForm } from './blocks-page.tsx';
import type { ConsoleSession } from './console-desk.ts';
import { ConsoleForm } from './console-form.tsx';
import { PassageName } from './retrieved-table.tsx';

interface FollowUpFormsProps {
  readonly logged: LoggedAnswer;
  readonly catalogue: Catalogue;
  readonly session: ConsoleSession;
  /** Address of a form of this answer. */
  readonly actionOf: (form: 'golden' | 'approve' | 'ticket' | 'block') => string;
  /** That of whoever asked, when there is one. */
  readonly block: Block | undefined;
}

export const FollowUpForms: FC<FollowUpFormsProps> = ({
  logged,
  catalogue,
  session,
  actionOf,
  block,
}) => (
  <section aria-labelledby="follow-up">
    <h2 id="follow-up">接下来</h2>
    <details>
      <summary>作为标准题</summary>
      <GoldenForm logged={logged} session={session} actionOf={actionOf} />
    </details>
    {permits(session.actor.role, 'approve-question') && logged.trace.retrieved.length > 0 ? (
      <details>
        <summary>认可这个问法</summary>
        <ConsoleForm action={actionOf('approve')} session={session} class="fields">
          <fieldset class="choices stacked">
            <legend>以后有人这样问，应该找到哪几段</legend>
            {logged.trace.retrieved.map(({ passageId, used }) => (
              <label class="check">
                <input type="checkbox" name="passage" value={passageId} checked={used} />
                <span>
                  <PassageName id={passageId} catalogue={catalogue} />
                </span>
              </label>
            ))}
          </fieldset>
          <div class="actions">
            <button type="submit">认可</button>
          </div>
        </ConsoleForm>
      </details>
    ) : undefined}
    <details>
      <summary>开更正单</summary>
      <ConsoleForm action={actionOf('ticket')} session={session} class="fields">
        <div class="field">
          <label for="ticket">资料里哪里要改，改成什么</label>
          <textarea id="ticket" name="text" rows={3} maxlength={2000} required></textarea>
        </div>
        <div class="actions">
          <button type="submit">开单</button>
        </div>
      </ConsoleForm>
    </details>
    <details>
      <summary>限制这位提问者</summary>
      <BlockForm action={actionOf('block')} session={session} block={block} />
    </details>
  </section>
);

const GoldenForm: FC<Omit<FollowUpFormsProps, 'catalogue' | 'block'>> = ({
  logged,
  session,
  actionOf,
}) => {
  const { question, answer } = logged;
  const titles = new Map(answer.citations.map(({ documentId, title }) => [documentId, title]));
  return (
    <ConsoleForm action={actionOf('golden')} session={session} class="fields">
      <p class="hint">每次更新资料以前，都会先拿标准题考一遍。</p>
      <div class="field">
        <label for="golden-question">问题</label>
        <input
          id="golden-question"
          name="question"
          value={question.text}
          maxlength={500}
          required
        />
      </div>
      {titles.size === 0 ? undefined : (
        <fieldset class="choices stacked">
          <legend>答案至少要引用其中一份</legend>
          {[...titles].map(([id, title]) => (
            <label class="check">
              <input type="checkbox" name="document" value={id} />
              {title}
            </label>
          ))}
        </fieldset>
      )}
      <div class="field">
        <label for="facts">答案里必须有的话，一行一句</label>
        <textarea id="facts" name="facts" rows={3} maxlength={2000}></textarea>
      </div>
      <div class="actions">
        <button type="submit">提出</button>
      </div>
    </ConsoleForm>
  );
};

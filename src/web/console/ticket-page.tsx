// One ticket: what it is about, what was done so far, what is done next.

import type { FC } from 'hono/jsx';
import {
  type Ticket,
  type TicketNote,
  ticketKindLabels,
  ticketStateLabels,
  ticketStateSchema,
} from '../../review/ticket.ts';
import { dayAndTime } from './beijing-time.ts';
import type { ConsoleSession } from './console-desk.ts';
import { ConsoleForm } from './console-form.tsx';
import { DoneNotice } from './done-notice.tsx';
import { Problem } from './problem.tsx';
import { Tag } from './tag.tsx';

interface TicketPageProps {
  readonly ticket: Ticket;
  readonly notes: readonly TicketNote[];
  readonly session: ConsoleSession;
  /** What was just done. */
  readonly done: string | undefined;
  readonly problem: string | undefined;
  /** The note that was not taken. */
  readonly draft: string;
}

export const TicketPage: FC<TicketPageProps> = (props) => {
  const { ticket, notes, done, problem } = props;
  const { kind, number, text, questionId, openedBy, openedAt, dueOn, state, overdue } = ticket;
  return (
    <div class="narrow">
      <p class="crumbs">
        <a href="/console/tickets">回到工单</a>
      </p>
      <DoneNotice text={done} />
      <Problem text={problem} />
      <h1>
        <span class="eyebrow">工单</span>
        {ticketKindLabels[kind]}
      </h1>
      <dl class="facts">
        <div>
          <dt>编号</dt>
          <dd>{number}</dd>
        </div>
        <div>
          <dt>进度</dt>
          <dd>{ticketStateLabels[state]}</dd>
        </div>
        <div>
          <dt>期限</dt>
          <dd>
            {dueOn} {overdue ? <Tag kind="alarm">已超期</Tag> : undefined}
          </dd>
        </div>
        <div>
          <dt>开单</dt>
          <dd>{`${openedBy}，${dayAndTime(openedAt)}`}</dd>
        </div>
      </dl>
      <p class="typed">{text}</p>
      {questionId === undefined ? undefined : (
        <p>
          <a href={`/console/answers/${questionId}`}>看这条问答</a>
        </p>
      )}
      {notes.length === 0 ? undefined : <Notes notes={notes} />}
      {state === 'closed' ? (
        <p class="notice">这张单子已经办结。有新情况请另开一张。</p>
      ) : (
        <NoteForm {...props} />
      )}
    </div>
  );
};

const Notes: FC<{ notes: readonly TicketNote[] }> = ({ notes }) => (
  <section aria-labelledby="notes">
    <h2 id="notes">办理记录</h2>
    <ol class="notes">
      {notes.map(({ state, note, by, at }) => (
        <li>
          <p class="meta">{`${dayAndTime(at)} · ${by} · ${ticketStateLabels[state]}`}</p>
          <p class="typed">{note}</p>
        </li>
      ))}
    </ol>
  </section>
);

const NoteForm: FC<TicketPageProps> = ({ ticket, session, draft }) => {
  const states = ticketStateSchema.options;
  return (
    <section aria-labelledby="next">
      <h2 id="next">记一笔</h2>
      <ConsoleForm action={`/console/tickets/${ticket.id}`} session={session} class="fields">
        <div class="field">
          <label for="note">做了什么，结果怎样</label>
          <textarea id="note" name="note" rows={4} maxlength={2000} required>
            {draft}
          </textarea>
        </div>
        <fieldset class="choices">
          <legend>办到哪一步</legend>
          {states.slice(states.indexOf(ticket.state)).map((state) => (
            <label class="check">
              <input type="radio" name="state" value={state} checked={state === ticket.state} />
              {ticketStateLabels[state]}
            </label>
          ))}
        </fieldset>
        <p class="hint">办结以后不能再改。</p>
        <div class="actions">
          <button type="submit" class="primary">
            保存
          </button>
        </div>
      </ConsoleForm>
    </section>
  );
};

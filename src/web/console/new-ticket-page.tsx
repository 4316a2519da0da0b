// Opens a ticket for what came by telephone or at the counter.

import type { FC } from 'hono/jsx';
import {
  daysToDue,
  type TicketKind,
  ticketKindLabels,
  ticketKindSchema,
} from '../../review/ticket.ts';
import type { ConsoleSession } from './console-desk.ts';
import { ConsoleForm } from './console-form.tsx';
import { Problem } from './problem.tsx';

interface NewTicketPageProps {
  readonly session: ConsoleSession;
  /** What was typed and not taken, with the reason. */
  readonly draft?: {
    readonly kind: TicketKind;
    readonly text: string;
    readonly questionId: string;
  };
  readonly problem?: string;
}

export const NewTicketPage: FC<NewTicketPageProps> = ({ session, draft, problem }) => (
  <div class="narrow">
    <p class="crumbs">
      <a href="/console/tickets">回到工单</a>
    </p>
    <h1>开一张新单</h1>
    <Problem text={problem} />
    <ConsoleForm action="/console/tickets" session={session} class="fields">
      <fieldset class="choices">
        <legend>类型</legend>
        {ticketKindSchema.options.map((kind) => (
          <label class="check">
            <input
              type="radio"
              name="kind"
              value={kind}
              checked={kind === (draft?.kind ?? 'complaint')}
            />
            {`${ticketKindLabels[kind]}，${daysToDue[kind]}天内办`}
          </label>
        ))}
      </fieldset>
      <div class="field">
        <label for="text">什么事</label>
        <textarea id="text" name="text" rows={5} maxlength={2000} required>
          {draft?.text ?? ''}
        </textarea>
        <p class="hint">不要写姓名、电话、身份证号。</p>
      </div>
      <div class="field">
        <label for="questionId">和哪个问题有关（编号，没有就不填）</label>
        <input id="questionId" name="questionId" value={draft?.questionId ?? ''} maxlength={100} />
      </div>
      <div class="actions">
        <button type="submit" class="primary">
          开单
        </button>
      </div>
    </ConsoleForm>
  </div>
);

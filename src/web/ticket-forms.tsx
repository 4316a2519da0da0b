// Where a resident leaves words for staff, and looks up how far they have come.

import type { FC } from 'hono/jsx';
import { maxQuestionLength } from '../answering/normalize-question.ts';
import { noReply } from '../answering/ticket-wording.ts';
import { PhoneText } from './phone-text.tsx';
import * as texts from './texts.ts';

export interface TicketFormProps {
  /** What is written already. */
  readonly draft?:
    | {
        readonly kind: 'complaint' | 'handoff' | undefined;
        readonly text: string;
        /** Id of the question it is about; empty when it is about none. */
        readonly about: string;
      }
    | undefined;
  /** The field that was not taken. */
  readonly invalid?: string | undefined;
}

export const TicketForm: FC<TicketFormProps> = ({ draft, invalid }) => (
  <form class="ask" method="post" action="/tickets">
    {noReply.map((line) => (
      <p>
        <PhoneText text={line} />
      </p>
    ))}
    <fieldset id="ticket-kind" tabindex={-1}>
      <legend>{texts.ticket.kind}</legend>
      {(['complaint', 'handoff'] as const).map((kind) => (
        <label class="check">
          <input type="radio" name="kind" value={kind} checked={draft?.kind === kind} required />
          {texts.ticket.kinds[kind]}
        </label>
      ))}
    </fieldset>
    <label for="ticket-text">{texts.ticket.label}</label>
    <p class="hint" id="ticket-hint">
      {texts.ticket.hint}
    </p>
    <textarea
      id="ticket-text"
      name="text"
      rows={4}
      maxlength={maxQuestionLength}
      required
      aria-describedby="ticket-hint"
      aria-invalid={invalid === 'text' ? 'true' : undefined}
    >
      {draft?.text ?? ''}
    </textarea>
    <input type="hidden" name="about" value={draft?.about ?? ''} />
    <button type="submit" class="primary">
      {texts.ticket.button}
    </button>
  </form>
);

export const LookupForm: FC<{ number: string | undefined; isInvalid: boolean }> = ({
  number,
  isInvalid,
}) => (
  <form class="ask" method="get" action="/tickets">
    <label for="ticket-number">{texts.ticket.number}</label>
    <p class="hint" id="number-hint">
      {texts.ticket.lookupHint}
    </p>
    <input
      id="ticket-number"
      name="number"
      inputmode="numeric"
      autocomplete="off"
      value={number ?? ''}
      required
      aria-describedby="number-hint"
      aria-invalid={isInvalid ? 'true' : undefined}
    />
    <button type="submit">{texts.ticket.lookupButton}</button>
  </form>
);

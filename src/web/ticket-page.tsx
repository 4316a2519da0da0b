// What a resident left for staff: its number, how far it has come, until when, and whom to call for an answer.

import type { FC } from 'hono/jsx';
import { emergencyLead } from '../answering/emergency-lead.ts';
import { dayInWords, noReply, ticketOverdue, ticketStates } from '../answering/ticket-wording.ts';
import type { Ticket } from '../review/ticket.ts';
import { PhoneText } from './phone-text.tsx';
import * as texts from './texts.ts';

export const TicketPage: FC<{ ticket: Ticket }> = ({ ticket }) => {
  const { number, state, dueOn, overdue, text } = ticket;
  const lead = emergencyLead(text);
  return (
    <div class="narrow">
      <h1>
        <span class="eyebrow">{texts.ticket.noted}</span>
        {number}
      </h1>
      {lead === undefined ? undefined : (
        <p class="lead emergency">
          <PhoneText text={lead} />
        </p>
      )}
      <dl class="facts">
        <div>
          <dt>{texts.ticket.state}</dt>
          <dd>{ticketStates[state]}</dd>
        </div>
        <div>
          <dt>{texts.ticket.due}</dt>
          <dd>{`${texts.ticket.until(dayInWords(dueOn))}${overdue ? ticketOverdue : ''}`}</dd>
        </div>
      </dl>
      {[...noReply, texts.ticket.lookupHint].map((line) => (
        <p>
          <PhoneText text={line} />
        </p>
      ))}
      <p>
        <a class="primary" href="/">
          {texts.home}
        </a>
      </p>
    </div>
  );
};

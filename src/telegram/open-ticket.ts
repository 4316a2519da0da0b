// Leaves a resident's words for staff to see to, and says what becomes of them.

import { emergencyLead } from '../answering/emergency-lead.ts';
import { normalizeQuestion } from '../answering/normalize-question.ts';
import type { Desk, NewTicket } from './desk.ts';
import * as texts from './texts.ts';

export interface TicketReply {
  readonly text: string;
  readonly isRepeated: boolean;
}

/** @param asker Telegram's number of the person. */
export async function openTicket(
  { tickets, askerDigest }: Desk,
  asker: number,
  ticket: NewTicket,
): Promise<TicketReply> {
  const acceptance = normalizeQuestion(ticket.text);
  if ('refused' in acceptance) {
    return { text: texts.ticketRefusals[acceptance.refused], isRepeated: false };
  }
  const { text } = acceptance.accepted;
  const askers = askerDigest.ever('telegram', String(asker));
  const opened = await tickets.openForResident({ ...ticket, text }, askers);
  const reply = 'refused' in opened ? opened.refused : texts.ticketOpened(opened);
  const lead = emergencyLead(text);
  return {
    text: lead === undefined ? reply : `${lead}\n\n${reply}`,
    isRepeated: 'isRepeated' in opened && opened.isRepeated === true,
  };
}

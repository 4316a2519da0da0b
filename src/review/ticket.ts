// The noun of what somebody must see to: a resident's complaint, a question for a person, a correction of the corpus.

import { z } from 'zod';
import type { Schema } from '../storage/schema.ts';

export const ticketKindSchema = z.enum(['complaint', 'handoff', 'correction']);
export type TicketKind = z.infer<typeof ticketKindSchema>;

export const ticketKindLabels: Readonly<Record<TicketKind, string>> = {
  complaint: '投诉',
  handoff: '转人工',
  correction: '更正',
};

/** Calendar days from the day of opening, holidays or not. */
export const daysToDue: Readonly<Record<TicketKind, number>> = {
  complaint: 15,
  handoff: 1,
  correction: 7,
};

export const ticketStateSchema = z.enum(['open', 'in-progress', 'closed']);
export type TicketState = z.infer<typeof ticketStateSchema>;

export const ticketStateLabels: Readonly<Record<TicketState, string>> = {
  open: '待处理',
  'in-progress': '处理中',
  closed: '已办结',
};

export interface Ticket {
  readonly id: string;
  /** What residents know it by: eight digits. Of one resident's tickets no two are likely to share it. */
  readonly number: string;
  /** Absent when it is not about an answer. */
  readonly questionId?: string;
  readonly kind: TicketKind;
  readonly text: string;
  readonly openedBy: string;
  readonly openedAt: string;
  /** Beijing day. */
  readonly dueOn: string;
  readonly state: TicketState;
  readonly overdue: boolean;
}

export interface TicketNote {
  /** The state from this note on. */
  readonly state: TicketState;
  readonly note: string;
  readonly by: string;
  readonly at: string;
}

export interface NewTicket {
  readonly kind: TicketKind;
  readonly text: string;
  readonly questionId?: string;
}

export interface OpenedTicket extends Ticket {
  /** The same person had opened it before, in the same words, and it is not closed yet. */
  readonly isRepeated?: true;
}

export function readTicket(row: Schema['ticket'], today: string): Ticket {
  return {
    id: row.id,
    number: numberOf(row.id),
    ...(row.question_id === '' ? {} : { questionId: row.question_id }),
    kind: ticketKindSchema.parse(row.kind),
    text: row.text,
    openedBy: row.opened_by,
    openedAt: row.opened_at,
    dueOn: row.due_on,
    state: ticketStateSchema.parse(row.state),
    overdue: row.state !== 'closed' && row.due_on < today,
  };
}

export const ticketDueSchema = z.enum(['overdue', 'soon']);
export type TicketDue = z.infer<typeof ticketDueSchema>;

/** What is absent or empty does not narrow. */
export interface TicketFilter {
  readonly state?: TicketState;
  readonly kind?: TicketKind;
  /** Past its day and not closed, or due within a week. */
  readonly due?: TicketDue;
  /** The number, or words that stand in the ticket. */
  readonly text?: string;
}

/** How ids of tickets with this number may begin; none for what is no number. */
export function idBeginnings(number: string): string[] {
  if (!/^\d{8}$/.test(number)) return [];
  const beginnings: string[] = [];
  for (let value = Number(number); value < 2 ** 32; value += 10 ** 8) {
    beginnings.push(value.toString(16).padStart(8, '0'));
  }
  return beginnings;
}

/** From the random beginning of the id (RFC 9562, version 4). */
function numberOf(id: string): string {
  return String(Number.parseInt(id.slice(0, 8), 16) % 10 ** 8).padStart(8, '0');
}

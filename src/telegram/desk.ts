// What every feature works with, and the notion of a feature.

import type PQueue from 'p-queue';
import type { Composer, Context } from 'telegraf';
import type { AnswerService } from '../answering/answer-service.ts';
import type { AskerDigest, Digests } from '../audit/asker-digest.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { PersonalData } from '../audit/personal-data.ts';
import type { Logger } from '../logger.ts';
import type { Reminders } from './reminders.ts';
import type { Sender } from './send.ts';

export interface NewTicket {
  readonly kind: 'complaint' | 'handoff';
  readonly text: string;
  readonly questionId?: string;
}

export interface Ticket {
  /** Eight digits. */
  readonly number: string;
  readonly state: 'open' | 'in-progress' | 'closed';
  /** Beijing day, such as "2026-03-16". */
  readonly dueOn: string;
  readonly overdue: boolean;
}

/** What residents leave for staff to see to. People are known by their digests. */
export interface TicketDesk {
  /** @returns the ticket there is already, when the same person left the same words before; or why there is none. */
  openForResident(
    ticket: NewTicket,
    askers: Digests,
  ): Promise<(Ticket & { readonly isRepeated?: true }) | { readonly refused: string }>;
  /** Finds nobody else's. */
  findForResident(number: string, askers: Digests): Promise<Ticket | undefined>;
}

export interface Desk {
  readonly service: AnswerService;
  readonly audit: AuditLog;
  readonly askerDigest: AskerDigest;
  readonly tickets: TicketDesk;
  readonly personalData: PersonalData;
  readonly sender: Sender;
  readonly logger: Logger;
  /** Keeps the number of answers composed at the same time within what the machine bears. */
  readonly answerQueue: PQueue;
  /** When a chat was last told that it asks too much. */
  readonly reminders: Reminders;
  /** Whether questions go to a company that runs a language model or an embedding: residents are told. */
  readonly sharesQuestions: boolean;
}

/** Registers its handlers; those that are none of its business go on to the next feature. */
export type Feature = (bot: Composer<Context>, desk: Desk) => void;

// Opening tickets, working on them, closing them. Notes are added, never changed.

import type { Digests } from '../audit/asker-digest.ts';
import type { RecordAct } from '../audit/record-act.ts';
import { newActRow } from '../audit/sealed-acts.ts';
import type { Database } from '../storage/schema.ts';
import { withStorageErrors } from '../storage/storage-error.ts';
import { addDays, dayOf } from './beijing-days.ts';
import { type Actor, notPermitted, permits, type Refusal } from './permits.ts';
import {
  daysToDue,
  idBeginnings,
  type NewTicket,
  type OpenedTicket,
  readTicket,
  type Ticket,
  type TicketFilter,
  type TicketNote,
  type TicketState,
  ticketStateSchema,
} from './ticket.ts';

export interface Tickets {
  /** From a resident: the same words make one ticket, five a day are enough. */
  openForResident(ticket: NewTicket, askers: Digests): Promise<OpenedTicket | Refusal>;
  /** A resident's own ticket. @param number eight digits. */
  findForResident(number: string, askers: Digests): Promise<Ticket | undefined>;
  /** From a reviewer or staff, say after a verdict. */
  openInHouse(ticket: NewTicket, by: Actor): Promise<Ticket | Refusal>;
  /** Adds a note, and moves the ticket on when `state` is a later one. Nothing is changed in a closed ticket. */
  note(id: string, state: TicketState, note: string, by: Actor): Promise<Ticket | Refusal>;
  find(
    id: string,
  ): Promise<{ readonly ticket: Ticket; readonly notes: readonly TicketNote[] } | undefined>;
  /**
   * What is not closed, by due day, so that the overdue come first; behind it the closed, the newest first,
   * when they are asked for or something is searched. At most 200.
   */
  list(filter: TicketFilter): Promise<Ticket[]>;
  counts(): Promise<Readonly<Record<TicketState | 'overdue', number>>>;
}

const longestText = 2000;
const ticketsADay = 5;
const listed = 200;
/** Days. */
const soon = 7;
const tooManyToday = `您今天已经留了${ticketsADay}件，请明天再来。着急的话，请打12348或12345。`;

/** @param redact masks personal data before it is kept. */
export function createTickets(
  database: Database,
  recordAct: RecordAct,
  clock: () => Date,
  redact: (text: string) => string,
): Tickets {
  const today = () => dayOf(clock().toISOString());

  const open = async (
    { kind, text, questionId = '' }: NewTicket,
    askers: Digests | undefined,
    openedBy: string,
  ): Promise<OpenedTicket | Refusal> => {
    const kept = redact(text.trim());
    if (kept === '') return { refused: '请写几句话，说明是什么事。' };
    if ([...kept].length > longestText) return { refused: `请写短一些，最多${longestText}个字。` };
    return recordAct<OpenedTicket | Refusal>(async (transaction, at) => {
      const known = await transaction
        .selectFrom('question')
        .select('id')
        .where('id', '=', questionId)
        .executeTakeFirst();
      if (questionId !== '' && !known) {
        return { result: { refused: '没有这个编号的问题。请核对编号。' }, acts: [] };
      }
      const before = askers ? await findRowsOf(transaction, askers) : [];
      const same = before.find(
        (row) =>
          row.kind === kind &&
          row.question_id === questionId &&
          row.text === kept &&
          row.state !== 'closed',
      );
      if (same) return { result: { ...readTicket(same, today()), isRepeated: true }, acts: [] };
      if (before.filter((row) => dayOf(row.opened_at) === dayOf(at)).length >= ticketsADay) {
        return { result: { refused: tooManyToday }, acts: [] };
      }
      const row = {
        ...newActRow(),
        question_id: questionId,
        kind,
        text: kept,
        asker: askers?.[0] ?? '',
        opened_by: openedBy,
        opened_at: at,
        due_on: addDays(dayOf(at), daysToDue[kind]),
        state: 'open',
      };
      await transaction.insertInto('ticket').values(row).execute();
      const rows = [{ table: 'ticket', id: row.id }] as const;
      const detail = `${openedBy} ${kind}`;
      return {
        result: readTicket(row, today()),
        acts: [{ kind: 'ticket-opened', questionId, detail, rows }],
      };
    });
  };

  return {
    openForResident: (ticket, askers) => open(ticket, askers, '居民'),

    findForResident: (number, askers) =>
      withStorageErrors(async () => {
        const rows = await findRowsOf(database, askers);
        return rows.map((row) => readTicket(row, today())).find((own) => own.number === number);
      }),

    openInHouse: (ticket, by) => open(ticket, undefined, by.name),

    async note(id, state, note, by) {
      if (!permits(by.role, 'handle-tickets')) return notPermitted;
      const kept = redact(note.trim());
      if (kept === '') return { refused: '请写一句说明。' };
      if ([...kept].length > longestText) {
        return { refused: `请写短一些，最多${longestText}个字。` };
      }
      return recordAct<Ticket | Refusal>(async (transaction, at) => {
        const refuse = (refused: string) => ({ result: { refused }, acts: [] });
        const ticket = await findRow(transaction, id);
        if (!ticket) return refuse('没有这张单子。');
        if (ticket.state === 'closed') return refuse('这张单子已经办结。有新情况请另开一张。');
        const order = ticketStateSchema.options;
        if (order.indexOf(state) < order.indexOf(ticketStateSchema.parse(ticket.state))) {
          return refuse('单子只能往前走，不能退回。');
        }
        const row = {
          ...newActRow(),
          question_id: ticket.question_id,
          ticket_id: id,
          state,
          note: kept,
          noted_by: by.name,
          noted_at: at,
        };
        await transaction.insertInto('ticket_note').values(row).execute();
        await transaction.updateTable('ticket').set({ state }).where('id', '=', id).execute();
        return {
          result: readTicket({ ...ticket, state }, today()),
          acts: [
            {
              kind: 'ticket-changed',
              questionId: ticket.question_id,
              detail: `${by.name} ${state}`,
              rows: [
                { table: 'ticket', id },
                { table: 'ticket_note', id: row.id },
              ],
            },
          ],
        };
      });
    },

    find: (id) =>
      withStorageErrors(async () => {
        const row = await findRow(database, id);
        if (!row) return undefined;
        const notes = await database
          .selectFrom('ticket_note')
          .selectAll()
          .where('ticket_id', '=', id)
          .orderBy('noted_at')
          .execute();
        return {
          ticket: readTicket(row, today()),
          notes: notes.map(({ state, note, noted_by, noted_at }) => ({
            state: ticketStateSchema.parse(state),
            note,
            by: noted_by,
            at: noted_at,
          })),
        };
      }),

    list: ({ state, kind, due, text }) =>
      withStorageErrors(async () => {
        const words = redact(text ?? '').trim();
        let query = database.selectFrom('ticket').selectAll();
        if (state) query = query.where('state', '=', state);
        else if (words === '' || due) query = query.where('state', '<>', 'closed');
        if (kind) query = query.where('kind', '=', kind);
        if (due === 'overdue') query = query.where('due_on', '<', today());
        if (due === 'soon') {
          query = query
            .where('due_on', '>=', today())
            .where('due_on', '<=', addDays(today(), soon));
        }
        if (words !== '') {
          query = query.where(({ eb, fn, val, or }) =>
            or([
              eb(fn<number>('instr', ['text', val(words)]), '>', 0),
              eb(fn<string>('substr', ['id', val(1), val(8)]), 'in', idBeginnings(words)),
            ]),
          );
        }
        const rows = await query
          .orderBy(({ eb }) => eb('state', '=', 'closed'))
          .orderBy(({ eb }) =>
            eb.case().when('state', '<>', 'closed').then(eb.ref('due_on')).else('').end(),
          )
          .orderBy(({ eb }) =>
            eb.case().when('state', '<>', 'closed').then(eb.ref('opened_at')).else('').end(),
          )
          .orderBy('opened_at', 'desc')
          .limit(listed)
          .execute();
        return rows.map((row) => readTicket(row, today()));
      }),

    counts: () =>
      withStorageErrors(async () => {
        const rows = await database
          .selectFrom('ticket')
          .select(({ fn }) => ['state', fn.countAll<number>().as('tickets')])
          .select(({ fn }) => fn.countAll<number>().filterWhere('due_on', '<', today()).as('late'))
          .groupBy('state')
          .execute();
        const of = (state: TicketState) => rows.find((row) => row.state === state);
        return {
          open: of('open')?.tickets ?? 0,
          'in-progress': of('in-progress')?.tickets ?? 0,
          closed: of('closed')?.tickets ?? 0,
          overdue: (of('open')?.late ?? 0) + (of('in-progress')?.late ?? 0),
        };
      }),
  };
}

function findRow(database: Database, id: string) {
  return database.selectFrom('ticket').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The newest first. */
function findRowsOf(database: Database, askers: Digests) {
  return database
    .selectFrom('ticket')
    .selectAll()
    .where('asker', 'in', askers)
    .orderBy('opened_at', 'desc')
    .execute();
}

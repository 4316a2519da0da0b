// The pages of whom to ask instead, and of what residents leave there for staff. A ticket is shown only in
// the browser it was left from.

import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { emergencyLead } from '../answering/emergency-lead.ts';
import { normalizeQuestion } from '../answering/normalize-question.ts';
import { noSuchTicket } from '../answering/ticket-wording.ts';
import type { Desk } from './desk.ts';
import { allHotlines } from './hotlines.tsx';
import { findOwnAnswer, ownDigests } from './own-answer.ts';
import { type PeopleForms, PeoplePage } from './people-page.tsx';
import * as texts from './texts.ts';
import { TicketPage } from './ticket-page.tsx';

const ticketSchema = z.object({
  kind: z.enum(['complaint', 'handoff']).optional().catch(undefined),
  text: z.string().catch(''),
  about: z.string().catch(''),
});

export function addPeopleRoutes(site: Hono, desk: Desk): void {
  const { service, tickets, askerDigest, sessions, show } = desk;

  const showPeople = (
    context: Context,
    forms: PeopleForms,
    status: 200 | 404 | 422 | 429 = 200,
  ) => {
    const main = <PeoplePage hotlines={allHotlines(service.catalogue())} {...forms} />;
    return show(context, { title: texts.people.title, main }, status);
  };

  site.get('/people', async (context) => {
    const about = context.req.query('about');
    const own = about && (await findOwnAnswer(desk, context, about));
    if (!own) return showPeople(context, {});
    const { id, text } = own.question;
    return showPeople(context, { draft: { kind: 'handoff', text, about: id } });
  });

  site.post('/tickets', async (context) => {
    const { kind, text, about } = ticketSchema.parse(await context.req.parseBody());
    const draft = { kind, text, about };
    const refuse = (at: 'kind' | 'text', problem: string, status: 422 | 429) =>
      showPeople(context, { draft, problem: { at, text: problem } }, status);
    if (!kind) return refuse('kind', texts.ticket.noKind, 422);
    const acceptance = normalizeQuestion(text);
    if ('refused' in acceptance) return refuse('text', texts.ticket[acceptance.refused], 422);
    const own = about === '' ? undefined : await findOwnAnswer(desk, context, about);
    const session = await sessions.open(context);
    const opened = await tickets.openForResident(
      { kind, text: acceptance.accepted.text, ...(own ? { questionId: own.question.id } : {}) },
      askerDigest.ever('web', session),
    );
    if ('refused' in opened) {
      return refuse('text', `${emergencyLead(text) ?? ''}${opened.refused}`, 429);
    }
    return context.redirect(`/tickets?number=${opened.number}`, 303);
  });

  site.get('/tickets', async (context) => {
    const typed = context.req.query('number') ?? '';
    const number = typed.normalize('NFKC').replaceAll(/\s/g, '');
    const askers = await ownDigests(desk, context);
    const ticket = askers && (await tickets.findForResident(number, askers));
    if (!ticket) {
      return showPeople(
        context,
        { number: typed, problem: { at: 'number', text: noSuchTicket } },
        404,
      );
    }
    const main = <TicketPage ticket={ticket} />;
    return show(context, { title: texts.ticket.title, main });
  });
}

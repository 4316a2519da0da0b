// What somebody must see to: complaints, residents who want a person, corrections.

import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { ticketDueSchema, ticketKindSchema, ticketStateSchema } from '../../review/ticket.ts';
import type { ConsoleDesk, ConsoleEnv } from './console-desk.ts';
import { formTexts } from './form-texts.ts';
import { NewTicketPage } from './new-ticket-page.tsx';
import { TicketListPage } from './ticket-list-page.tsx';
import { TicketPage } from './ticket-page.tsx';

const filterSchema = z.object({
  state: ticketStateSchema.optional().catch(undefined),
  kind: ticketKindSchema.optional().catch(undefined),
  due: ticketDueSchema.optional().catch(undefined),
  text: z.string().trim().max(100).catch(''),
});
const newTicketSchema = z.object({
  kind: ticketKindSchema,
  text: z.string(),
  questionId: z.string().trim(),
});
const noteSchema = z.object({ state: ticketStateSchema, note: z.string() });

const doneWords: Readonly<Record<string, string>> = {
  opened: '单子已经开好。',
  noted: '已经记下。',
};

interface Refused {
  readonly problem: string;
  /** What was typed. */
  readonly note: string;
}

export function ticketRoutes({
  review: { tickets },
  show,
  showMessage,
  onlyFor,
}: ConsoleDesk): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>().use('/tickets/*', onlyFor('handle-tickets'));

  routes.get('/tickets', async (context) => {
    const { state, kind, due, text } = filterSchema.parse(context.req.query());
    const filter = {
      ...(state && { state }),
      ...(kind && { kind }),
      ...(due && { due }),
      ...(text && { text }),
    };
    const main = (
      <TicketListPage
        filter={filter}
        tickets={await tickets.list(filter)}
        counts={await tickets.counts()}
      />
    );
    return show(context, { title: '工单', main });
  });

  routes.get('/tickets/new', (context) => {
    const main = <NewTicketPage session={context.var.session} />;
    return show(context, { title: '开单', main });
  });

  routes.post('/tickets', async (context) => {
    const form = newTicketSchema.safeParse(formTexts(await context.req.formData()));
    if (!form.success) return showMessage(context, 'incomplete');
    const { session } = context.var;
    const result = await tickets.openInHouse(form.data, session.actor);
    if (!('refused' in result)) {
      return context.redirect(`/console/tickets/${result.id}?done=opened`, 303);
    }
    const main = <NewTicketPage session={session} draft={form.data} problem={result.refused} />;
    return show(context, { title: '开单', main }, 422);
  });

  const showTicket = async (context: Context<ConsoleEnv>, id: string, refused?: Refused) => {
    const found = await tickets.find(id);
    if (!found) return showMessage(context, 'missing');
    const main = (
      <TicketPage
        {...found}
        session={context.var.session}
        done={refused ? undefined : doneWords[context.req.query('done') ?? '']}
        problem={refused?.problem}
        draft={refused?.note ?? ''}
      />
    );
    return show(context, { title: '工单', main }, refused ? 422 : 200);
  };

  routes.get('/tickets/:id', (context) => showTicket(context, context.req.param('id')));

  routes.post('/tickets/:id', async (context) => {
    const id = context.req.param('id');
    const form = noteSchema.safeParse(formTexts(await context.req.formData()));
    if (!form.success) return showMessage(context, 'incomplete');
    const { state, note } = form.data;
    const result = await tickets.note(id, state, note, context.var.session.actor);
    return 'refused' in result
      ? showTicket(context, id, { problem: result.refused, note })
      : context.redirect(`/console/tickets/${id}?done=noted`, 303);
  });
  return routes;
}

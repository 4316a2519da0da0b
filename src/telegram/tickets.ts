// What residents leave for staff by command: a complaint, a question for a person; and how far it has come.

import { noSuchTicket } from '../answering/ticket-wording.ts';
import type { Desk, Feature } from './desk.ts';
import { openTicket } from './open-ticket.ts';
import { placeOf } from './place.ts';
import * as texts from './texts.ts';

export const tickets: Feature = (bot, desk) => {
  bot.command('complaint', async ({ message, from, payload }) => {
    const words = payload.trim();
    const number = words.normalize('NFKC').replaceAll(/\s/g, '');
    const text =
      words === ''
        ? texts.complaintHow
        : /^\d+$/.test(number)
          ? await describeTicket(desk, from.id, number)
          : (await openTicket(desk, from.id, { kind: 'complaint', text: words })).text;
    await desk.sender.send(placeOf(message), [[{ text }]]);
  });

  bot.command('human', async ({ message, from, payload }, next) => {
    const words = payload.trim();
    if (words === '') return next();
    const { text } = await openTicket(desk, from.id, { kind: 'handoff', text: words });
    return void (await desk.sender.send(placeOf(message), [[{ text }]]));
  });
};

async function describeTicket(
  { tickets: store, askerDigest }: Desk,
  asker: number,
  number: string,
): Promise<string> {
  const ticket = await store.findForResident(number, askerDigest.ever('telegram', String(asker)));
  return ticket ? texts.ticketStatus(ticket) : noSuchTicket;
}

// What the buttons do. Every press is acknowledged, also those of another time.

import { callbackQuery } from 'telegraf/filters';
import type { LoggedAnswer } from '../audit/audit-log.ts';
import { answerInChat } from './answer-in-chat.ts';
import { viewDocument, viewReports, viewTopic, viewTopics } from './browse-views.ts';
import type { Desk, Feature } from './desk.ts';
import { answerKeyboard, suggestionRows } from './keyboards.ts';
import { erase } from './my-data.ts';
import { openTicket } from './open-ticket.ts';
import { type View, viewPassage, viewQuote } from './passage-view.ts';
import { conversationOf, placeBeside } from './place.ts';
import { type Press, type Pressed, readPress, shortId } from './press.ts';
import { renderAnswer } from './render-answer.ts';
import { splitRichText } from './rich-text.ts';
import { viewSources } from './source-views.ts';
import * as texts from './texts.ts';

export const presses: Feature = (bot, desk) => {
  bot.on(callbackQuery('data'), async (context) => {
    const { id, data, from, message } = context.callbackQuery;
    const press = readPress(data);
    const done = press && message && (await act(desk, press, { id, from: from.id, message }));
    if (!done) await desk.sender.answerPress(id, texts.stale);
  });
};

/** @returns whether the press was acknowledged; otherwise what it points at is gone. */
async function act(desk: Desk, press: Press, pressed: Pressed): Promise<boolean> {
  switch (press.kind) {
    case 'source':
      return showSource(desk, press, pressed);
    case 'more':
      return showAll(desk, press, pressed);
    case 'vote':
      return vote(desk, press, pressed);
    case 'rephrase':
      return rephrase(desk, press, pressed);
    case 'handoff':
      return handOff(desk, press, pressed);
    case 'suggestion': {
      const logged = await findInChat(desk, press, pressed);
      return ask(desk, pressed, logged?.answer.suggestions[press.index]);
    }
    case 'example':
      return ask(desk, pressed, texts.examples[press.index]);
    case 'passage':
      return showPassage(desk, press, pressed);
    case 'topics':
      return turn(desk, pressed, viewTopics(desk.service.catalogue()));
    case 'topic':
      return turn(desk, pressed, viewTopic(desk.service.catalogue(), press.id, press.index));
    case 'reports':
      return turn(desk, pressed, viewReports(desk.service.catalogue(), press.index));
    case 'sources':
      return turn(desk, pressed, viewSources(desk.service.catalogue(), press.index));
    case 'erase':
      return erase(desk, press, pressed);
    case 'document':
      return turn(desk, pressed, viewDocument(desk.service.catalogue(), press.id, press.index));
  }
}

/** Only answers of the same chat: what a button carries can be forged. */
async function findInChat(
  { audit, askerDigest }: Desk,
  { id }: Press,
  { message }: Pressed,
): Promise<LoggedAnswer | undefined> {
  const logged = await audit.find(id);
  const conversations = askerDigest.ever('telegram', conversationOf(message.chat.id));
  return logged && conversations.includes(logged.question.conversation) ? logged : undefined;
}

async function ask(desk: Desk, pressed: Pressed, question: string | undefined): Promise<boolean> {
  if (question === undefined) return false;
  await desk.sender.answerPress(pressed.id, texts.searching);
  const place = placeBeside(pressed.message);
  await answerInChat(desk, place, pressed.from, question, texts.asked(question));
  return true;
}

/** The whole answer in place of its beginning. */
async function showAll(desk: Desk, press: Press, pressed: Pressed): Promise<boolean> {
  const answer = (await findInChat(desk, press, pressed))?.answer;
  if (!answer) return false;
  await desk.sender.answerPress(pressed.id);
  const { message } = pressed;
  const keyboard = answerKeyboard(answer, false, desk.service.catalogue());
  await desk.sender.replace(
    placeBeside(message),
    message.message_id,
    renderAnswer(answer),
    keyboard,
  );
  return true;
}

async function vote(desk: Desk, press: Press, pressed: Pressed): Promise<boolean> {
  const logged = await findInChat(desk, press, pressed);
  if (!logged) return false;
  const askers = desk.askerDigest.ever('telegram', String(pressed.from));
  const isNew = await desk.audit.recordFeedback(logged.question.id, askers, press.index === 1);
  await desk.sender.answerPress(pressed.id, isNew ? texts.thanks : texts.alreadyNoted);
  return true;
}

async function rephrase(desk: Desk, press: Press, pressed: Pressed): Promise<boolean> {
  const logged = await findInChat(desk, press, pressed);
  if (!logged) return false;
  await desk.sender.answerPress(pressed.id);
  const { suggestions } = logged.answer;
  const list = suggestions.map((suggestion) => `- ${suggestion}`);
  const lines =
    list.length === 0 ? [texts.rephrase] : [texts.rephrase, texts.rephraseSuggestions, ...list];
  await desk.sender.send(
    placeBeside(pressed.message),
    [[{ text: lines.join('\n') }]],
    suggestionRows(logged.answer),
  );
  return true;
}

async function handOff(desk: Desk, press: Press, pressed: Pressed): Promise<boolean> {
  const logged = await findInChat(desk, press, pressed);
  if (!logged) return false;
  const { id: questionId, text: question } = logged.question;
  const { text, isRepeated } = await openTicket(desk, pressed.from, {
    kind: 'handoff',
    text: question,
    questionId,
  });
  await desk.sender.answerPress(pressed.id, isRepeated ? texts.alreadyHandedOff : undefined);
  await desk.sender.send(placeBeside(pressed.message), [[{ text }]]);
  return true;
}

async function showSource(desk: Desk, press: Press, pressed: Pressed): Promise<boolean> {
  const citation = (await findInChat(desk, press, pressed))?.answer.citations[press.index];
  if (!citation) return false;
  const live = desk.service.catalogue().passage(citation.passageId);
  return show(desk, pressed, live ? viewPassage(live.passage, live.document) : viewQuote(citation));
}

async function showPassage(desk: Desk, press: Press, pressed: Pressed): Promise<boolean> {
  const catalogue = desk.service.catalogue();
  for (const document of catalogue.documents) {
    const passage = catalogue.passages(document.id).find(({ id }) => shortId(id) === press.id);
    if (passage) return show(desk, pressed, viewPassage(passage, document));
  }
  return turn(desk, pressed, undefined);
}

async function show({ sender }: Desk, { id, message }: Pressed, view: View): Promise<boolean> {
  await sender.answerPress(id);
  await sender.send(placeBeside(message), splitRichText(view.text), view.keyboard);
  return true;
}

/** Turns the page in the message the button hangs under. */
async function turn(
  { sender }: Desk,
  { id, message }: Pressed,
  view: View | undefined,
): Promise<boolean> {
  await sender.answerPress(id, view ? undefined : texts.staleBrowsing);
  if (view) {
    const parts = splitRichText(view.text);
    await sender.replace(placeBeside(message), message.message_id, parts, view.keyboard);
  }
  return true;
}

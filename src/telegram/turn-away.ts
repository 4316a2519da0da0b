// What becomes of updates beyond a chat's line: danger is answered, everything else is told once to wait.

import PQueue from 'p-queue';
import { callbackQuery, message } from 'telegraf/filters';
import { normalizeQuestion } from '../answering/normalize-question.ts';
import { findEmergency } from '../answering/screen.ts';
import { textForBot } from './addressed.ts';
import { answerInChat } from './answer-in-chat.ts';
import type { Desk, Feature } from './desk.ts';
import { placeOf } from './place.ts';
import * as texts from './texts.ts';

export const turnAway: Feature = (bot, desk) => {
  const excess = createExcessDesk(desk);
  bot.on(message('text'), async (context) => {
    const text = textForBot(context.message, context.botInfo);
    if (!text) return;
    // What is met with silence needs no place in the log; a flood of it would cost the others their time.
    if (!isUrgent(text) && (await desk.reminders.wasTold(context.chat.id))) return;
    await answerInChat(excess, placeOf(context.message), context.from.id, text);
  });
  bot.on(callbackQuery('data'), (context) =>
    desk.sender.answerPress(context.callbackQuery.id, texts.tooFast),
  );
};

function isUrgent(text: string): boolean {
  const acceptance = normalizeQuestion(text);
  return 'accepted' in acceptance && findEmergency(acceptance.accepted.text) !== undefined;
}

/** Refusals take no place among the answers, and nobody is shown that something is being typed. */
function createExcessDesk(desk: Desk): Desk {
  const { service, sender } = desk;
  return {
    ...desk,
    service: { ...service, answer: (question) => service.answer({ ...question, isExcess: true }) },
    sender: { ...sender, showTyping: () => () => {} },
    answerQueue: new PQueue(),
  };
}

// A text that is no command is a question.

import { message } from 'telegraf/filters';
import { textForBot } from './addressed.ts';
import { answerInChat } from './answer-in-chat.ts';
import type { Feature } from './desk.ts';
import { placeOf } from './place.ts';
import * as texts from './texts.ts';

export const ask: Feature = (bot, desk) => {
  bot.on(message('text'), async (context) => {
    const { message: received } = context;
    const place = placeOf(received);
    const text = textForBot(received, context.botInfo);
    if (text === undefined) return;
    if (text === '') {
      await desk.sender.send(place, [[{ text: texts.emptyMention }]]);
    } else if (text.startsWith('/')) {
      if (received.chat.type !== 'private') return;
      await desk.sender.send(place, [[{ text: texts.unknownCommand }]]);
    } else {
      const asker = context.from.id;
      await answerInChat(desk, place, asker, text);
    }
  });
};

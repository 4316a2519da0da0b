// The catch-all: what is not text gets a friendly line, and what is not for the bot gets none.

import { isReplyTo } from './addressed.ts';
import type { Feature } from './desk.ts';
import { placeOf } from './place.ts';
import * as texts from './texts.ts';

/** Fields of a message that somebody sent on purpose; the others are notices of Telegram itself. */
const contents = [
  'animation',
  'audio',
  'contact',
  'dice',
  'document',
  'game',
  'location',
  'photo',
  'poll',
  'sticker',
  'story',
  'venue',
  'video',
  'video_note',
  'voice',
] as const;

export const unsupported: Feature = (bot, { sender }) => {
  bot.use(async (context) => {
    const { message } = context;
    if (!message || !contents.some((content) => content in message)) return;
    if (message.chat.type !== 'private' && !isReplyTo(message, context.botInfo)) return;
    await sender.send(placeOf(message), [[{ text: texts.unsupported }]]);
  });
};

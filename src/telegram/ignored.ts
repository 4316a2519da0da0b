// What the bot leaves alone: edited messages, channel posts, other bots.

import type { Feature } from './desk.ts';

/** Telegram's stand-in for administrators who write as the group. */
const groupAnonymousBot = 1_087_968_824;

export const ignored: Feature = (bot) => {
  bot.use((context, next) => {
    const isRead = 'message' in context.update || 'callback_query' in context.update;
    const isBot = context.from?.is_bot === true && context.from.id !== groupAnonymousBot;
    return isRead && !isBot ? next() : undefined;
  });
};

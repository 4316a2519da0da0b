// The bot: its features in the order they get to see an update.

import { Telegraf } from 'telegraf';
import type { UserFromGetMe } from 'telegraf/types';
import { ask } from './ask.ts';
import { commands } from './commands.ts';
import type { Desk, Feature } from './desk.ts';
import { ignored } from './ignored.ts';
import { myData } from './my-data.ts';
import { presses } from './presses.ts';
import { tickets } from './tickets.ts';
import { turnAway } from './turn-away.ts';
import { unsupported } from './unsupported.ts';

const usual: readonly Feature[] = [ignored, tickets, myData, commands, presses, ask, unsupported];
/** For updates beyond what a chat may have waiting. */
export const excess: readonly Feature[] = [ignored, turnAway];

/** Only `handleUpdate` is used; it rejects with whatever a feature throws. */
export function createBot(
  token: string,
  me: UserFromGetMe,
  desk: Desk,
  features: readonly Feature[] = usual,
): Telegraf {
  // An answer takes as long as it takes; sends have deadlines of their own.
  const bot = new Telegraf(token, { handlerTimeout: Number.POSITIVE_INFINITY });
  bot.botInfo = me;
  bot.catch((error) => {
    throw error;
  });
  for (const feature of features) feature(bot, desk);
  return bot;
}

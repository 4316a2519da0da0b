// The home of residents who ask in groups: there every answer names the message it answers, so none is taken for another.

import * as texts from '../../src/telegram/texts.ts';
import type { TelegramServer } from '../../test/fakes/telegram-server.ts';
import { type Asked, judgeReplies, type Reply } from '../load/judge-replies.ts';

const lookEveryMs = 20;
const mention = '@xlk_law_bot';
/** What the bot says besides answers begins like this. */
const besides = [texts.apology, texts.unavailable, ...texts.inLine(0).split('0').slice(0, 1)];
/** Unique over all residents of a bench. */
let lastMessageId = 0;

export function createResidents(telegram: TelegramServer) {
  const asked: Asked[] = [];
  const places = new Map<number, number>();
  const replies: Reply[] = [];
  let seen = telegram.messages.length;

  const look = () => {
    const atMs = performance.now();
    for (const { replyTo, text } of telegram.messages.slice(seen)) {
      seen += 1;
      const isAnswer = !besides.some((beginning) => text.startsWith(beginning));
      if (isAnswer) replies.push({ to: places.get(replyTo ?? 0), text, atMs });
    }
  };
  const looking = setInterval(look, lookEveryMs);

  return {
    /** @param chat a group with one member. */
    ask(chat: number, text: string): void {
      lastMessageId += 1;
      places.set(lastMessageId, asked.length);
      asked.push({ chat, atMs: performance.now() });
      telegram.openGroup(-chat);
      telegram.push({
        message: {
          message_id: lastMessageId,
          date: Math.floor(Date.now() / 1000),
          chat: { id: -chat, type: 'group', title: '邻里群' },
          from: { id: 1000 + chat, is_bot: false, first_name: '居民' },
          text: `${mention} ${text}`,
          entities: [{ type: 'mention', offset: 0, length: mention.length }],
        },
      });
    },
    judge() {
      look();
      return { asked: asked.length, ...judgeReplies(asked, replies) };
    },
    close: () => clearInterval(looking),
  };
}

// Decides whether a message is meant for the bot, and what it says to it.

import type { Message, MessageEntity, User } from 'telegraf/types';

/**
 * In a group only what mentions the bot or replies to it is for the bot.
 * @returns the text without mentions of the bot, or nothing when the message is for others.
 */
export function textForBot(message: Message.TextMessage, me: User): string | undefined {
  if (message.chat.type === 'private') return message.text;
  const mentions = (message.entities ?? []).filter((entity) => isMention(entity, message.text, me));
  if (mentions.length === 0 && !isReplyTo(message, me)) return undefined;
  let text = message.text;
  for (const { offset, length } of mentions.toReversed()) {
    text = `${text.slice(0, offset)} ${text.slice(offset + length)}`;
  }
  return text.trim();
}

export function isReplyTo(message: Message, me: User): boolean {
  return 'reply_to_message' in message && message.reply_to_message?.from?.id === me.id;
}

function isMention(entity: MessageEntity, text: string, me: User): boolean {
  if (entity.type === 'text_mention') return entity.user.id === me.id;
  if (entity.type !== 'mention') return false;
  const name = text.slice(entity.offset + 1, entity.offset + entity.length);
  return name.toLowerCase() === me.username?.toLowerCase();
}

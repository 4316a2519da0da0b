// Says where a reply to a message goes, and how the chat is called as a conversation.

import type { MaybeInaccessibleMessage, Message } from 'telegraf/types';
import type { Place } from './send.ts';

/** In groups a reply points at the message it answers. */
export function placeOf(message: Message): Place {
  const { chat, message_id } = message;
  return {
    ...placeBeside(message),
    ...(chat.type === 'private' ? {} : { replyTo: message_id }),
  };
}

/** The same chat and topic, without pointing at the message; also for a message that is gone. */
export function placeBeside(message: MaybeInaccessibleMessage): Place {
  const isInTopic = 'is_topic_message' in message && message.is_topic_message === true;
  return {
    chatId: message.chat.id,
    ...(isInTopic && message.message_thread_id !== undefined
      ? { threadId: message.message_thread_id }
      : {}),
  };
}

export function conversationOf(chatId: number): string {
  return `telegram:${chatId}`;
}

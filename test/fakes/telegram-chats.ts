// The chats of the emulator: what the bot sent and edited, which presses wait for an answer.

import type {
  Chat,
  InlineKeyboardButton,
  MessageEntity,
  User,
  UserFromGetMe,
} from '@grammyjs/types';
import type { z } from 'zod';
import { badRequest } from './telegram-faults.ts';
import { HtmlError, parseTelegramHtml } from './telegram-html.ts';
import { type markup, payloads } from './telegram-payloads.ts';

/** A message of the bot as the chat shows it. */
export interface ShownMessage {
  readonly chatId: number;
  readonly messageId: number;
  readonly text: string;
  readonly entities: readonly MessageEntity[];
  readonly buttons: readonly (readonly InlineKeyboardButton[])[];
  readonly previewsOff: boolean;
  readonly replyTo: number | undefined;
  readonly threadId: number | undefined;
  readonly edited: boolean;
}

export function createTelegramChats(me: UserFromGetMe) {
  const chats = new Map<number, Chat.PrivateChat | Chat.GroupChat>();
  const messages: ShownMessage[] = [];
  const toasts: { id: string; text: string | undefined }[] = [];
  const openPresses = new Set<string>();
  let messageCount = 0;

  const chatOf = (id: number) => {
    const chat = chats.get(id);
    if (!chat) throw badRequest('chat not found');
    return chat;
  };
  const now = () => Math.floor(Date.now() / 1000);
  const nextMessageId = () => {
    messageCount += 1;
    return messageCount;
  };
  const toMessage = ({ chatId, messageId, text }: ShownMessage) => ({
    message_id: messageId,
    date: now(),
    chat: chatOf(chatId),
    from: me,
    text,
  });

  const edit = (chatId: number, messageId: number, changes: Partial<ShownMessage>) => {
    const at = messages.findIndex((m) => m.chatId === chatId && m.messageId === messageId);
    const before = messages[at];
    if (!before) throw badRequest('message to edit not found');
    const after = { ...before, ...changes, edited: true };
    if (JSON.stringify(after) === JSON.stringify({ ...before, edited: true })) {
      throw badRequest(
        'message is not modified: specified new message content and reply markup are exactly the same',
      );
    }
    messages[at] = after;
    return toMessage(after);
  };

  return {
    messages,
    toasts,
    toMessage,
    openGroup(id: number): void {
      chats.set(id, { id, type: 'group', title: '邻里群' });
    },
    openPress(id: string): void {
      openPresses.add(id);
    },
    /** What all messages of a resident share; a chat nobody opened as a group is private. */
    incoming(chatId: number, from: User) {
      if (!chats.has(chatId)) {
        chats.set(chatId, { id: chatId, type: 'private', first_name: from.first_name });
      }
      return { message_id: nextMessageId(), date: now(), chat: chatOf(chatId), from };
    },
    methods: {
      sendMessage(body: unknown) {
        const given = payloads.sendMessage.parse(body);
        chatOf(given.chat_id);
        const shown = {
          ...contentOf(given),
          chatId: given.chat_id,
          messageId: nextMessageId(),
          buttons: buttonsOf(given.reply_markup),
          previewsOff: given.link_preview_options?.is_disabled === true,
          replyTo: given.reply_parameters?.message_id,
          threadId: given.message_thread_id,
          edited: false,
        };
        messages.push(shown);
        return toMessage(shown);
      },
      editMessageText(body: unknown) {
        const given = payloads.editMessageText.parse(body);
        const buttons = buttonsOf(given.reply_markup);
        return edit(given.chat_id, given.message_id, { ...contentOf(given), buttons });
      },
      editMessageReplyMarkup(body: unknown) {
        const given = payloads.editMessageReplyMarkup.parse(body);
        return edit(given.chat_id, given.message_id, { buttons: buttonsOf(given.reply_markup) });
      },
      answerCallbackQuery(body: unknown) {
        const { callback_query_id: id, text } = payloads.answerCallbackQuery.parse(body);
        if (!openPresses.delete(id)) {
          throw badRequest('query is too old and response timeout expired or query ID is invalid');
        }
        toasts.push({ id, text });
        return true;
      },
      sendChatAction(body: unknown) {
        chatOf(payloads.sendChatAction.parse(body).chat_id);
        return true;
      },
    },
  };
}

function contentOf(given: { text: string; parse_mode?: 'HTML' | undefined }) {
  if (Buffer.from(given.text).toString() !== given.text) {
    throw badRequest('strings must be encoded in UTF-8');
  }
  try {
    const parsed =
      given.parse_mode === 'HTML'
        ? parseTelegramHtml(given.text)
        : { text: given.text, entities: [] };
    if (parsed.text.trim() === '') throw badRequest('message text is empty');
    if (parsed.text.length > 4096) throw badRequest('message is too long');
    return parsed;
  } catch (error) {
    if (error instanceof HtmlError) throw badRequest(`can't parse entities: ${error.message}`);
    throw error;
  }
}

function buttonsOf(given: z.infer<typeof markup> | undefined): InlineKeyboardButton[][] {
  return (given?.inline_keyboard ?? []).map((row) =>
    row.map(({ text, callback_data, url }): InlineKeyboardButton => {
      if (callback_data !== undefined && url === undefined) {
        const bytes = Buffer.byteLength(callback_data);
        if (bytes < 1 || bytes > 64) throw badRequest('BUTTON_DATA_INVALID');
        return { text, callback_data };
      }
      if (url !== undefined && callback_data === undefined) {
        if (/^https?:\/\/[^/]+\.[^/]+/.test(url)) return { text, url };
        throw badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
      }
      throw badRequest(
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
      );
    }),
  );
}

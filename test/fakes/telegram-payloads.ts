// What the emulator takes as payloads: the fields the bot uses, with Telegram's limits, and nothing else.

import { z } from 'zod';

const button = z.strictObject({
  text: z.string().min(1),
  callback_data: z.string().optional(),
  url: z.string().optional(),
});
export const markup = z.strictObject({ inline_keyboard: z.array(z.array(button)) });

const chat_id = z.number().int();
const message_id = z.number().int();
const message_thread_id = z.number().int().optional();
const content = {
  text: z.string(),
  parse_mode: z.literal('HTML').optional(),
  link_preview_options: z.object({ is_disabled: z.boolean() }).optional(),
  reply_markup: markup.optional(),
};
const command = z.object({
  command: z.string().regex(/^[a-z0-9_]{1,32}$/),
  description: z.string().min(1).max(256),
});

export const payloads = {
  setMyCommands: z.strictObject({ commands: z.array(command).max(100) }),
  getUpdates: z.strictObject({
    offset: z.number().int().optional(),
    limit: z.number().int().min(1).max(100).default(100),
    timeout: z.number().int().min(0).default(0),
    allowed_updates: z.array(z.string()).optional(),
  }),
  setWebhook: z.strictObject({
    /** Https, as Telegram wants it; http as a Bot API server of one's own takes it. */
    url: z.url({ protocol: /^https?$/ }),
    secret_token: z
      .string()
      .regex(/^[\w-]{1,256}$/)
      .optional(),
    allowed_updates: z.array(z.string()).optional(),
    max_connections: z.number().int().min(1).max(100).optional(),
  }),
  sendMessage: z.strictObject({
    ...content,
    chat_id,
    message_thread_id,
    reply_parameters: z
      .object({ message_id, allow_sending_without_reply: z.boolean().optional() })
      .optional(),
  }),
  editMessageText: z.strictObject({ ...content, chat_id, message_id }),
  editMessageReplyMarkup: z.strictObject({ chat_id, message_id, reply_markup: markup.optional() }),
  answerCallbackQuery: z.strictObject({
    callback_query_id: z.string(),
    text: z.string().max(200).optional(),
  }),
  sendChatAction: z.strictObject({ chat_id, action: z.literal('typing'), message_thread_id }),
};

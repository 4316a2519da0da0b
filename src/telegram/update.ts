// The home of the shape of an update as far as this room relies on it before telegraf takes over.

import type { Update } from 'telegraf/types';
import { z } from 'zod';

const chatOf = z.object({ chat: z.object({ id: z.number() }) });

const envelope = z.looseObject({
  update_id: z.number().int().nonnegative(),
  message: chatOf.loose().optional(),
  callback_query: z
    .looseObject({
      id: z.string(),
      from: z.looseObject({ id: z.number() }),
      message: chatOf.loose().optional(),
    })
    .optional(),
});

/** An update with at least what the inbox and the workers need. */
export const updateSchema = z.custom<Update>(
  (value) => envelope.safeParse(value).success,
  'not an update of the Bot API',
);

/** The kinds this room reads; Telegram keeps the others back. */
export const readUpdates = ['message', 'callback_query'] as const;

/** The chat in whose order the update is handled; 0 when it belongs to none. */
export function chatIdOf(update: Update): number {
  if ('message' in update) return update.message.chat.id;
  if ('edited_message' in update) return update.edited_message.chat.id;
  if ('callback_query' in update) {
    return update.callback_query.message?.chat.id ?? update.callback_query.from.id;
  }
  return 0;
}

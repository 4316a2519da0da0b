// The one way out to residents: every message is retried as Telegram asks, or given up with a reason.

import PQueue from 'p-queue';
import type { InlineKeyboardButton, Opts } from 'telegraf/types';
import { z } from 'zod';
import type { Logger } from '../logger.ts';
import { ApiFailure } from './api-failure.ts';
import type { BotApi } from './bot-api.ts';
import { plainText, type RichText, toHtml } from './rich-text.ts';
import type { Turnstile } from './turnstile.ts';
import { backoffMs, type Wait } from './wait.ts';

/** Where a message goes: a chat, in groups as a reply, in forums to the topic. */
export interface Place {
  readonly chatId: number;
  readonly threadId?: number;
  readonly replyTo?: number;
}

export type Keyboard = readonly (readonly InlineKeyboardButton[])[];

export interface Delivery {
  readonly outcome: 'delivered' | 'undeliverable';
  /** For the log: how many messages, whether one may have come twice, or why none came. */
  readonly detail: string;
}

export interface Sender {
  /** Resolves when few answers wait to be sent: those that are ready leave before more are begun. */
  ready(): Promise<void>;
  /** Sends parts one after the other, the keyboard under the last. Rejects only when the service stops. */
  send(place: Place, parts: readonly RichText[], keyboard?: Keyboard): Promise<Delivery>;
  /**
   * Puts the first part into a message of ours and sends the others after it, the keyboard under the last;
   * sends all anew when that message is gone.
   */
  replace(
    place: Place,
    messageId: number,
    parts: readonly RichText[],
    keyboard: Keyboard,
  ): Promise<void>;
  /** Stops the button from spinning, with a short text if any. Failures are ignored. */
  answerPress(id: string, text?: string): Promise<void>;
  /** Shows "typing" until the returned function is called. Failures are ignored. */
  showTyping(place: Place): () => void;
}

/** Below what a resident waits for, above what Telegram takes on a bad day. */
const timeoutMs = 25_000;
/** The answer itself matters more than the button that stops spinning. */
const pressTimeoutMs = 5000;
const maxFailures = 8;
/** Telegram may have stored a message it did not confirm in time: one more try, so at most one duplicate. */
const maxTimeouts = 2;
/** Telegram shows "typing" for five seconds. */
export const typingMs = 5000;

const sentSchema = z.object({ message_id: z.number() });

export function createSender({
  api,
  turnstile,
  logger,
  wait,
  signal,
  sendsPerSecond = 29,
}: {
  readonly api: BotApi;
  readonly turnstile: Turnstile;
  readonly logger: Logger;
  readonly wait: Wait;
  /** Aborts when what is in hand has to be left for the next start. */
  readonly signal: AbortSignal;
  /**
   * All chats together. Telegram takes about 30, https://core.telegram.org/bots/faq#my-bot-is-hitting-limits;
   * one less, because the first of a second may reach it late.
   */
  readonly sendsPerSecond?: number;
}): Sender {
  const pace = new PQueue({ intervalCap: 1, interval: 1000 / sendsPerSecond, strict: true });

  /** @throws ApiFailure `rejected`, `unauthorized`, `aborted`, or the last of too many others. */
  const persist = async <M extends 'sendMessage' | 'editMessageText'>(
    method: M,
    chatId: number,
    payload: Opts<M>,
  ): Promise<{ mayBeTwice: boolean }> => {
    let failures = 0;
    let timeouts = 0;
    let mayBeTwice = false;
    for (;;) {
      try {
        await turnstile.enter(chatId);
        // Inside: what was let go before would wait in front of the turnstile and leave it in one burst.
        await pace.add(() => {}, { signal });
        await api.call(method, payload, sentSchema, { timeoutMs, signal });
        return { mayBeTwice };
      } catch (error) {
        turnstile.leave(chatId);
        if (!(error instanceof ApiFailure)) throw error;
        mayBeTwice ||= error.ambiguous;
        if (error.kind === 'rate-limited') {
          logger.warn({ method, waitMs: error.retryAfterMs }, 'Telegram asks to slow down');
          await wait(error.retryAfterMs, signal);
          continue;
        }
        failures += 1;
        if (error.kind === 'timed-out') timeouts += 1;
        const isTemporary = error.kind === 'unavailable' || error.kind === 'timed-out';
        if (!isTemporary || failures >= maxFailures || timeouts >= maxTimeouts) throw error;
        logger.warn({ err: error, failures }, 'message not taken, trying again');
        await wait(backoffMs(failures), signal);
      }
    }
  };

  /** A link or button that Telegram refuses must not cost the resident the words. */
  const persistOrSimplify = async (chatId: number, payload: Opts<'sendMessage'>, plain: string) => {
    try {
      return await persist('sendMessage', chatId, payload);
    } catch (error) {
      const isFormat =
        error instanceof ApiFailure &&
        error.kind === 'rejected' &&
        /parse entities|button|reply markup/i.test(error.message);
      if (!isFormat) throw error;
      logger.error({ err: error }, 'formatting refused, sending plain text');
      const { parse_mode, reply_markup, ...rest } = payload;
      return await persist('sendMessage', chatId, { ...rest, text: plain });
    }
  };

  const send: Sender['send'] = async (place, parts, keyboard = []) => {
    let mayBeTwice = false;
    for (const [index, part] of parts.entries()) {
      const isLast = index === parts.length - 1;
      try {
        const sent = await persistOrSimplify(
          place.chatId,
          {
            chat_id: place.chatId,
            ...(place.threadId === undefined ? {} : { message_thread_id: place.threadId }),
            ...(place.replyTo === undefined
              ? {}
              : {
                  reply_parameters: {
                    message_id: place.replyTo,
                    allow_sending_without_reply: true,
                  },
                }),
            ...messageOf(part, isLast ? keyboard : []),
          },
          plainText(part),
        );
        mayBeTwice ||= sent.mayBeTwice;
      } catch (error) {
        if (!(error instanceof ApiFailure) || error.kind === 'aborted') throw error;
        logger.warn({ err: error, part: index + 1, parts: parts.length }, 'message undeliverable');
        const detail = `part ${index + 1} of ${parts.length}: ${error.message}`;
        return { outcome: 'undeliverable', detail };
      }
    }
    const count = parts.length === 1 ? '1 message' : `${parts.length} messages`;
    return { outcome: 'delivered', detail: mayBeTwice ? `${count}, one perhaps twice` : count };
  };

  return {
    ready: turnstile.calm,

    send,

    async replace(place, messageId, parts, keyboard) {
      const [first = [], ...others] = parts;
      try {
        await persist('editMessageText', place.chatId, {
          chat_id: place.chatId,
          message_id: messageId,
          ...messageOf(first, others.length === 0 ? keyboard : []),
        });
      } catch (error) {
        if (!(error instanceof ApiFailure) || error.kind !== 'rejected') throw error;
        // Also after an edit that was not confirmed in time or before the process died: the others are still to come.
        const isDone = error.message.includes('message is not modified');
        await send(place, isDone ? others : parts, keyboard);
        return;
      }
      await send(place, others, keyboard);
    },

    async answerPress(id, text) {
      const payload = { callback_query_id: id, ...(text === undefined ? {} : { text }) };
      await api
        .call('answerCallbackQuery', payload, z.unknown(), { timeoutMs: pressTimeoutMs, signal })
        .catch((err: unknown) => logger.debug({ err }, 'press not answered'));
    },

    showTyping(place) {
      const stopped = new AbortController();
      const { chatId: chat_id, threadId } = place;
      const thread = threadId === undefined ? {} : { message_thread_id: threadId };
      const show = async () => {
        while (!stopped.signal.aborted && !signal.aborted) {
          await api
            .call('sendChatAction', { chat_id, action: 'typing', ...thread }, z.unknown(), {
              timeoutMs: typingMs,
              signal: stopped.signal,
            })
            .catch((err: unknown) => logger.debug({ err }, 'typing not shown'));
          await wait(typingMs, stopped.signal);
        }
      };
      void show();
      return () => stopped.abort();
    },
  };
}

function messageOf(text: RichText, keyboard: Keyboard) {
  return {
    text: toHtml(text),
    parse_mode: 'HTML' as const,
    link_preview_options: { is_disabled: true },
    ...(keyboard.length === 0
      ? {}
      : { reply_markup: { inline_keyboard: keyboard.map((row) => [...row]) } }),
  };
}

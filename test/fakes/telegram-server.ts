// A strict Bot API server on loopback: keeps chats, enforces Telegram's limits, fails on demand. Needs no test runner.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Message, MessageEntity, User, UserFromGetMe } from '@grammyjs/types';
import { z } from 'zod';
import { createTelegramChats, type ShownMessage } from './telegram-chats.ts';
import { badRequest, createFaults, misbehave, Refusal, refuse, reply } from './telegram-faults.ts';
import { createTelegramHook } from './telegram-hook.ts';
import { createPace } from './telegram-pace.ts';
import { payloads } from './telegram-payloads.ts';
import { createTelegramUpdates } from './telegram-updates.ts';

export type { ShownMessage } from './telegram-chats.ts';
export type { Fault } from './telegram-faults.ts';

export const resident: User = { id: 1001, is_bot: false, first_name: '居民' };

const token = '123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc';

const me: UserFromGetMe = {
  id: 123456789,
  is_bot: true,
  first_name: '小龙坎助手',
  username: 'xlk_law_bot',
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
  has_topics_enabled: false,
  allows_users_to_create_topics: false,
  can_manage_bots: false,
  supports_guest_queries: false,
  supports_join_request_queries: false,
};

/** The type of a replied-to message has no values under exactOptionalPropertyTypes. */
const replied = z.custom<NonNullable<Message['reply_to_message']>>(
  (value) => value instanceof Object,
);

/** Longer than anything a test waits for; a test that hangs says what did not come. */
const patienceMs = 30_000;

interface Call {
  readonly method: string;
  readonly chatId: number | undefined;
}

export type TelegramServer = Awaited<ReturnType<typeof openTelegramServer>>;

export async function openTelegramServer() {
  const chats = createTelegramChats(me);
  const updates = createTelegramUpdates();
  const faults = createFaults();
  const calls: Call[] = [];
  const early: Call[] = [];
  const notBefore = new Map<number, number>();
  let commands: readonly { command: string; description: string }[] = [];
  const hook = createTelegramHook(updates);
  const pace = createPace();
  let watchers: (() => void)[] = [];

  const methods = {
    ...chats.methods,
    getUpdates(body: unknown, closed: Promise<void>) {
      if (!hook.isSet()) return updates.getUpdates(body, closed);
      throw new Refusal(409, "Conflict: can't use getUpdates method while webhook is active");
    },
    getMe: () => me,
    sendMessage(body: unknown) {
      pace.count();
      return chats.methods.sendMessage(body);
    },
    ...hook.methods,
    setMyCommands(body: unknown) {
      ({ commands } = payloads.setMyCommands.parse(body));
      return true;
    },
  };
  const isMethod = (name: string): name is keyof typeof methods => Object.hasOwn(methods, name);

  const changed = () => {
    const woken = watchers;
    watchers = [];
    for (const watcher of woken) watcher();
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const closed = new Promise<void>((resolve) => response.once('close', resolve));
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const [, givenToken, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? [];
    if (givenToken !== token) throw new Refusal(401, 'Unauthorized');
    if (!isMethod(method)) throw new Refusal(404, 'Not Found: method not found');

    const body: unknown = JSON.parse(Buffer.concat(chunks).toString() || '{}');
    const chatId = z.object({ chat_id: z.number() }).safeParse(body).data?.chat_id;
    const call = { method, chatId };
    calls.push(call);
    changed();
    if (method === 'sendMessage' && Date.now() < (notBefore.get(chatId ?? 0) ?? 0)) {
      early.push(call);
    }
    const fault = faults.take(method, chatId);
    const retryAfter = typeof fault?.how === 'object' ? fault.how.retryAfter : undefined;
    if (retryAfter !== undefined && chatId !== undefined) {
      notBefore.set(chatId, Date.now() + retryAfter * 1000);
    }
    if (fault && !fault.afterEffect) return misbehave(response, fault.how);
    const result = await methods[method](body, closed);
    if (fault) misbehave(response, fault.how);
    else if (!response.destroyed) reply(response, 200, { ok: true, result });
  };

  const server = createServer((request, response) => {
    serve(request, response)
      .catch((error: unknown) => {
        if (error instanceof Refusal) refuse(response, error);
        else if (error instanceof z.ZodError) refuse(response, badRequest(error.message));
        else throw error;
      })
      .finally(changed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.custom<AddressInfo>((value) => value !== null).parse(server.address());

  /** Resolves as soon as `read` finds something. */
  const waitFor = async <T>(what: string, read: () => T | undefined): Promise<T> => {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const found = read();
      if (found !== undefined) return found;
      const left = deadline - Date.now();
      const sent = chats.messages.map(({ chatId, text }) => `${chatId}: ${text.slice(0, 40)}`);
      if (left <= 0) throw new Error(`no ${what}; the bot sent:\n${sent.join('\n')}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        watchers.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  };

  const messagesIn = (chatId: number) =>
    chats.messages.filter((message) => message.chatId === chatId);

  /** Sends callback data of the tester's choice, as a forged or old client would. */
  const pressData = (shown: ShownMessage, data: string, from = resident): string => {
    const id = `press-${updates.nextId()}`;
    chats.openPress(id);
    const message = chats.toMessage(shown);
    const chat_instance = String(shown.chatId);
    updates.push({ callback_query: { id, from, chat_instance, data, message } });
    return id;
  };

  return {
    apiRoot: `http://127.0.0.1:${port}`,
    token,
    /** What the bot sent, in all chats and in one. */
    messages: chats.messages,
    messagesIn,
    calls,
    /** Sends that came before a 429's retry_after had passed. */
    early,
    commands: () => commands,
    unconfirmed: updates.unconfirmed,
    push: updates.push,
    fail: faults.add,
    openGroup: chats.openGroup,
    /** As if somebody had set a webhook for this bot once. */
    setWebhook: () => hook.set({ url: 'https://elsewhere.example/hook' }),
    /** What the bot asked for. */
    webhook: hook.current,
    /** Why the bot's webhook did not take an update last. */
    hookError: hook.lastError,
    /** From now on more sends in a second are refused with 429, as Telegram does. */
    limitSends: pace.limit,
    /** Sends that were refused for coming too fast. */
    tooFast: pace.tooFast,
    async close(): Promise<void> {
      hook.close();
      updates.wake();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    pressData,
    waitFor,

    sendText(
      chatId: number,
      text: string,
      extra: { from?: User; entities?: MessageEntity[]; replyTo?: ShownMessage } = {},
    ): number {
      const { from = resident, entities = [], replyTo } = extra;
      const command = /^\/\w+(@\w+)?/.exec(text)?.[0];
      const commandEntities: MessageEntity[] = command
        ? [{ type: 'bot_command', offset: 0, length: command.length }]
        : [];
      return updates.push({
        message: {
          ...chats.incoming(chatId, from),
          text,
          entities: [...commandEntities, ...entities],
          ...(replyTo ? { reply_to_message: replied.parse(chats.toMessage(replyTo)) } : {}),
        },
      });
    },
    /** A message that is not text, by the fields that make it one. */
    sendContent(chatId: number, fields: Omit<Partial<Message>, 'chat' | 'from'>): number {
      return updates.push({ message: { ...chats.incoming(chatId, resident), ...fields } });
    },
    /** Presses the button with this text. @returns the id of the press, for its toast. */
    press(chatId: number, messageId: number, buttonText: string, from = resident): string {
      const shown = messagesIn(chatId).find((message) => message.messageId === messageId);
      const found = shown?.buttons.flat().find(({ text }) => text === buttonText);
      const data = found && 'callback_data' in found ? found.callback_data : undefined;
      if (!shown || data === undefined) throw new Error(`no button ${buttonText}`);
      return pressData(shown, data, from);
    },
    waitForMessages: (chatId: number, count: number) =>
      waitFor(`${count} messages in chat ${chatId}`, () => {
        const found = messagesIn(chatId);
        return found.length >= count ? found : undefined;
      }),
    waitForToast: (id: string) =>
      waitFor(`answer to ${id}`, () => chats.toasts.find((toast) => toast.id === id)),
    waitForCalls: (method: string, count: number) =>
      waitFor(`${count} calls of ${method}`, () => {
        const found = calls.filter((call) => call.method === method);
        return found.length >= count ? found : undefined;
      }),
    /** Everything sent so far was fetched and confirmed. */
    waitForConfirmed: () =>
      waitFor('confirmation', () => (updates.unconfirmed().length === 0 ? true : undefined)),
  };
}

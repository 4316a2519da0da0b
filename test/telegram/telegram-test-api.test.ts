import { TelegramServer } from 'telegram-test-api/lib/telegramServer.js';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { findPort } from '../fakes/find-port.ts';
import { openTelegramRoom } from '../fakes/open-telegram-room.ts';

const token = '123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc';

const shownSchema = z.object({
  result: z.array(
    z.object({
      message: z.object({
        text: z.string(),
        reply_markup: z
          .object({
            inline_keyboard: z.array(
              z.array(z.object({ text: z.string(), callback_data: z.string().optional() })),
            ),
          })
          .optional(),
      }),
    }),
  ),
});

/** Of their server: it edits a message, but answers with null instead of the message, so that edits are not tried. */
async function openRoom() {
  // It takes no port 0 for an answer, but 9000 for it.
  const server = new TelegramServer({ port: await findPort(), host: '127.0.0.1' });
  await server.start();
  onTestFinished(async () => {
    await server.stop();
  });
  const room = await openTelegramRoom({ emulator: { apiRoot: server.config.apiURL, token } });
  void room.channel.start();
  const client = server.getClient(token, { timeout: 20_000 });
  /** What the bot sent since the last look. */
  const read = async () => shownSchema.parse(await client.getUpdates()).result;
  return { client, read, ...room };
}

test('a server that others wrote gets an answer to a text, with its buttons', async () => {
  const { client, read, close } = await openRoom();
  await client.sendMessage(client.makeMessage('劳动仲裁要不要钱？'));
  const [answer] = await read();
  expect(answer?.message.text).toContain('劳动仲裁不收费');
  const buttons = answer?.message.reply_markup?.inline_keyboard.flat().map(({ text }) => text);
  expect(buttons).toEqual(expect.arrayContaining(['有用', '没用']));
  await close();
});

test('a command is answered there', async () => {
  const { client, read, close } = await openRoom();
  await client.sendCommand(client.makeCommand('/help'));
  const [help] = await read();
  expect(help?.message.text).toContain('怎么问');
  await close();
});

test('its buttons show the source, and count a vote once', async () => {
  const { client, read, close, audit } = await openRoom();
  await client.sendMessage(client.makeMessage('劳动仲裁要不要钱？'));
  const [answer] = await read();
  const buttons = answer?.message.reply_markup?.inline_keyboard.flat() ?? [];
  const press = async (name: string) => {
    const data = buttons.find(({ text }) => text.includes(name))?.callback_data ?? '';
    await client.sendCallback(client.makeCallbackQuery(data));
  };
  await press('有用');
  await press('有用');
  await press('看原文');
  const [source] = await read();
  expect(source?.message.text).toContain('劳动仲裁');
  const [logged] = await audit.list(1);
  const events = (await audit.find(logged?.id ?? ''))?.events ?? [];
  expect(events.filter(({ kind }) => kind === 'feedback-given')).toHaveLength(1);
  await close();
});

import { once } from 'node:events';
import { createServer } from 'node:http';
import { Bot, InlineKeyboard, webhookCallback } from 'grammy';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { startTelegramEmulator } from '../fakes/telegram-emulator.ts';

test('a bot that others wrote lives on the emulator as on Telegram', async () => {
  const emulator = await startTelegramEmulator();
  const bot = new Bot(emulator.token, { client: { apiRoot: emulator.apiRoot } });
  bot.on('message:text', async (context) => {
    const keyboard = new InlineKeyboard().text('有用', `vote:${context.message.text}`);
    await context.reply(`<b>您问</b>：${context.message.text}`, {
      parse_mode: 'HTML',
      reply_markup: keyboard,
    });
  });
  bot.on('callback_query:data', async (context) => {
    await context.answerCallbackQuery({ text: context.callbackQuery.data });
    await context.editMessageText('改过了');
  });
  const refused: number[] = [];
  bot.on('message:sticker', async (context) => {
    await context.reply('a'.repeat(4097)).catch((error: { error_code: number }) => {
      refused.push(error.error_code);
    });
  });
  const running = bot.start({ timeout: 1 });
  onTestFinished(() => bot.stop());

  for (const text of ['一', '二', '三']) emulator.sendText(7, text);
  const answers = await emulator.waitForMessages(7, 3);
  expect(answers.map(({ text }) => text)).toEqual(['您问：一', '您问：二', '您问：三']);
  expect(answers[0]?.entities).toEqual([{ type: 'bold', offset: 0, length: 2 }]);

  const press = emulator.press(7, answers[0]?.messageId ?? 0, '有用');
  expect((await emulator.waitForToast(press)).text).toBe('vote:一');
  await emulator.waitFor('the edit', () =>
    emulator.messagesIn(7).find(({ text, edited }) => edited && text === '改过了'),
  );
  emulator.sendContent(7, { sticker });
  await expect.poll(() => refused).toEqual([400]);
  expect(bot.botInfo.username).toBe('xlk_law_bot');
  await bot.stop();
  await running;
  expect(emulator.unconfirmed()).toEqual([]);
});

test('updates are brought to it with its secret, and to nobody with another', async () => {
  const emulator = await startTelegramEmulator();
  const bot = new Bot(emulator.token, { client: { apiRoot: emulator.apiRoot } });
  bot.on('message:text', async (context) => {
    await context.reply(`您问：${context.message.text}`);
  });
  const server = createServer(webhookCallback(bot, 'http', { secretToken: 'theirs' }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
  });
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const url = `http://127.0.0.1:${port}/`;

  await bot.api.setWebhook(url, { secret_token: 'another' });
  emulator.sendText(7, '一');
  await expect.poll(() => emulator.hookError()).toContain('401');
  expect(emulator.messagesIn(7)).toEqual([]);

  await bot.api.setWebhook(url, { secret_token: 'theirs' });
  emulator.sendText(7, '二');
  const answers = await emulator.waitForMessages(7, 2);
  expect(answers.map(({ text }) => text)).toEqual(['您问：一', '您问：二']);
  await expect.poll(() => emulator.unconfirmed()).toEqual([]);
});

const sticker = {
  file_id: 'a',
  file_unique_id: 'a',
  type: 'regular',
  width: 1,
  height: 1,
  is_animated: false,
  is_video: false,
} as const;

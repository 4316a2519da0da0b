import { TelegramServer } from 'telegram-test-api/lib/telegramServer.js';
import { expect, onTestFinished, test } from 'vitest';
import { openTelegramRoom } from '../fakes/open-telegram-room.ts';

test('a server that others wrote gets an answer to a text', async () => {
  const server = new TelegramServer({ port: 0, host: '127.0.0.1' });
  await server.start();
  onTestFinished(async () => {
    await server.stop();
  });
  const token = '123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc';
  const room = await openTelegramRoom({ emulator: { apiRoot: server.config.apiURL, token } });
  void room.channel.start();
  const client = server.getClient(token, { timeout: 20_000 });
  await client.sendMessage(client.makeMessage('劳动仲裁要不要钱？'));
  expect(JSON.stringify(await client.getUpdates())).toContain('劳动仲裁不收费');
  await room.close();
});

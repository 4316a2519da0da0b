// What has to hold at every door: the label, log lines without residents' words, no secret.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aiLabel } from '../../src/answering/wording.ts';
import { corpusFolder } from '../fakes/corpus-folder.ts';
import { readDataBytes } from '../fakes/data-bytes.ts';
import { findPort } from '../fakes/find-port.ts';
import { runCommand, startProcess } from '../fakes/run-service.ts';
import { startTelegramEmulator } from '../fakes/telegram-emulator.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const words = '阿福茶馆';
const question = `${words}的事，劳动仲裁收费吗`;
const secret = 'canary-webhook-secret-0123456789';
const talkative = { LOG_LEVEL: 'trace', DEBUG: 'telegraf:*,*' };

test('in Telegram, on the web and in the terminal an answer says that AI made it, and no log line what was asked', async () => {
  const emulator = await startTelegramEmulator();
  const folder = join(await temporaryFolder(), 'data');
  const own = { ...talkative, DATA_DIR: folder, CORPUS_DIR: await corpusFolder() };
  const port = await findPort();
  const address = `http://127.0.0.1:${port}`;
  const webhook = `${address}/telegram/webhook`;
  const service = startProcess('main', [], {
    ...own,
    PORT: `${port}`,
    TELEGRAM_API_ROOT: emulator.apiRoot,
    TELEGRAM_BOT_TOKEN: emulator.token,
    TELEGRAM_WEBHOOK_URL: webhook,
    TELEGRAM_WEBHOOK_SECRET: secret,
  });
  await service.printed(/网页：(\S+)/);

  // Brought with the secret; one message meets a refusal that the log tells.
  const refused = { status: 400, description: 'Bad Request: chat not found' };
  emulator.fail({ method: 'sendMessage', chatId: 8, how: refused });
  emulator.sendText(8, question);
  emulator.sendText(7, question);
  const [message] = await emulator.waitForMessages(7, 1);
  expect(message?.text).toContain('不收费');
  expect(message?.text).toContain(aiLabel);
  await service.logged('chat not found');

  const forged = await fetch(webhook, {
    method: 'POST',
    body: JSON.stringify({ update_id: 1, message: { text: question } }),
    headers: { 'X-Telegram-Bot-Api-Secret-Token': `${secret}x` },
  });
  expect(forged.status).toBe(401);

  const posted = await fetch(`${address}/ask`, {
    method: 'POST',
    body: new URLSearchParams({ question }),
    headers: { Origin: address },
    redirect: 'manual',
  });
  const cookie = posted.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const page = await fetch(`${address}${posted.headers.get('location')}`, {
    headers: { Cookie: cookie },
  });
  const html = await page.text();
  expect(html).toContain('不收费');
  expect(html).toContain(aiLabel);

  const asked = await runCommand(['ask', question], own);
  expect(asked.stdout).toContain('不收费');
  expect(asked.stdout).toContain(aiLabel);
  const lines = await runCommand(
    ['ask', '--jsonl'],
    own,
    JSON.stringify({ id: 1, text: question }),
  );
  expect(JSON.parse(lines.stdout)).toMatchObject({ text: expect.stringContaining(aiLabel) });

  service.child.kill('SIGTERM');
  const { code, stdout, stderr } = await service.outcome;
  expect(code).toBe(0);
  const printed = [stdout, stderr, asked.stderr, lines.stderr].join('\n');
  expect(printed).toContain('connected to Telegram');
  expect(printed).not.toContain(words);
  const seen = [printed, html, await readDataBytes(folder)].join('\n');
  expect(seen).not.toContain(secret);
});

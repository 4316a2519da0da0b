// Personal data through the whole service: Telegram, the web page and a language model, then every byte it left.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readMasked } from '../../scripts/redaction/measure.ts';
import { startChatEndpoint } from '../fakes/chat-endpoint.ts';
import { corpusFolder } from '../fakes/corpus-folder.ts';
import { readDataBytes } from '../fakes/data-bytes.ts';
import { startProcess } from '../fakes/run-service.ts';
import { startTelegramEmulator } from '../fakes/telegram-emulator.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

/** Every sixteenth line, so that all kinds are among them. */
const lines = [...readMasked('development'), ...readMasked('held-out')].filter(
  (_line, index) => index % 16 === 0,
);
const chat = 7;

test('nothing of it is in the database, the log lines, the prompts or the pages', async () => {
  const { baseUrl, requests } = await startChatEndpoint(() => ({ says: 'no JSON' }));
  const emulator = await startTelegramEmulator();
  const folder = join(await temporaryFolder(), 'data');
  const service = startProcess('main', [], {
    DATA_DIR: folder,
    CORPUS_DIR: await corpusFolder(),
    LOG_LEVEL: 'trace',
    TELEGRAM_API_ROOT: emulator.apiRoot,
    TELEGRAM_BOT_TOKEN: emulator.token,
    OPENAI_BASE_URL: baseUrl,
    OPENAI_API_KEY: 'sk-canary-0123456789',
    CHAT_MODEL: 'qwen-plus',
    CHAT_RETRIES: '0',
  });
  const address = await service.printed(/网页：(\S+)/);
  const asked = lines.map(
    ({ before, secret, after }) => `${before}${secret}${after}，劳动仲裁收费吗`,
  );
  const pages: string[] = [];
  for (const question of asked.slice(0, 4)) {
    const posted = await fetch(`${address}/ask`, {
      method: 'POST',
      body: new URLSearchParams({ question }),
      headers: { Origin: address },
      redirect: 'manual',
    });
    await posted.arrayBuffer();
    const cookie = posted.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const page = await fetch(`${address}${posted.headers.get('location')}`, {
      headers: { Cookie: cookie },
    });
    pages.push(await page.text());
  }
  for (const [index, question] of asked.entries()) emulator.sendText(chat + (index % 8), question);
  for (let index = 0; index < 8; index += 1) {
    const expected = asked.filter((_question, number) => number % 8 === index).length;
    await emulator.waitForMessages(chat + index, expected);
  }
  service.child.kill('SIGTERM');
  const { code, stdout, stderr } = await service.outcome;
  expect(code).toBe(0);
  expect(requests.length).toBeGreaterThan(0);
  const left = {
    database: await readDataBytes(folder),
    log: stdout + stderr,
    prompts: JSON.stringify(requests),
    pages: pages.join('\n'),
    answers: emulator.messages.map(({ text }) => text).join('\n'),
  };
  expect(left.database).toContain('[手机号]');
  expect(left.prompts).toContain('[身份证号]');
  for (const [where, text] of Object.entries(left)) {
    const found = lines.filter(({ secret }) => text.includes(secret)).map(({ secret }) => secret);
    expect({ where, found }).toEqual({ where, found: [] });
  }
});

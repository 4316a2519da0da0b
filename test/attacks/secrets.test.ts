// Canaries in the place of every secret, through what goes wrong: none may be printed, kept or shown.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type ChatReply, startChatEndpoint } from '../fakes/chat-endpoint.ts';
import { corpusFolder } from '../fakes/corpus-folder.ts';
import { readDataBytes } from '../fakes/data-bytes.ts';
import { type Outcome, startProcess } from '../fakes/run-service.ts';
import { type Fault, startTelegramEmulator } from '../fakes/telegram-emulator.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const unknownToken = '987654321:CanaryCanaryCanaryCanaryCanaryCanary1';
/** Not in the form of OpenAI's: other providers have other forms. */
const key = 'canary-key-0123456789abcdef';
const secretKey = 'canary-secret-key-0123456789';
const webhookSecret = 'canary-webhook-secret-0123456789';

/** Everything that can make a process say more than it should. */
const talkative = {
  LOG_LEVEL: 'trace',
  DEBUG: 'telegraf:*,*',
  OPENAI_LOG: 'debug',
  LANGCHAIN_VERBOSE: 'true',
  OPENAI_API_KEY: key,
  SECRET_KEY: secretKey,
  TELEGRAM_WEBHOOK_SECRET: webhookSecret,
};

async function openData() {
  const folder = join(await temporaryFolder(), 'data');
  return { folder, settings: { ...talkative, DATA_DIR: folder, CORPUS_DIR: await corpusFolder() } };
}

/** Names where a canary is seen, in what was printed, kept or shown. */
async function seen(
  folder: string,
  { stdout, stderr }: Outcome,
  token: string,
  shown = '',
): Promise<string[]> {
  const places = { stdout, stderr, shown, data: await readDataBytes(folder).catch(() => '') };
  return Object.entries(places).flatMap(([place, text]) =>
    [token, token.split(':')[1] ?? token, key, secretKey, webhookSecret]
      .filter((secret) => text.includes(secret))
      .map((secret) => `${secret} in ${place}`),
  );
}

/** A model that refuses the key and repeats it, breaks, and breaks the connection. */
const modelFaults: readonly ChatReply[] = [
  { status: 401, message: `bad key ${key}` },
  { status: 500, message: `cannot use ${key}` },
  'disconnect',
];
const telegramFaults: Fault[] = [
  { method: 'getMe', how: { status: 500 } },
  { method: 'getUpdates', how: 'reset' },
  { method: 'getUpdates', how: 'html' },
  { method: 'getUpdates', how: 'half-body' },
  { method: 'sendMessage', how: { status: 502 } },
];

test('a model and a Bot API that fail in turn, and a token that is revoked, tell no secret', async () => {
  let asked = 0;
  const { baseUrl } = await startChatEndpoint(() => {
    asked += 1;
    return modelFaults[asked % modelFaults.length] ?? 'malformed';
  });
  const emulator = await startTelegramEmulator();
  for (const fault of telegramFaults) emulator.fail(fault);
  const { folder, settings } = await openData();
  const service = startProcess('main', [], {
    ...settings,
    TELEGRAM_API_ROOT: emulator.apiRoot,
    TELEGRAM_BOT_TOKEN: emulator.token,
    OPENAI_BASE_URL: baseUrl,
    CHAT_MODEL: 'qwen-plus',
    CHAT_RETRIES: '0',
  });
  const address = await service.printed(/网页：(\S+)/);
  for (const chat of [7, 8, 9]) emulator.sendText(chat, '劳动仲裁收费吗');
  for (const chat of [7, 8, 9]) await emulator.waitForMessages(chat, 1);
  expect(asked).toBeGreaterThanOrEqual(modelFaults.length);
  const pages = await Promise.all(
    ['/', '/sources', '/healthz', '/metrics', '/none'].map(async (path) =>
      (await fetch(`${address}${path}`)).text(),
    ),
  );
  emulator.fail({ method: 'getUpdates', times: 9, how: { status: 401 } });
  // Wakes the long poll.
  emulator.sendText(7, '谢谢');
  const outcome = await service.outcome;
  expect(outcome.code).toBe(78);
  expect(outcome.stderr).toContain('TELEGRAM_BOT_TOKEN');
  expect(await seen(folder, outcome, emulator.token, pages.join('\n'))).toEqual([]);
});

test.each<[string, Readonly<Record<string, string>>]>([
  ['a Bot API that nobody serves', { TELEGRAM_API_ROOT: 'http://127.0.0.1:9' }],
  ['a port that is none', { PORT: 'eighty' }],
  ['a token that is none', { TELEGRAM_BOT_TOKEN: webhookSecret }],
  ['a key in an address', { OPENAI_BASE_URL: `http://user:${key}@127.0.0.1:9/v1` }],
  ['a short secret key', { SECRET_KEY: 'canary-short' }],
  ['no corpus', { CORPUS_DIR: '/nowhere' }],
])('a start with %s tells no secret', async (_what, wrong) => {
  const { folder, settings } = await openData();
  const service = startProcess('main', [], {
    ...settings,
    TELEGRAM_BOT_TOKEN: unknownToken,
    ...wrong,
  });
  if ('TELEGRAM_API_ROOT' in wrong) {
    await service.logged('trying again');
    service.child.kill('SIGTERM');
  }
  const outcome = await service.outcome;
  expect(await seen(folder, outcome, unknownToken)).toEqual([]);
  expect(outcome.stderr).not.toContain('canary-short');
});

// Delivery under faults: the real service as a child process, the emulator as Telegram, nothing mocked between.
// npm run bench:kill, bench:backlog, bench:flood, bench:blackhole  (one JSON object on standard output)

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { readGolden } from '../src/corpus/golden.ts';
import { createLogger } from '../src/logger.ts';
import { openTelegramServer } from '../test/fakes/telegram-server.ts';

const project = fileURLToPath(new URL('..', import.meta.url));
const dataDir = await mkdtemp(join(tmpdir(), 'bench-delivery-'));
const telegram = await openTelegramServer();
const people = (chat: number) => ({ id: chat, is_bot: false, first_name: '居民' });
const send = (chat: number, text: string) => telegram.sendText(chat, text, { from: people(chat) });

/** Questions that stand alone and are told apart by their answers, with the first line of each. */
async function prepareQuestions(count: number): Promise<{ text: string; answer: string }[]> {
  const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }, project);
  const { service, close } = await createApp(config, { logger: createLogger('silent') }).open();
  const golden = readGolden(await readFile(join(config.corpusDir, 'golden.yaml'), 'utf8'));
  const found = new Map<string, string>();
  for (const { question, after, form, kind } of golden) {
    if (found.size === count) break;
    if (after.length > 0 || form !== 'plain' || kind !== 'law' || question.length < 10) continue;
    const asking = { text: question, channel: 'cli', conversation: question, asker: 'x' } as const;
    const { status, text } = await service.answer(asking);
    const [answer = ''] = text.split('\n');
    if (status === 'answered' && ![...found.values()].includes(answer)) found.set(question, answer);
  }
  await close();
  return [...found].map(([text, answer]) => ({ text, answer }));
}

function start(): ChildProcess {
  return spawn(process.execPath, ['scripts/run.mjs', 'main'], {
    cwd: project,
    env: {
      PATH: process.env['PATH'],
      DATA_DIR: dataDir,
      PORT: '0',
      LOG_LEVEL: 'fatal',
      TELEGRAM_API_ROOT: telegram.apiRoot,
      TELEGRAM_BOT_TOKEN: telegram.token,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal);
  await once(child, 'exit');
}

async function until(isDone: () => boolean, limitMs: number): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!isDone() && Date.now() < deadline) await setTimeout(50);
}

/** Compares what came with what was asked, chat by chat. */
function judge(chats: readonly number[], expected: readonly string[]) {
  let [lost, duplicated, reordered, other] = [0, 0, 0, 0];
  for (const chat of chats) {
    const places = telegram
      .messagesIn(chat)
      .map(({ text }) => expected.indexOf(text.split('\n')[0] ?? ''));
    const known = places.filter((place) => place >= 0);
    other += places.length - known.length;
    lost += expected.length - new Set(known).size;
    duplicated += known.length - new Set(known).size;
    reordered += known.filter((place, index) => place < (known[index - 1] ?? 0)).length;
  }
  return { lost, duplicated, reordered, other };
}

const range = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);

/** T1: killed twenty times while 25 chats ask 16 questions each. */
async function kill() {
  const kills = 20;
  const chats = range(1, 25);
  const questions = await prepareQuestions(16);
  const total = chats.length * questions.length;
  for (const { text } of questions) for (const chat of chats) send(chat, text);
  const startedAt = Date.now();
  let child = start();
  for (let done = 1; done <= kills; done += 1) {
    await until(() => telegram.messages.length >= (total * done) / (kills + 2), 60_000);
    await setTimeout(Math.random() * 100);
    await end(child, 'SIGKILL');
    child = start();
  }
  const answers = questions.map(({ answer }) => answer);
  await until(() => judge(chats, answers).lost === 0, 120_000);
  await end(child, 'SIGTERM');
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  return { kills, questions: total, ...judge(chats, answers), seconds };
}

/** L2: 1,500 updates of an outage, with Telegram's own bound of 30 messages a second. */
async function backlog() {
  const chats = range(1, 150);
  const questions = await prepareQuestions(10);
  for (const { text } of questions) for (const chat of chats) send(chat, text);
  telegram.limitSends(30);
  const startedAt = Date.now();
  const child = start();
  const answers = questions.map(({ answer }) => answer);
  const total = chats.length * questions.length;
  await until(() => telegram.messages.length >= total, 300_000);
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  await end(child, 'SIGTERM');
  return { updates: total, ...judge(chats, answers), refusedWith429: telegram.tooFast(), seconds };
}

/** S4: a thousand messages of one chat, then two hundred chats at once. */
async function flood() {
  const [question] = await prepareQuestions(1);
  const { text, answer } = question ?? { text: '', answer: '' };
  const child = start();
  send(1, text);
  await until(() => telegram.messagesIn(1).length > 0, 60_000);
  for (let count = 0; count < 1000; count += 1) send(2, text);
  const others = range(1000, 200);
  for (const chat of others) send(chat, text);
  const startedAt = Date.now();
  const since = () => Math.round((Date.now() - startedAt) / 100) / 10;
  await until(() => others.some((chat) => telegram.messagesIn(chat).length > 0), 120_000);
  const firstOther = since();
  await until(() => judge(others, [answer]).lost === 0, 300_000);
  const allOthers = since();
  await until(() => telegram.unconfirmed().length === 0, 60_000);
  await end(child, 'SIGTERM');
  return {
    messagesToTheFlooder: telegram.messagesIn(2).length,
    othersUnanswered: judge(others, [answer]).lost,
    secondsToTheFirstOther: firstOther,
    secondsToAllOthers: allOthers,
  };
}

/** T6: getUpdates and sendMessage that are taken and never answered. */
async function blackhole() {
  const [question] = await prepareQuestions(1);
  const { text } = question ?? { text: '' };
  telegram.fail({ method: 'getUpdates', how: 'hang' });
  telegram.fail({ method: 'sendMessage', how: 'hang' });
  send(1, text);
  const child = start();
  const calls = (method: string) => telegram.calls.filter((call) => call.method === method).length;
  const measure = async (method: string) => {
    await until(() => calls(method) >= 1, 60_000);
    const startedAt = Date.now();
    await until(() => calls(method) >= 2, 120_000);
    return Math.round((Date.now() - startedAt) / 1000);
  };
  const getUpdatesSeconds = await measure('getUpdates');
  const sendMessageSeconds = await measure('sendMessage');
  await until(() => telegram.messagesIn(1).length > 0, 60_000);
  await end(child, 'SIGTERM');
  return { getUpdatesSeconds, sendMessageSeconds, answered: telegram.messagesIn(1).length };
}

const scenarios: Readonly<Record<string, () => Promise<object>>> = {
  kill,
  backlog,
  flood,
  blackhole,
};
const [name = ''] = process.argv.slice(2);
try {
  const scenario = scenarios[name];
  if (!scenario) throw new Error(`Name one of: ${Object.keys(scenarios).join(', ')}.`);
  process.stdout.write(`${JSON.stringify(await scenario())}\n`);
} finally {
  await telegram.close();
  await rm(dataDir, { recursive: true, force: true });
}

// The whole service for a while under load, with faults of the Bot API and a refresh in the middle.
// npm run --silent soak -- [--minutes 10] [--rate 30] [--faults 0.05]  (a line a minute, then one JSON object)

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { readGolden } from '../src/corpus/golden.ts';
import { openTelegramServer } from '../test/fakes/telegram-server.ts';
import { judgeReplies, type Reply } from './load/judge-replies.ts';
import { openFiles, residentMb } from './load/process-memory.ts';
import { quantile } from './load/quantile.ts';
import { runService, runStaffCommand } from './load/run-service.ts';
import { inventArticles, writeLawDocuments } from './load/write-law-documents.ts';

const options = new Command()
  .option('--minutes <n>', 'how long residents ask', Number, 10)
  .option('--rate <n>', 'questions a second', Number, 30)
  .option('--faults <share>', 'of the messages, met by an error of the Bot API', Number, 0.05)
  .parse()
  .opts<{ minutes: number; rate: number; faults: number }>();

/** So many that nobody asks more than a person may in a minute. */
const chats = Math.ceil(options.rate * 6);
const lookEveryMs = 20;
const refreshedPassages = 200;
/**
 * Telegram takes 30 messages a second (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits): with 30
 * questions a second, what a fault makes the service send again has to wait, and a queue of some hundred answers
 * is there at the end. They are waited for, as long as one comes in this time.
 */
const patienceMs = 60_000;
const telegramTakesPerSecond = 30;
/** Growth beyond this, from the second quarter of the time to the last, is taken for growth without bound. */
const mostGrowth = { share: 1.25, mb: 50 };
const faults = [
  { status: 429, retryAfter: 1 },
  { status: 500 },
  'reset',
  { status: 502 },
  'html',
  'half-body',
] as const;

const corpusDir = fileURLToPath(new URL('../corpus', import.meta.url));
const golden = readGolden(await readFile(join(corpusDir, 'golden.yaml'), 'utf8'));
const questions = golden.filter(({ after }) => after.length === 0).map(({ question }) => question);
const dataDir = await mkdtemp(join(tmpdir(), 'soak-'));
const telegram = await openTelegramServer();
telegram.limitSends(telegramTakesPerSecond);
const settings = {
  DATA_DIR: dataDir,
  TELEGRAM_API_ROOT: telegram.apiRoot,
  TELEGRAM_BOT_TOKEN: telegram.token,
};
const service = await runService(settings);

const asked: { chat: number; atMs: number }[] = [];
const replies: Reply[] = [];

/** In groups, because there every answer names the message it answers. */
function ask(number: number): void {
  const chat = -1 - (number % chats);
  telegram.openGroup(chat);
  const mention = '@xlk_law_bot';
  telegram.push({
    message: {
      message_id: number,
      date: Math.floor(Date.now() / 1000),
      chat: { id: chat, type: 'group', title: '邻里群' },
      from: { id: 1000 - chat, is_bot: false, first_name: '居民' },
      text: `${mention} ${questions[number % questions.length] ?? ''}`,
      entities: [{ type: 'mention', offset: 0, length: mention.length }],
    },
  });
  asked.push({ chat, atMs: performance.now() });
}

function look(): void {
  for (const { replyTo, text } of telegram.messages.slice(replies.length))
    replies.push({ to: replyTo, text, atMs: performance.now() });
}

const samples: { rssMb: number; files: number }[] = [];
function sample() {
  const now = { rssMb: Math.round(residentMb(service.pid)), files: openFiles(service.pid) };
  samples.push(now);
  return now;
}

async function refresh(): Promise<void> {
  const texts = golden.map(({ question }) => question.repeat(3));
  await writeLawDocuments(inventArticles(texts, refreshedPassages), join(dataDir, 'corpus'));
  await runStaffCommand(['corpus', 'stage'], settings);
  await runStaffCommand(['corpus', 'publish', '--force', '测量'], settings);
}

const looking = setInterval(look, lookEveryMs);
const start = sample();
const startedAt = performance.now();
const lastsMs = options.minutes * 60_000;
const everyMs = 1000 / options.rate;
let due = 0;
let refreshing: Promise<void> | undefined;
let minute = 0;
for (let elapsed = 0; elapsed < lastsMs; elapsed = performance.now() - startedAt) {
  for (; due * everyMs <= elapsed; due += 1) {
    ask(due);
    if ((due * options.faults) % 1 < options.faults) {
      const how = faults[Math.round(due * options.faults) % faults.length];
      if (how) telegram.fail({ method: 'sendMessage', how });
    }
  }
  if (elapsed > lastsMs / 2) refreshing ??= refresh();
  if (elapsed >= samples.length * Math.min(10_000, lastsMs / 40)) sample();
  if (elapsed >= (minute + 1) * 60_000) {
    minute += 1;
    const waiting = asked.length - judgeReplies(asked, replies).answered;
    process.stderr.write(
      `${minute} min: ${asked.length} asked, ${waiting} waiting, ${JSON.stringify(sample())}\n`,
    );
  }
  await setTimeout(Math.max(1, due * everyMs - elapsed));
}
const half = samples[Math.floor(samples.length / 2)] ?? start;
const askedAll = performance.now();
const lastReplyAt = () => Math.max(askedAll, replies.at(-1)?.atMs ?? 0);
while (judgeReplies(asked, replies).lost > 0 && performance.now() < lastReplyAt() + patienceMs)
  await setTimeout(500);
const drainSeconds = Math.round((lastReplyAt() - askedAll) / 1000);
await refreshing;
clearInterval(looking);
look();
const end = sample();
await service.stop();
await telegram.close();
await rm(dataDir, { recursive: true, force: true });

const { waitsMs, ...judged } = judgeReplies(asked, replies);
const quarter = Math.floor(samples.length / 4);
const middleOf = (from: number) =>
  quantile(
    samples.slice(from, from + quarter).map(({ rssMb }) => rssMb),
    0.5,
  );
const [early, late] = [middleOf(quarter), middleOf(quarter * 3)];
const isGrowing = late > early * mostGrowth.share + mostGrowth.mb;
console.log(
  JSON.stringify({
    minutes: options.minutes,
    perSecond: options.rate,
    asked: asked.length,
    ...judged,
    p50Ms: quantile(waitsMs, 0.5),
    p95Ms: quantile(waitsMs, 0.95),
    drainSeconds,
    refusedByTelegram: telegram.tooFast(),
    memory: { start, half, end, secondQuarterMb: early, lastQuarterMb: late, isGrowing },
  }),
);
if (judged.lost > 0 || judged.reordered > 0 || isGrowing) process.exitCode = 1;

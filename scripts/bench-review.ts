// How long the review room takes over a log of 100,000 answers, and how long residents would wait meanwhile.
// node --import tsx scripts/bench-review.ts [answers]

import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import BetterSqlite from 'better-sqlite3';
import { createAnswerService } from '../src/answering/answer-question.ts';
import type { AnswerService } from '../src/answering/answer-service.ts';
import { createAskerDigest } from '../src/audit/asker-digest.ts';
import { createAuditLog } from '../src/audit/open-audit-log.ts';
import { loadCorpus } from '../src/corpus/load-corpus.ts';
import { createLogger } from '../src/logger.ts';
import { GenerationStore } from '../src/retrieval/generation-store.ts';
import { createReview } from '../src/review/create-review.ts';
import { type ExportFormat, exportFormatSchema } from '../src/review/export-answers.ts';
import { selectionSchema } from '../src/review/selection.ts';
import { openDatabase } from '../src/storage/open-database.ts';
import type { Database } from '../src/storage/schema.ts';

const answers = Number(process.argv[2] ?? 100_000);
const folder = await mkdtemp(join(tmpdir(), 'bench-review-'));
const path = join(folder, 'bot.sqlite');

/** Every 30 seconds a question with a long answer, three citations and ten retrieved passages. */
function fillLog() {
  const client = new BetterSqlite(path);
  client.pragma('foreign_keys = OFF');
  const insert = (table: string, columns: number) =>
    client.prepare(`insert into ${table} values (${Array(columns).fill('?').join(', ')})`);
  const question = insert('question', 8);
  const answer = insert('answer', 13);
  const citation = insert('citation', 10);
  const retrieved = insert('retrieved', 7);
  const event = insert('event', 7);
  const feedback = insert('feedback', 6);
  const statuses = ['answered', 'answered', 'answered', 'refused-unsafe', 'answered-partly'];
  const text = `根据资料：\n${'劳动仲裁不收费。受理费每件10元。'.repeat(25)}`;
  const quote = '劳动争议仲裁不收费。'.repeat(10);
  client.exec('begin');
  for (let number = 0; number < answers; number += 1) {
    const id = createHash('sha256').update(String(number)).digest('hex').slice(0, 36);
    const at = new Date(Date.UTC(2026, 0, 1) + number * 30_000).toISOString();
    const status = statuses[number % statuses.length];
    question.run(id, 'telegram', 'c', 'a', `要不要钱？第${number % 3000}号`, '[]', at, 'k');
    answer.run(id, status, text, '', '[]', '[]', '[]', 'g', 20, 'r', '{}', '{}', at);
    for (let position = 0; position < 3; position += 1) {
      const document = `doc-${(number + position) % 90}`;
      citation.run(
        id,
        position,
        document,
        `${document}#a`,
        '劳动仲裁',
        '要不要钱',
        '',
        quote,
        '',
        '',
      );
    }
    for (let position = 0; position < 10; position += 1) {
      retrieved.run(id, position, `p-${position}`, ((number + position) % 100) / 100, 0, 0, 0);
    }
    event.run(number + 1, at, 'answer-composed', id, '', '{}', '');
    if (number % 20 === 0)
      feedback.run(`v${number}`, 'k', id, 'somebody', number % 3 === 0 ? 0 : 1, at);
  }
  client.exec(`update chain_head set sequence = ${answers}; commit`);
  client.close();
}

async function measure(what: string, work: () => Promise<number>) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await setTimeout(20);
  delay.reset();
  const startedAt = performance.now();
  const count = await work();
  const seconds = (performance.now() - startedAt) / 1000;
  await setTimeout(20);
  delay.disable();
  console.log(
    JSON.stringify({
      what,
      count,
      seconds: Number(seconds.toFixed(2)),
      longestStallMs: Math.round(delay.max / 1e6),
      stallP99Ms: Math.round(delay.percentile(99) / 1e6),
      rssMb: Math.round(process.memoryUsage.rss() / 1e6),
    }),
  );
}

/** The shipped corpus, answered by quotation and logged like any resident's question. */
async function openService(database: Database) {
  const store = new GenerationStore(join(folder, 'index'), { endpoint: undefined, cacheDir: '' });
  const corpusDir = fileURLToPath(new URL('../corpus', import.meta.url));
  await store.rebuild(await loadCorpus(corpusDir, join(folder, 'added')), () => {});
  return createAnswerService({
    generation: () => store.live,
    audit: createAuditLog(database, () => new Date()),
    digest: createAskerDigest('key of the benchmark'),
    logger: createLogger('silent'),
    publicBaseUrl: undefined,
    now: () => new Date(),
  });
}

/** One question after another, with a tenth of a second between. @returns what each took, in ms. */
async function askUntil(service: AnswerService, end: Promise<unknown>) {
  const took: number[] = [];
  let isOver = false;
  const over = end.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    const startedAt = performance.now();
    const conversation = `bench-${took.length}`;
    const text = '老板拖欠工资怎么办';
    const { status } = await service.answer({ text, channel: 'web', conversation, asker: 'bench' });
    if (status !== 'answered') throw new Error(`The benchmark's question was ${status}.`);
    took.push(performance.now() - startedAt);
    await setTimeout(100);
  }
  await over;
  return took.sort((a, b) => a - b);
}

async function measureAsking(what: string, service: AnswerService, work: () => Promise<unknown>) {
  const took = await askUntil(service, work());
  const share = (part: number) => Math.round(took[Math.floor(part * (took.length - 1))] ?? 0);
  const figures = { p50Ms: share(0.5), p95Ms: share(0.95), maxMs: share(1) };
  console.log(JSON.stringify({ what: `asking ${what}`, count: took.length, ...figures }));
}

try {
  await (await openDatabase(path)).destroy();
  fillLog();
  const database = await openDatabase(path);
  const review = createReview({
    database,
    clock: () => new Date(),
    secretKey: 'key of the benchmark',
    redact: (text) => text,
  });
  const by = { name: 'bench', role: 'admin' } as const;
  const page = async (wish: object) =>
    (await review.queue.page(selectionSchema.parse(wish), by)).items.length;
  await measure('first look at the log', () => page({}));
  for (const queue of ['unjudged', 'sample', 'judged-once', 'thumbs-down', 'fallback']) {
    await measure(`queue ${queue}`, () => page({ queue }));
  }
  await measure('words of a question', () => page({ text: '第2999号' }));
  await measure('words nobody used', () => page({ text: '没有人说过' }));
  await measure('another channel', () => page({ channel: 'web' }));
  await measure('a document', () => page({ documentId: 'doc-3' }));
  await measure('counts', async () => (await review.queue.counts({}, by)).get('all') ?? 0);
  await measure('overview of a month', async () => {
    const period = { from: '2026-01-01', to: '2026-01-31' };
    return (await review.overview(period, (documentId) => documentId)).questions;
  });
  await measure('is a channel paused, 1,000 times', async () => {
    for (let time = 0; time < 1000; time += 1) await review.pauses.isPaused('web');
    return 1000;
  });
  const exportAll = async (format: ExportFormat) => {
    let bytes = 0;
    const made = await review.exportAnswers(selectionSchema.parse({}), format, by);
    if ('refused' in made) throw new Error(made.refused);
    for await (const chunk of made.body) bytes += chunk.length;
    return bytes;
  };
  for (const format of exportFormatSchema.options) {
    await measure(`export ${format}, bytes`, () => exportAll(format));
  }
  const service = await openService(database);
  await askUntil(service, setTimeout(5000));
  await measureAsking('alone', service, () => setTimeout(10_000));
  for (const format of exportFormatSchema.options) {
    await measureAsking(`beside export ${format}`, service, () => exportAll(format));
  }
  await database.destroy();
} finally {
  await rm(folder, { recursive: true, force: true });
}

// How long a refresh takes, what it needs, and what residents who ask meanwhile notice of it.
// npm run --silent bench:refresh -- [--corpus FILE.jsonl.gz] [--sizes 5000,10000] [--whole] [--seconds 20] [--rate 20]  (a line a phase, then one JSON object a size)

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { readGolden } from '../src/corpus/golden.ts';
import { loadCorpus } from '../src/corpus/load-corpus.ts';
import { askSteadily } from './load/ask-steadily.ts';
import { residentMb } from './load/process-memory.ts';
import { type RunningService, runService, runStaffCommand } from './load/run-service.ts';
import {
  type Article,
  inventArticles,
  readArticles,
  writeLawDocuments,
} from './load/write-law-documents.ts';

const options = new Command()
  .option('--corpus <file>', 'articles as JSON lines packed with gzip; invented when absent')
  .option('--sizes <list>', 'passages added by a refresh under load', '5000,10000')
  .option('--whole', 'also stage every article of the file, without load')
  .option('--seconds <n>', 'of asking before and after each refresh', Number, 20)
  .option('--rate <n>', 'questions a second', Number, 20)
  .parse()
  .opts<{ corpus?: string; sizes: string; whole?: true; seconds: number; rate: number }>();

/** The service looks for a new index once a second. */
const servedWithinMs = 3000;
const corpusDir = fileURLToPath(new URL('../corpus', import.meta.url));
const sizes = options.sizes.split(',').filter(Boolean).map(Number);
const golden = readGolden(await readFile(join(corpusDir, 'golden.yaml'), 'utf8'));
const questions = golden.map(({ question }) => question);

async function readOrInvent(): Promise<readonly Article[]> {
  if (options.corpus) return readArticles(options.corpus);
  const { documents } = await loadCorpus(corpusDir, '');
  const texts = documents.flatMap(({ passages }) => passages.map(({ text }) => text));
  return inventArticles(texts, Math.max(...sizes));
}

async function withFolder<T>(work: (dataDir: string) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-refresh-'));
  try {
    return await work(dataDir);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Asks while `work` runs, or for `--seconds` without; tells each phase as it ends. */
async function underLoad(phase: string, service: RunningService, work?: () => Promise<void>) {
  await service.takeStall();
  let isDone = false;
  const asking = askSteadily(service.address, questions, options.rate, (elapsedMs) =>
    work ? isDone : elapsedMs >= options.seconds * 1000,
  );
  try {
    await work?.();
  } finally {
    isDone = true;
  }
  const asked = await asking;
  const stall = await service.takeStall();
  const figures = { ...asked, ...stall, serviceMb: Math.round(residentMb(service.pid)) };
  process.stderr.write(`${phase}: ${JSON.stringify(figures)}\n`);
  return figures;
}

async function refreshUnderLoad(articles: readonly Article[], size: number) {
  return withFolder(async (dataDir) => {
    const settings = { DATA_DIR: dataDir };
    const service = await runService(settings);
    try {
      await askSteadily(service.address, questions, options.rate, (elapsedMs) => elapsedMs > 5000);
      const before = await underLoad('before', service);
      const added = await writeLawDocuments(articles.slice(0, size), join(dataDir, 'corpus'));
      let stage: Awaited<ReturnType<typeof runStaffCommand>> | undefined;
      const staging = await underLoad('staging', service, async () => {
        stage = await runStaffCommand(['corpus', 'stage'], settings);
      });
      let publish: typeof stage;
      const publishing = await underLoad('publishing', service, async () => {
        const act = ['corpus', 'publish', '--force', '测量'];
        publish = await runStaffCommand(act, settings);
        await setTimeout(servedWithinMs);
      });
      const after = await underLoad('after', service);
      return {
        passagesAdded: added,
        stage,
        publish,
        before,
        staging,
        publishing,
        after,
      };
    } finally {
      await service.stop();
    }
  });
}

const report = (figures: object) => console.log(JSON.stringify(figures));
const articles = await readOrInvent();
for (const size of sizes) report(await refreshUnderLoad(articles, size));
if (options.whole && !options.corpus) process.stderr.write('--whole left out: it needs --corpus\n');
if (options.whole && options.corpus) {
  report(
    await withFolder(async (dataDir) => {
      const passages = await writeLawDocuments(articles, join(dataDir, 'corpus'));
      const stage = await runStaffCommand(['corpus', 'stage'], { DATA_DIR: dataDir });
      return { articles: articles.length, passages, stage };
    }),
  );
}

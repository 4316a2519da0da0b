// Speed of the whole service with the shipped corpus, and retrieval beside two plain peers in the same run.
// npm run --silent bench  (a table on standard error, one JSON object on standard output)

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HNSWLib } from '@langchain/community/vectorstores/hnswlib';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { characterPairs, pairSimilarity, readGolden } from '../src/corpus/golden.ts';
import { createLogger } from '../src/logger.ts';
import { createEmbedding } from '../src/retrieval/generation.ts';
import { PassageRetriever } from '../src/retrieval/passage-retriever.ts';

const project = fileURLToPath(new URL('..', import.meta.url));
const question = '离婚冷静期有几天';
const warmStarts = 5;
const depth = 5;

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

const rounded = (value: number, digits = 2) => Number(value.toFixed(digits));

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

const dataDir = await mkdtemp(join(tmpdir(), 'bench-'));
try {
  const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }, project);
  const app = createApp(config, { logger: createLogger('silent') });
  const coldBuildSeconds = await seconds(async () => (await app.open()).close());

  const openAndAnswer: number[] = [];
  const fromSpawn: number[] = [];
  for (let run = 0; run < warmStarts; run += 1) {
    const asking = {
      text: question,
      channel: 'cli',
      conversation: 'bench',
      asker: 'bench',
    } as const;
    const inProcess = async () => {
      const { service, close } = await app.open();
      await service.answer(asking);
      await close();
    };
    openAndAnswer.push((await seconds(inProcess)) * 1000);
    const command = ['scripts/run.mjs', 'cli', 'ask', question];
    const env = { PATH: process.env['PATH'], DATA_DIR: dataDir };
    fromSpawn.push(
      await seconds(async () => {
        const child = spawn(process.execPath, command, {
          cwd: project,
          env,
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        await once(child.stdout, 'data');
      }),
    );
  }
  const { questions, accuracy, p50Ms, p95Ms } = await app.evaluate();
  const rssMb = Math.round(process.memoryUsage.rss() / 1e6);

  // Retrieval alone: is a passage of a right document among the first?
  const { generations, close } = await app.open();
  const { live } = generations;
  const golden = readGolden(await readFile(join(config.corpusDir, 'golden.yaml'), 'utf8')).filter(
    ({ documents, after, form }) =>
      documents.length > 0 && after.length === 0 && form !== 'english',
  );
  const texts = live.passages.map(
    ({ passage }) => `${passage.headings.join(' ')}\n${passage.text}`,
  );
  const plainStore = await HNSWLib.fromTexts(
    texts,
    live.passages.map((_, index) => ({ index })),
    await createEmbedding({ endpoint: undefined, cacheDir: '' }),
  );
  const retriever = new PassageRetriever(live);
  const peers: Record<string, (text: string) => Promise<string[]>> = {
    'this service': async (text) =>
      (await retriever.rank(text, depth)).map(({ document }) => document.id),
    'HNSWLib similarity search': async (text) =>
      (await plainStore.similaritySearch(text, depth)).map(
        ({ metadata }) => live.passages[Number(metadata['index'])]?.document.id ?? '',
      ),
    'bigram overlap, every passage': async (text) =>
      texts
        .map((passage, index) => ({
          index,
          score: pairSimilarity(characterPairs(text), characterPairs(passage)),
        }))
        .sort((a, b) => b.score - a.score)
        .slice(0, depth)
        .map(({ index }) => live.passages[index]?.document.id ?? ''),
  };
  const isRight = (id: string, wanted: readonly string[]) =>
    wanted.some((name) => (name.endsWith('*') ? id.startsWith(name.slice(0, -1)) : id === name));
  const retrieval: Record<string, Record<string, number>> = {};
  for (const [name, search] of Object.entries(peers)) {
    const times: number[] = [];
    let first = 0;
    let among = 0;
    for (const item of golden) {
      const start = performance.now();
      const ids = await search(item.question);
      times.push(performance.now() - start);
      if (ids[0] !== undefined && isRight(ids[0], item.documents)) first += 1;
      if (ids.some((id) => isRight(id, item.documents))) among += 1;
    }
    retrieval[name] = {
      'hit@1': rounded(first / golden.length, 3),
      [`hit@${depth}`]: rounded(among / golden.length, 3),
      p50Ms: rounded(quantile(times, 0.5)),
      p95Ms: rounded(quantile(times, 0.95)),
    };
  }
  await close();

  const result = {
    passages: live.manifest.passages,
    coldBuildSeconds: rounded(coldBuildSeconds, 1),
    spawnToAnswerSeconds: rounded(quantile(fromSpawn, 0.5)),
    openAndAnswerMs: Math.round(quantile(openAndAnswer, 0.5)),
    questions,
    accuracy: rounded(accuracy, 3),
    p50Ms: rounded(p50Ms),
    p95Ms: rounded(p95Ms),
    rssMb,
    retrieval,
  };
  for (const [name, value] of Object.entries(result)) {
    if (typeof value === 'number') console.error(`${name.padEnd(32)} ${value}`);
  }
  for (const [name, figures] of Object.entries(retrieval)) {
    const columns = Object.entries(figures).map(([key, value]) => `${key} ${value}`);
    console.error(`${name.padEnd(32)} ${columns.join('  ')}`);
  }
  console.log(JSON.stringify(result));
} finally {
  await rm(dataDir, { recursive: true, force: true });
}

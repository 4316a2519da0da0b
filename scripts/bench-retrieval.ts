// Retrieval quality and speed on a dataset in BEIR form, with the product's own index and ranking.
// npm run --silent bench:retrieval -- --dataset DIR --split NAME [--learn NAME] [--limit N]

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Command } from 'commander';
import { z } from 'zod';
import { readGlossary } from '../src/corpus/glossary.ts';
import { GenerationStore } from '../src/retrieval/generation-store.ts';
import { PassageRetriever } from '../src/retrieval/passage-retriever.ts';
import {
  approveQuestions,
  groupArticles,
  type Qrels,
  readCorpus,
  readQrels,
  readQueries,
} from './benchmark/dataset.ts';
import { RankingFigures } from './benchmark/ranking-figures.ts';

const options = new Command()
  .requiredOption('--dataset <dir>', 'folder with corpus.jsonl, queries.jsonl and qrels/')
  .requiredOption('--split <name>', 'qrels to measure on')
  .option('--learn <name>', 'qrels whose queries become approved questions of their passages')
  .option('--limit <n>', 'only the first n queries of the split', Number)
  .option('--index <dir>', 'ask the index that lies here, and print what that took')
  .parse()
  .opts<{ dataset: string; split: string; learn?: string; limit?: number; index?: string }>();

const figuresSchema = z.record(z.string(), z.number());
const askedSchema = z.object({ quality: figuresSchema, speed: figuresSchema });
const rounded = (value: number, digits = 4) => Number(value.toFixed(digits));
const queries = await readQueries(options.dataset);
const relevant = await readQrels(options.dataset, options.split);
const asked = [...relevant].slice(0, options.limit ?? relevant.size);
const openStore = (root: string) =>
  new GenerationStore(root, { endpoint: undefined, cacheDir: root });

/** Opens the index and asks everything, in a process that has built nothing. */
async function ask(root: string) {
  const store = openStore(root);
  const start = performance.now();
  const { problem } = await store.openLatest();
  if (problem) throw new Error(problem);
  const loadMs = performance.now() - start;
  const retriever = new PassageRetriever(store.live);
  const figures = new RankingFigures();
  for (const [query, passages] of asked) {
    const began = performance.now();
    const ranked = await retriever.rank(queries.get(query) ?? '', 100);
    const ids = ranked.map(({ passage }) => passage.id);
    figures.add(ids, passages, performance.now() - began);
  }
  const { quality, speed } = figures.summary();
  const rssMb = Math.round(process.memoryUsage.rss() / 1e6);
  return { quality, speed: { ...speed, loadMs: Math.round(loadMs), rssMb } };
}

/** @returns how long building took, in seconds. */
async function build(
  root: string,
  learned: Qrels,
  passages: Awaited<ReturnType<typeof readCorpus>>,
) {
  const documents = groupArticles(passages, approveQuestions(queries, learned));
  const glossaryFile = new URL('../corpus/glossary.yaml', import.meta.url);
  const glossary = readGlossary(await readFile(glossaryFile, 'utf8'));
  const start = performance.now();
  await openStore(root).rebuild({ documents, glossary, digest: 'bench' }, (progress) => {
    const { step, done, total } = progress;
    if (process.stderr.isTTY) process.stderr.write(`\r${step} ${done}/${total}   `);
  });
  if (process.stderr.isTTY) process.stderr.write('\n');
  return (performance.now() - start) / 1000;
}

if (options.index) console.log(JSON.stringify(await ask(options.index)));
else {
  const learned: Qrels = options.learn
    ? await readQrels(options.dataset, options.learn)
    : new Map();
  const twice = [...learned.keys()].find((query) => relevant.has(query));
  if (twice !== undefined) throw new Error(`Query ${twice} stands in both splits`);
  const corpus = await readCorpus(options.dataset);
  const root = await mkdtemp(join(tmpdir(), 'bench-retrieval-'));
  try {
    const buildSeconds = await build(root, learned, corpus);
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...['--import', 'tsx', fileURLToPath(import.meta.url), '--index', root],
      ...['--dataset', options.dataset, '--split', options.split],
      ...(options.limit ? ['--limit', String(options.limit)] : []),
    ]);
    const { quality, speed } = askedSchema.parse(JSON.parse(stdout));
    console.log(
      JSON.stringify({
        passages: corpus.length,
        queries: asked.length,
        ...quality,
        buildSeconds: rounded(buildSeconds, 1),
        ...speed,
        learnedPairs: [...learned.values()].reduce((sum, passages) => sum + passages.size, 0),
      }),
    );
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

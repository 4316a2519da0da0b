// Retrieval quality and speed on a dataset in BEIR form, with the product's own index and ranking.
// npm run --silent bench:retrieval -- --dataset DIR --split NAME [--learn NAME] [--limit N]

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { readGlossary } from '../src/corpus/glossary.ts';
import { GenerationStore } from '../src/retrieval/generation-store.ts';
import { PassageRetriever } from '../src/retrieval/passage-retriever.ts';
import { approveQuestions, groupArticles, readDataset, readQrels } from './benchmark/dataset.ts';
import { RankingFigures } from './benchmark/ranking-figures.ts';

const options = new Command()
  .requiredOption('--dataset <dir>', 'folder with corpus.jsonl, queries.jsonl and qrels/')
  .requiredOption('--split <name>', 'qrels to measure on')
  .option('--learn <name>', 'qrels whose queries become approved questions of their passages')
  .option('--limit <n>', 'only the first n queries of the split', Number)
  .parse()
  .opts<{ dataset: string; split: string; learn?: string; limit?: number }>();

const rounded = (value: number, digits = 4) => Number(value.toFixed(digits));

const { corpus, queries } = await readDataset(options.dataset);
const relevant = await readQrels(options.dataset, options.split);
const learned = options.learn
  ? await readQrels(options.dataset, options.learn)
  : new Map<string, Set<string>>();
const twice = [...learned.keys()].find((query) => relevant.has(query));
if (twice !== undefined) throw new Error(`Query ${twice} stands in both splits`);
const approved = approveQuestions(queries, learned);

const documents = groupArticles(corpus, approved);

const glossaryFile = new URL('../corpus/glossary.yaml', import.meta.url);
const glossary = readGlossary(await readFile(glossaryFile, 'utf8'));
const root = await mkdtemp(join(tmpdir(), 'bench-retrieval-'));
try {
  const store = new GenerationStore(root, { endpoint: undefined, cacheDir: root });
  const buildStart = performance.now();
  await store.rebuild({ documents, glossary, digest: 'bench' }, ({ step, done, total }) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${step} ${done}/${total}   `);
  });
  const buildSeconds = (performance.now() - buildStart) / 1000;
  if (process.stderr.isTTY) process.stderr.write('\n');

  const retriever = new PassageRetriever(store.live);
  const asked = [...relevant].slice(0, options.limit ?? relevant.size);
  const figures = new RankingFigures();
  for (const [query, passages] of asked) {
    const start = performance.now();
    const ranked = await retriever.rank(queries.get(query) ?? '', 100);
    const ids = ranked.map(({ passage }) => passage.id);
    figures.add(ids, passages, performance.now() - start);
  }
  const { quality, speed } = figures.summary();
  console.log(
    JSON.stringify({
      passages: corpus.length,
      queries: asked.length,
      ...quality,
      buildSeconds: rounded(buildSeconds, 1),
      ...speed,
      rssMb: Math.round(process.memoryUsage.rss() / 1e6),
      learnedPairs: [...learned.values()].reduce((sum, passages) => sum + passages.size, 0),
    }),
  );
} finally {
  await rm(root, { recursive: true, force: true });
}

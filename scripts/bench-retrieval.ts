// Retrieval quality and speed on a dataset in BEIR form, with the product's own index and ranking.
// npm run --silent bench:retrieval -- --dataset DIR --split NAME [--learn NAME] [--limit N]

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { z } from 'zod';
import { readGlossary } from '../src/corpus/glossary.ts';
import type { Document } from '../src/domain.ts';
import { GenerationStore } from '../src/retrieval/generation-store.ts';
import { PassageRetriever } from '../src/retrieval/passage-retriever.ts';

const options = new Command()
  .requiredOption('--dataset <dir>', 'folder with corpus.jsonl, queries.jsonl and qrels/')
  .requiredOption('--split <name>', 'qrels to measure on')
  .option('--learn <name>', 'qrels whose queries become approved questions of their passages')
  .option('--limit <n>', 'only the first n queries of the split', Number)
  .parse()
  .opts<{ dataset: string; split: string; learn?: string; limit?: number }>();

const corpusLine = z.object({ _id: z.string(), title: z.string().default(''), text: z.string() });
const queryLine = z.object({ _id: z.string(), text: z.string() });

async function readLines<T>(name: string, schema: z.ZodType<T>): Promise<T[]> {
  const text = await readFile(join(options.dataset, name), 'utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => schema.parse(JSON.parse(line)));
}

/** Relevant passages by query id. */
async function readQrels(split: string): Promise<Map<string, Set<string>>> {
  const text = await readFile(join(options.dataset, 'qrels', `${split}.tsv`), 'utf8');
  const qrels = new Map<string, Set<string>>();
  for (const line of text.split('\n').slice(1)) {
    const [query, passage, score] = line.trim().split('\t');
    if (!query || !passage || !(Number(score) > 0)) continue;
    qrels.set(query, (qrels.get(query) ?? new Set()).add(passage));
  }
  return qrels;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

const rounded = (value: number, digits = 4) => Number(value.toFixed(digits));

const corpus = await readLines('corpus.jsonl', corpusLine);
const queries = new Map(
  (await readLines('queries.jsonl', queryLine)).map((query) => [query._id, query.text]),
);
const relevant = await readQrels(options.split);
const learned = options.learn ? await readQrels(options.learn) : new Map<string, Set<string>>();

const approved = new Map<string, string[]>();
for (const [query, passages] of learned) {
  if (relevant.has(query)) throw new Error(`Query ${query} stands in both splits`);
  for (const passage of passages) {
    approved.set(passage, [...(approved.get(passage) ?? []), queries.get(query) ?? '']);
  }
}

const documents: Document[] = corpus.map((entry) => ({
  id: entry._id,
  title: entry.title,
  kind: 'guide',
  topic: '',
  summary: '',
  publisher: '',
  published: '',
  url: '',
  checked: '',
  reviewBy: '',
  passages: [
    {
      id: entry._id,
      documentId: entry._id,
      anchor: '',
      headings: entry.title ? [entry.title] : [],
      text: entry.text,
      questions: approved.get(entry._id) ?? [],
      modelQuestions: [],
      references: [],
    },
  ],
}));

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
  const recall = new Map([5, 10, 20, 100].map((depth) => [depth, 0]));
  let reciprocalRank = 0;
  const times: number[] = [];
  for (const [query, passages] of asked) {
    const start = performance.now();
    const ranked = await retriever.rank(queries.get(query) ?? '', 100);
    times.push(performance.now() - start);
    const ids = ranked.map(({ passage }) => passage.id);
    for (const [depth, sum] of recall) {
      const found = ids.slice(0, depth).filter((id) => passages.has(id)).length;
      recall.set(depth, sum + found / passages.size);
    }
    const first = ids.slice(0, 10).findIndex((id) => passages.has(id));
    if (first >= 0) reciprocalRank += 1 / (first + 1);
  }
  const mean = (sum: number | undefined) => rounded((sum ?? 0) / Math.max(1, asked.length));
  console.log(
    JSON.stringify({
      passages: corpus.length,
      queries: asked.length,
      'recall@5': mean(recall.get(5)),
      'recall@10': mean(recall.get(10)),
      'recall@20': mean(recall.get(20)),
      'recall@100': mean(recall.get(100)),
      'mrr@10': mean(reciprocalRank),
      buildSeconds: rounded(buildSeconds, 1),
      p50Ms: rounded(quantile(times, 0.5), 2),
      p95Ms: rounded(quantile(times, 0.95), 2),
      rssMb: Math.round(process.memoryUsage.rss() / 1e6),
      learnedPairs: [...learned.values()].reduce((sum, passages) => sum + passages.size, 0),
    }),
  );
} finally {
  await rm(root, { recursive: true, force: true });
}

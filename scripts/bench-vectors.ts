// Vector search alone with the embedded embedding: exact, and what HNSW finds of it by M, efConstruction and efSearch.
// node --import tsx scripts/bench-vectors.ts --dataset DIR --split NAME [--learn NAME] [--graphs 16:200,…] [--limit N]

import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import hnswlib from 'hnswlib-node';
import { readGlossary } from '../src/corpus/glossary.ts';
import { createCanonicalWords } from '../src/retrieval/canonical-words.ts';
import { loadStaticEmbedding } from '../src/retrieval/static-embedding.ts';
import { readArticles, readQuestions } from './embedding/read-beir.ts';

const options = new Command()
  .requiredOption('--dataset <dir>', 'folder with corpus.jsonl, queries.jsonl and qrels/')
  .requiredOption('--split <name>', 'qrels to measure on')
  .option('--learn <name>', 'qrels whose queries become questions of their passages')
  .option('--limit <n>', 'only the first n passages, for the curve at smaller sizes', Number)
  .option(
    '--graphs <list>',
    'graphs to build, as M:efConstruction with commas',
    '16:100,16:200,32:200',
  )
  .option('--widths <list>', 'efSearch to try, with commas', '50,100,200,400,800')
  .parse()
  .opts<{
    dataset: string;
    split: string;
    learn?: string;
    limit?: number;
    graphs: string;
    widths: string;
  }>();

const depth = 100;
const batchSize = 256;
const rounded = (value: number) => Number(value.toFixed(3));
const print = (row: object) => console.log(JSON.stringify(row));

const glossary = new URL('../corpus/glossary.yaml', import.meta.url);
const words = createCanonicalWords(readGlossary(await readFile(glossary, 'utf8')));
const articles = (await readArticles(options.dataset)).slice(0, options.limit);
const questions = await readQuestions(options.dataset, options.split);
const learned = new Map<string, string[]>();
for (const { text, relevant } of options.learn
  ? await readQuestions(options.dataset, options.learn)
  : [])
  for (const id of relevant) learned.set(id, [...(learned.get(id) ?? []), text]);

// One vector for the text and one for the questions, as src/retrieval/build-generation.ts makes them.
const entries = articles.flatMap(({ id, title, text }) => {
  const asked = learned.get(id)?.join('\n');
  return [
    { id, text: `${title}\n${text}` },
    ...(asked ? [{ id, text: `${title}\n${asked}` }] : []),
  ];
});
const loadStart = performance.now();
const embedding = await loadStaticEmbedding();
const loadMs = performance.now() - loadStart;
const embedStart = performance.now();
const vectors: Float32Array[] = [];
for (let start = 0; start < entries.length; start += batchSize) {
  const batch = entries.slice(start, start + batchSize).map(({ text }) => words.canonical(text));
  for (const vector of await embedding.embedDocuments(batch))
    vectors.push(Float32Array.from(vector));
}
const embedSeconds = (performance.now() - embedStart) / 1000;
const asked = await Promise.all(
  questions.map(async ({ text, relevant }) => ({
    vector: Float32Array.from(await embedding.embedQuery(words.canonical(text))),
    relevant,
  })),
);

/** Places of the nearest vectors, nearest first. */
function searchExactly(query: Float32Array): number[] {
  const cosines = Float32Array.from(vectors, (vector) => {
    let sum = 0;
    for (let d = 0; d < query.length; d += 1) sum += (query[d] ?? 0) * (vector[d] ?? 0);
    return sum;
  });
  // Two vectors a passage at most: twice as many hold as many passages.
  const floor =
    cosines
      .slice()
      .sort()
      .at(-2 * depth) ?? -1;
  return [...cosines.keys()]
    .filter((place) => (cosines[place] ?? 0) >= floor)
    .sort((a, b) => (cosines[b] ?? 0) - (cosines[a] ?? 0));
}

const exact = asked.map(({ vector }) => searchExactly(vector));
const found = { 'recall@10': 0, 'recall@100': 0, 'mrr@10': 0 };
for (const [index, { relevant }] of asked.entries()) {
  const ids = [...new Set(exact[index]?.map((place) => entries[place]?.id ?? ''))];
  const share = (count: number) =>
    ids.slice(0, count).filter((id) => relevant.has(id)).length / relevant.size / asked.length;
  found['recall@10'] += share(10);
  found['recall@100'] += share(depth);
  const first = ids.slice(0, 10).findIndex((id) => relevant.has(id));
  if (first >= 0) found['mrr@10'] += 1 / (first + 1) / asked.length;
}
print({
  vectors: vectors.length,
  questions: asked.length,
  ...Object.fromEntries(Object.entries(found).map(([name, value]) => [name, rounded(value)])),
  loadMs: Math.round(loadMs),
  embedSeconds: rounded(embedSeconds),
});

for (const graph of options.graphs.split(',')) {
  const [edges = 16, buildWidth = 200] = graph.split(':').map(Number);
  const index = new hnswlib.HierarchicalNSW('cosine', vectors[0]?.length ?? 0);
  index.initIndex(vectors.length, edges, buildWidth, 100);
  const buildStart = performance.now();
  for (const [place, vector] of vectors.entries()) index.addPoint([...vector], place);
  const buildSeconds = (performance.now() - buildStart) / 1000;
  for (const width of options.widths.split(',').map(Number)) {
    index.setEf(width);
    const searchStart = performance.now();
    const near = asked.map(
      ({ vector }) => index.searchKnn([...vector], Math.min(width, vectors.length)).neighbors,
    );
    const searchMs = (performance.now() - searchStart) / asked.length;
    const recallAt = (count: number) =>
      rounded(
        near.reduce((sum, places, row) => {
          const wanted = new Set(exact[row]?.slice(0, count));
          return sum + places.slice(0, count).filter((place) => wanted.has(place)).length / count;
        }, 0) / near.length,
      );
    print({
      M: edges,
      efConstruction: buildWidth,
      efSearch: width,
      'of the first 10': recallAt(10),
      ...(width >= depth && { 'of the first 100': recallAt(depth) }),
      buildSeconds: rounded(buildSeconds),
      searchMs: rounded(searchMs),
    });
  }
}

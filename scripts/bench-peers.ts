// Ours beside plain searches on the same data, each in a process of its own: quality, speed, building, memory.
// npm run --silent bench:peers -- --dataset DIR --split NAME [--learn NAME] [--limit N]

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Command } from 'commander';
import { z } from 'zod';
import { approveQuestions, readCorpus, readQrels, readQueries } from './benchmark/dataset.ts';
import { peers } from './benchmark/peers.ts';
import { RankingFigures } from './benchmark/ranking-figures.ts';

const options = new Command()
  .requiredOption('--dataset <dir>', 'folder with corpus.jsonl, queries.jsonl and qrels/')
  .requiredOption('--split <name>', 'qrels to measure on')
  .option('--learn <name>', 'qrels whose queries become approved questions of their passages')
  .option('--limit <n>', 'only the first n queries of the split', Number)
  .option('--only <peer>', 'measure this one here and print it as JSON')
  .parse()
  .opts<{ dataset: string; split: string; learn?: string; limit?: number; only?: string }>();

const figuresSchema = z.object({
  'recall@10': z.number(),
  'recall@100': z.number(),
  p50Ms: z.number(),
  p95Ms: z.number(),
  buildSeconds: z.number(),
  rssMb: z.number(),
});
const columns = Object.keys(figuresSchema.shape);

async function measure(build: (typeof peers)[keyof typeof peers]) {
  const corpus = await readCorpus(options.dataset);
  const queries = await readQueries(options.dataset);
  const relevant = await readQrels(options.dataset, options.split);
  const learned = options.learn ? await readQrels(options.dataset, options.learn) : new Map();
  const approved = approveQuestions(queries, learned);
  const passages = corpus.map(({ _id, title, text }) => ({
    id: _id,
    text: [title, text, ...(approved.get(_id) ?? [])].join('\n'),
  }));
  const start = performance.now();
  const search = await build(passages);
  const buildSeconds = Number(((performance.now() - start) / 1000).toFixed(1));
  const figures = new RankingFigures();
  for (const [query, right] of [...relevant].slice(0, options.limit ?? relevant.size)) {
    const asked = performance.now();
    const ids = await search(queries.get(query) ?? '', 100);
    figures.add(ids, right, performance.now() - asked);
  }
  const { quality, speed } = figures.summary();
  const rssMb = Math.round(process.memoryUsage.rss() / 1e6);
  return { ...quality, ...speed, buildSeconds, rssMb };
}

const run = promisify(execFile);

/** @returns the figures, or why there are none. */
async function measureApart(script: string, more: readonly string[]) {
  const given = [
    ...['--dataset', options.dataset, '--split', options.split],
    ...(options.learn ? ['--learn', options.learn] : []),
    ...(options.limit ? ['--limit', String(options.limit)] : []),
  ];
  const path = fileURLToPath(new URL(script, import.meta.url));
  try {
    const command = ['--import', 'tsx', path, ...given, ...more];
    const { stdout } = await run(process.execPath, command);
    return figuresSchema.parse(JSON.parse(stdout));
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return /Error: (.*)/.exec(text)?.[1] ?? text;
  }
}

const only = Object.entries(peers).find(([name]) => name === options.only);
if (only) console.log(JSON.stringify(await measure(only[1])));
else {
  console.log(['search'.padEnd(26), ...columns.map((name) => name.padStart(13))].join(''));
  const names = Object.keys(peers);
  for (const name of ['this service', ...names]) {
    const figures = names.includes(name)
      ? await measureApart('./bench-peers.ts', ['--only', name])
      : await measureApart('./bench-retrieval.ts', []);
    const cells =
      typeof figures === 'string'
        ? [`  ${figures}`]
        : Object.values(figures).map((figure) => String(figure).padStart(13));
    console.log([name.padEnd(26), ...cells].join(''));
  }
}

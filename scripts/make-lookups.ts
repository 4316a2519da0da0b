// Makes a dataset in BEIR form of laws alone, for measuring where nobody has asked: some clauses of an article look the article up.
// npm run --silent make:lookups -- --laws FILE.jsonl.gz --into DIR [--count N]

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Command } from 'commander';
import { cutSpan } from './embedding/cut-span.ts';
import { createRandom, pick } from './embedding/random.ts';
import { readArticles } from './embedding/read-beir.ts';

const options = new Command()
  .requiredOption('--laws <file>', 'articles as {"_id","title","text"}, one a line, gzipped')
  .requiredOption('--into <dir>', 'folder for corpus.jsonl, queries.jsonl and qrels/spans.tsv')
  .option('--count <n>', 'look-ups to make', Number, 300)
  .parse()
  .opts<{ laws: string; into: string; count: number }>();

await mkdir(join(options.into, 'qrels'), { recursive: true });
await writeFile(join(options.into, 'corpus.jsonl'), gunzipSync(await readFile(options.laws)));
const articles = await readArticles(options.into);
const random = createRandom(1);
const lookups = new Map<string, string>();
for (let tries = 0; lookups.size < options.count && tries < 10 * options.count; tries += 1) {
  const article = articles[pick(random, articles.length)];
  const pair = article && cutSpan(article, random);
  if (pair) lookups.set(article.id, pair.span);
}
const queries = [...lookups].map(([id, text]) => JSON.stringify({ _id: `span-${id}`, text }));
const qrels = [...lookups.keys()].map((id) => `span-${id}\t${id}\t1`);
await writeFile(join(options.into, 'queries.jsonl'), `${queries.join('\n')}\n`);
await writeFile(
  join(options.into, 'qrels', 'spans.tsv'),
  `${['query-id\tcorpus-id\tscore', ...qrels].join('\n')}\n`,
);
console.log(`${lookups.size} look-ups of ${articles.length} articles in ${options.into}`);

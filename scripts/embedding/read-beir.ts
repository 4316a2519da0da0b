// The home of a dataset in BEIR form: corpus.jsonl, queries.jsonl, qrels/NAME.tsv.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

export interface Article {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

export interface AskedQuestion {
  readonly text: string;
  /** What a lawyer answered in their own words; empty when the dataset has none. */
  readonly answer: string;
  /** Ids of the articles that answer it. */
  readonly relevant: ReadonlySet<string>;
}

const articleLine = z
  .object({ _id: z.string(), title: z.string().default(''), text: z.string() })
  .transform(({ _id, ...entry }) => ({ id: _id, ...entry }));
const queryLine = z.object({
  _id: z.string(),
  text: z.string(),
  metadata: z.object({ answer: z.string().default('') }).default({ answer: '' }),
});

/** Line by line: the file may be larger than a string may be. */
export async function readArticles(dataset: string): Promise<Article[]> {
  const articles: Article[] = [];
  for await (const line of createInterface(createReadStream(join(dataset, 'corpus.jsonl')))) {
    if (line.trim() !== '') articles.push(articleLine.parse(JSON.parse(line)));
  }
  return articles;
}

/** The questions of one split and no other. */
export async function readQuestions(dataset: string, split: string): Promise<AskedQuestion[]> {
  const relevant = new Map<string, Set<string>>();
  const qrels = await readFile(join(dataset, 'qrels', `${split}.tsv`), 'utf8');
  for (const line of qrels.split('\n').slice(1)) {
    const [query, article, score] = line.trim().split('\t');
    if (!query || !article || !(Number(score) > 0)) continue;
    relevant.set(query, (relevant.get(query) ?? new Set()).add(article));
  }
  const queries = await readFile(join(dataset, 'queries.jsonl'), 'utf8');
  return queries
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => queryLine.parse(JSON.parse(line)))
    .flatMap(({ _id, text, metadata }) => {
      const articles = relevant.get(_id);
      return articles ? [{ text, answer: metadata.answer, relevant: articles }] : [];
    });
}

/** sha256 by file, for the description of what was trained on. */
export async function digestFiles(
  dataset: string,
  names: readonly string[],
): Promise<Record<string, string>> {
  const digests = names.map(async (name) => {
    const bytes = await readFile(join(dataset, name));
    return [name, createHash('sha256').update(bytes).digest('hex')] as const;
  });
  return Object.fromEntries(await Promise.all(digests));
}

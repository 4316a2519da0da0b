// The home of datasets in BEIR form: passages, questions, and which passage answers which question.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Document } from '../../src/domain.ts';

const corpusLine = z.object({ _id: z.string(), title: z.string().default(''), text: z.string() });
const queryLine = z.object({ _id: z.string(), text: z.string() });

export type Entry = z.infer<typeof corpusLine>;
/** Ids of relevant passages by query id. */
export type Qrels = ReadonlyMap<string, ReadonlySet<string>>;

async function readLines<T>(path: string, schema: z.ZodType<T>): Promise<T[]> {
  const text = await readFile(path, 'utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => schema.parse(JSON.parse(line)));
}

export function readCorpus(directory: string): Promise<Entry[]> {
  return readLines(join(directory, 'corpus.jsonl'), corpusLine);
}

/** @returns texts by id. */
export async function readQueries(directory: string): Promise<Map<string, string>> {
  const queries = await readLines(join(directory, 'queries.jsonl'), queryLine);
  return new Map(queries.map(({ _id, text }) => [_id, text]));
}

export async function readQrels(directory: string, split: string): Promise<Qrels> {
  const text = await readFile(join(directory, 'qrels', `${split}.tsv`), 'utf8');
  const qrels = new Map<string, Set<string>>();
  for (const line of text.split('\n').slice(1)) {
    const [query, passage, score] = line.trim().split('\t');
    if (!query || !passage || !(Number(score) > 0)) continue;
    qrels.set(query, (qrels.get(query) ?? new Set()).add(passage));
  }
  return qrels;
}

/** @returns the questions of each passage they are answered by. */
export function approveQuestions(
  queries: ReadonlyMap<string, string>,
  learned: Qrels,
): Map<string, string[]> {
  const approved = new Map<string, string[]>();
  for (const [query, passages] of learned) {
    for (const passage of passages) {
      approved.set(passage, [...(approved.get(passage) ?? []), queries.get(query) ?? '']);
    }
  }
  return approved;
}

/** Articles of one law ("…法第三条") are passages of one document, as they are in the product's corpus. */
export function groupArticles(
  corpus: readonly Entry[],
  approved: ReadonlyMap<string, readonly string[]>,
): Document[] {
  const laws = new Map<string, Entry[]>();
  for (const entry of corpus) {
    const law = entry.title.replace(/第[零〇一二三四五六七八九十百千\d]+条.*$/, '') || entry._id;
    const known = laws.get(law);
    if (known) known.push(entry);
    else laws.set(law, [entry]);
  }
  return [...laws].map(([law, entries]) => ({
    id: law,
    title: law,
    kind: 'guide',
    topic: '',
    summary: '',
    publisher: '',
    published: '',
    url: '',
    checked: '',
    reviewBy: '',
    passages: entries.map(({ _id, title, text }) => ({
      id: _id,
      documentId: law,
      anchor: _id,
      headings: title ? [title] : [],
      text,
      questions: approved.get(_id) ?? [],
      modelQuestions: [],
      references: [],
    })),
  }));
}

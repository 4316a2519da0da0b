// The home of the plain searches that bench:peers sets beside ours, each as its documentation shows it.

import { HNSWLib } from '@langchain/community/vectorstores/hnswlib';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { createEmbedding } from '../../src/retrieval/generation.ts';
import { foldText, tokenize } from '../../src/retrieval/tokenize.ts';

export interface PeerPassage {
  readonly id: string;
  /** Title, text and approved questions: what ours is given too. */
  readonly text: string;
}

/** @returns ids, best first. */
export type PeerSearch = (question: string, limit: number) => Promise<string[]>;

interface MiniSearchIndex {
  addAll(documents: readonly PeerPassage[]): void;
  search(question: string): { readonly id: string }[];
}
type MiniSearchClass = new (options: {
  fields: string[];
  tokenize: (text: string) => string[];
}) => MiniSearchIndex;
const miniSearchModule = z.object({
  default: z.custom<MiniSearchClass>((value) => typeof value === 'function'),
});

async function searchMiniSearch(passages: readonly PeerPassage[]): Promise<PeerSearch> {
  // Needed here alone, hence no dependency that must be there.
  const name = 'minisearch';
  const loaded = await import(name).catch((cause: unknown) => {
    throw new Error('MiniSearch is not installed; run: npm install --save-dev minisearch', {
      cause,
    });
  });
  const MiniSearch = miniSearchModule.parse(loaded).default;
  const index = new MiniSearch({ fields: ['text'], tokenize });
  index.addAll(passages);
  return async (question, limit) =>
    index
      .search(question)
      .slice(0, limit)
      .map(({ id }) => id);
}

const searchTrigrams = (passages: readonly PeerPassage[]) =>
  searchSqlite(passages, 'trigram', foldText, (question) => {
    const characters = [...foldText(question).replace(/[^\p{L}\p{N}]/gu, '')];
    return characters.slice(2).map((_, at) => characters.slice(at, at + 3).join(''));
  });

const searchTokens = (passages: readonly PeerPassage[]) =>
  searchSqlite(passages, 'unicode61', (text) => tokenize(text).join(' '), tokenize);

async function searchSqlite(
  passages: readonly PeerPassage[],
  tokenizer: string,
  write: (text: string) => string,
  terms: (question: string) => string[],
): Promise<PeerSearch> {
  const database = new Database(':memory:');
  database.exec(
    `CREATE VIRTUAL TABLE passages USING fts5(id UNINDEXED, text, tokenize = '${tokenizer}')`,
  );
  const insert = database.prepare('INSERT INTO passages VALUES (?, ?)');
  database.transaction(() => {
    for (const { id, text } of passages) insert.run(id, write(text));
  })();
  const select = database
    .prepare<[string, number], string>(
      'SELECT id FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?',
    )
    .pluck();
  return async (question, limit) => {
    const any = [...new Set(terms(question))].map((term) => `"${term}"`).join(' OR ');
    return any === '' ? [] : select.all(any, limit);
  };
}

async function searchVectors(passages: readonly PeerPassage[]): Promise<PeerSearch> {
  const store = await HNSWLib.fromTexts(
    passages.map(({ text }) => text),
    passages.map(({ id }) => ({ id })),
    await createEmbedding({ endpoint: undefined, cacheDir: '' }),
  );
  return async (question, limit) =>
    (await store.similaritySearch(question, limit)).map(({ metadata }) => String(metadata['id']));
}

export const peers = {
  'MiniSearch, our tokens': searchMiniSearch,
  'SQLite FTS5, trigram': searchTrigrams,
  'SQLite FTS5, our tokens': searchTokens,
  'LangChain HNSWLib, plain': searchVectors,
} as const;

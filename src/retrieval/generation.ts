// The home of one immutable index on disk: what files it has, how it is checked and opened.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SynchronousInMemoryDocstore } from '@langchain/community/stores/doc/in_memory';
import { HNSWLib } from '@langchain/community/vectorstores/hnswlib';
import type { Document as LangChainDocument } from '@langchain/core/documents';
import type { Embeddings } from '@langchain/core/embeddings';
import hnswlib from 'hnswlib-node';
import { z } from 'zod';
import type { Document, DocumentHeader, Passage, Term } from '../domain.ts';
import { ServiceError } from '../errors.ts';
import { type CanonicalWords, createCanonicalWords } from './canonical-words.ts';
import type { EndpointSettings } from './endpoint-embedding.ts';
import { IntentModel } from './intent-model.ts';
import { readJsonLines } from './json-lines.ts';
import { LexicalIndex } from './lexical-index.ts';
import { createNamedArticles, type NamedArticles } from './named-articles.ts';
import { PassageVectors } from './passage-vectors.ts';
import { loadStaticEmbedding, staticEmbeddingName } from './static-embedding.ts';

/** An index that must not be used; says which file and what to do. */
export class GenerationError extends ServiceError {
  override readonly name = 'GenerationError';
}

const remedy = '这份索引不能用：重新启动服务，会用还完好的一份，或者重新建立';

/** Everything but the manifest; each is listed there with its size and sha256. */
export const generationFiles = [
  'hnswlib.index',
  'vectors.bin',
  'docstore.json',
  'args.json',
  'lexical.bin',
  'intents.bin',
  'passages.json',
  'glossary.json',
] as const;

/** Raised whenever what is written, or how it is weighed at build time, changes: older indexes are rebuilt. */
export const indexFormat = 7;

export const manifestSchema = z.strictObject({
  format: z.literal(indexFormat),
  generation: z.string(),
  corpusDigest: z.string(),
  embedding: z.string(),
  dimensions: z.number().int().positive(),
  documents: z.number().int().nonnegative(),
  passages: z.number().int().positive(),
  vectors: z.number().int().positive(),
  madeAt: z.iso.datetime(),
  files: z.record(
    z.enum(generationFiles),
    z.strictObject({ bytes: z.number().int().nonnegative(), sha256: z.string() }),
  ),
});

export type Manifest = z.infer<typeof manifestSchema>;

export type EmbeddingSettings = {
  readonly endpoint: EndpointSettings | undefined;
  readonly cacheDir: string;
};

export interface Generation {
  readonly manifest: Manifest;
  readonly documents: readonly DocumentHeader[];
  /** In index order: place i of the lexical index is passages[i]. */
  readonly passages: readonly { readonly passage: Passage; readonly document: DocumentHeader }[];
  readonly words: CanonicalWords;
  readonly lexical: LexicalIndex;
  readonly articles: NamedArticles;
  /** Absent when the corpus has no examples to learn from. */
  readonly intents: IntentModel | undefined;
  readonly vectors: HNSWLib;
  readonly passageVectors: PassageVectors;
}

/** Names the embedding in manifests: another one makes the index stale. */
export function embeddingName({ endpoint }: EmbeddingSettings): string {
  if (!endpoint) return staticEmbeddingName;
  return [endpoint.model, endpoint.dimensions].filter(Boolean).join(':');
}

/** The endpoint's client is loaded only where one is set: it would be a tenth of every start. */
export async function createEmbedding(settings: EmbeddingSettings): Promise<Embeddings> {
  if (!settings.endpoint) return loadStaticEmbedding();
  const { EndpointEmbedding } = await import('./endpoint-embedding.ts');
  return new EndpointEmbedding(settings.endpoint, settings.cacheDir);
}

/** @throws GenerationError when the manifest is missing or not ours. */
export async function readManifest(directory: string): Promise<Manifest> {
  try {
    return manifestSchema.parse(
      JSON.parse(await readFile(join(directory, 'manifest.json'), 'utf8')),
    );
  } catch (error) {
    throw new GenerationError(`${directory} 里没有 manifest.json，或者读不了；${remedy}`, {
      cause: error,
    });
  }
}

/** Every file's size and sha256 against the manifest: hnswlib loads flipped bytes silently or aborts the process. */
export async function checkFiles(directory: string, manifest: Manifest): Promise<void> {
  for (const name of generationFiles) {
    const found = await describeFile(join(directory, name)).catch((error: unknown) => {
      throw new GenerationError(`${directory}/${name} 读不了；${remedy}`, {
        cause: error,
      });
    });
    const expected = manifest.files[name];
    if (found.bytes !== expected.bytes || found.sha256 !== expected.sha256) {
      throw new GenerationError(`${directory}/${name} 坏了（校验和对不上）；${remedy}`);
    }
  }
}

/** Size and sha256, piece by piece: answers go on while an index of several hundred megabytes is looked at. */
export async function describeFile(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: pieceBytes })) {
    const piece: Buffer = chunk;
    hash.update(piece);
    bytes += piece.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

const pieceBytes = 2 ** 20;

/**
 * Opens a generation after checking every file.
 * @throws GenerationError when a file is missing or damaged, or made with another embedding.
 */
export async function openGeneration(
  directory: string,
  settings: EmbeddingSettings,
): Promise<Generation> {
  const manifest = await readManifest(directory);
  if (manifest.embedding !== embeddingName(settings)) {
    throw new GenerationError(
      `${directory} 是用向量模型 ${manifest.embedding} 做的，现在的设置是 ${embeddingName(settings)}；${remedy}`,
    );
  }
  await checkFiles(directory, manifest);
  const intents = await readFile(join(directory, 'intents.bin'));
  const lexical = LexicalIndex.deserialize(await readFile(join(directory, 'lexical.bin')));
  // Written by build-generation.ts and covered by the checksum: their form need not be looked at again.
  const documents: DocumentHeader[] = [];
  const passages: { passage: Passage; document: DocumentHeader }[] = [];
  await readJsonLines<Document>(
    join(directory, 'passages.json'),
    ({ passages: own, ...document }) => {
      documents.push(document);
      for (const passage of own) passages.push({ passage, document });
    },
  );
  const glossary: Term[] = [];
  await readJsonLines<Term>(join(directory, 'glossary.json'), (term) => glossary.push(term));
  return {
    manifest,
    documents,
    passages,
    articles: createNamedArticles(passages),
    words: createCanonicalWords(glossary),
    lexical,
    intents: intents.length > 0 ? IntentModel.deserialize(intents) : undefined,
    vectors: await loadVectors(directory, manifest.dimensions, await createEmbedding(settings)),
    passageVectors: PassageVectors.deserialize(await readFile(join(directory, 'vectors.bin'))),
  };
}

/** As `HNSWLib.load`, which reads the whole docstore at once and keeps everybody waiting meanwhile. */
async function loadVectors(directory: string, numDimensions: number, embedding: Embeddings) {
  const index = new hnswlib.HierarchicalNSW('cosine', numDimensions);
  await index.readIndex(join(directory, 'hnswlib.index'));
  index.setEf(searchWidth);
  const entries = new Map<string, LangChainDocument>();
  await readJsonLines<[string, LangChainDocument]>(
    join(directory, 'docstore.json'),
    ([label, entry]) => entries.set(label, entry),
  );
  const docstore = new SynchronousInMemoryDocstore(entries);
  return new HNSWLib(embedding, { space: 'cosine', numDimensions, index, docstore });
}

/** efSearch: candidates HNSW keeps while searching, as many as are asked for at least (docs/retrieval.md). */
const searchWidth = 200;

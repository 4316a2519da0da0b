// The home of building an index: passages -> LangChain documents -> HNSWLib, the lexical index and the manifest, in one folder.

import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HNSWLib } from '@langchain/community/vectorstores/hnswlib';
import { Document as LangChainDocument } from '@langchain/core/documents';
import type { Embeddings } from '@langchain/core/embeddings';
import hnswlib from 'hnswlib-node';
import type { Document, IntentExamples, Passage, Term } from '../domain.ts';
import { type CanonicalWords, createCanonicalWords } from './canonical-words.ts';
import {
  createEmbedding,
  describeFile,
  type EmbeddingSettings,
  embeddingName,
  GenerationError,
  generationFiles,
  indexFormat,
  type Manifest,
  manifestSchema,
} from './generation.ts';
import { IntentModel } from './intent-model.ts';
import { writeJsonLines } from './json-lines.ts';
import { type LexicalFields, LexicalIndex } from './lexical-index.ts';
import { PassageVectors, toUnitLength } from './passage-vectors.ts';

export interface BuildRequest {
  readonly directory: string;
  readonly generation: string;
  readonly documents: readonly Document[];
  readonly glossary: readonly Term[];
  readonly screening: IntentExamples;
  readonly corpusDigest: string;
  readonly embedding: EmbeddingSettings;
  readonly madeAt: string;
}

export interface BuildProgress {
  readonly step: 'terms' | 'vectors';
  readonly done: number;
  readonly total: number;
}

/** What a vector stands for; kept in LangChain's docstore. */
export interface VectorMetadata {
  /** Place of the passage in the generation. */
  readonly passage: number;
  readonly kind: 'text' | 'questions';
}

/** Edges a node (M) and build width (efConstruction); recall against exact search is in docs/retrieval.md. */
const graph = { edges: 16, buildWidth: 200 } as const;
const batchSize = 256;

/** Builds all files into `directory` and flushes them to disk. Runs in the build worker. */
export async function buildGeneration(
  request: BuildRequest,
  onProgress: (progress: BuildProgress) => void,
): Promise<Manifest> {
  const { directory, documents, glossary } = request;
  await mkdir(directory, { recursive: true });
  const words = createCanonicalWords(glossary);
  const passages = documents.flatMap((document, index) =>
    document.passages.map((passage) => ({ ...passage, document: index })),
  );

  const fields: LexicalFields[] = passages.map((passage) => ({
    title: words.canonical(passage.headings.join(' ')),
    questions: searchedQuestions(passage).map(words.canonical),
    text: words.canonical(passage.text),
    document: passage.document,
  }));
  const lexical = LexicalIndex.build(fields, (done) =>
    onProgress({ step: 'terms', done, total: passages.length }),
  );
  onProgress({ step: 'terms', done: passages.length, total: passages.length });

  // One vector for what a passage says and one for how it is asked for; a vector a question measured
  // no better and took seven times as long to build.
  const entries = fields.flatMap(({ questions }, place) => {
    const kinds = questions.length > 0 ? (['text', 'questions'] as const) : (['text'] as const);
    return kinds.map((kind) => vectorEntry(passages[place]?.id ?? '', { passage: place, kind }));
  });
  const embedding = await createEmbedding(request.embedding);
  let store: HNSWLib | undefined;
  let rows = new Float32Array();
  for (let start = 0; start < entries.length; start += batchSize) {
    const batch = entries.slice(start, start + batchSize);
    const vectors = await embedding.embedDocuments(
      batch.map(({ metadata: { passage, kind } }) => embeddedText(fields[passage], kind)),
    );
    const dimensions = vectors[0]?.length ?? 0;
    store ??= createStore(embedding, dimensions, entries.length);
    await store.addVectors(vectors, batch);
    if (start === 0) rows = new Float32Array(entries.length * dimensions);
    for (const [index, vector] of vectors.entries())
      rows.set(toUnitLength(vector), (start + index) * dimensions);
    onProgress({
      step: 'vectors',
      done: Math.min(start + batchSize, entries.length),
      total: entries.length,
    });
  }
  if (!store) throw new GenerationError('语料里一个段落也没有；先往 corpus 文件夹里放文档');
  await store.save(directory);
  const docstore = entries.map((entry, label) => [String(label), entry]);
  await writeJsonLines(join(directory, 'docstore.json'), docstore);
  const places = Uint32Array.from(entries, ({ metadata }) => metadata.passage);
  const passageVectors = new PassageVectors(places, rows);
  await writeFile(join(directory, 'vectors.bin'), passageVectors.serialize());
  await writeFile(join(directory, 'lexical.bin'), lexical.serialize());
  const intents =
    Object.keys(request.screening).length > 0
      ? IntentModel.train(
          collectExamples(documents, glossary, request.screening, words),
        ).serialize()
      : Buffer.alloc(0);
  await writeFile(join(directory, 'intents.bin'), intents);
  await writeJsonLines(join(directory, 'passages.json'), documents);
  await writeJsonLines(join(directory, 'glossary.json'), glossary);

  const files: [string, { bytes: number; sha256: string }][] = [];
  for (const name of generationFiles) {
    const path = join(directory, name);
    await flush(path);
    files.push([name, await describeFile(path)]);
  }
  const manifest = manifestSchema.parse({
    format: indexFormat,
    generation: request.generation,
    corpusDigest: request.corpusDigest,
    embedding: embeddingName(request.embedding),
    dimensions: store.index.getNumDimensions(),
    documents: documents.length,
    passages: passages.length,
    vectors: entries.length,
    madeAt: request.madeAt,
    files: Object.fromEntries(files),
  });
  await writeFile(join(directory, 'manifest.json'), JSON.stringify(manifest, null, 2));
  await flush(join(directory, 'manifest.json'));
  await flush(directory);
  return manifest;
}

function searchedQuestions({ questions, modelQuestions, approvedQuestions = [] }: Passage) {
  return [...questions, ...modelQuestions, ...approvedQuestions];
}

/** Every question of the corpus is an example of one to answer, those of off-topic documents of one not to. */
function collectExamples(
  documents: readonly Document[],
  glossary: readonly Term[],
  screening: IntentExamples,
  words: CanonicalWords,
): IntentExamples {
  const asked = (offTopic: boolean) =>
    documents
      .filter(({ kind }) => (kind === 'off-topic') === offTopic)
      .flatMap(({ passages }) => passages)
      .flatMap(({ questions, approvedQuestions = [] }) => [...questions, ...approvedQuestions]);
  const all: IntentExamples = {
    ...screening,
    question: [...(screening.question ?? []), ...asked(false), ...glossary.flatMap(({ en }) => en)],
    'off-topic': asked(true),
  };
  return Object.fromEntries(
    Object.entries(all).map(([intent, texts]) => [intent, texts.map(words.canonical)]),
  );
}

/** The library's own way of making an index fixes M and efConstruction; ours are measured. */
function createStore(embedding: Embeddings, numDimensions: number, capacity: number): HNSWLib {
  const index = new hnswlib.HierarchicalNSW('cosine', numDimensions);
  index.initIndex(capacity, graph.edges, graph.buildWidth, 100);
  return new HNSWLib(embedding, { space: 'cosine', numDimensions, index });
}

/** The store names the passage; its text is in `passages.json`. */
function vectorEntry(pageContent: string, metadata: VectorMetadata) {
  return new LangChainDocument<VectorMetadata>({ pageContent, metadata });
}

function embeddedText(fields: LexicalFields | undefined, kind: VectorMetadata['kind']): string {
  if (!fields) return '';
  const { title, text, questions } = fields;
  return `${title}\n${kind === 'text' ? text : questions.join('\n')}`;
}

/** To disk, so that a power cut after publishing finds whole files. */
export async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

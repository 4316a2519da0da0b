// The embedded default embedding: a learned vector a term, no network, the same vector on every machine.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Embeddings } from '@langchain/core/embeddings';
import { EmbeddingError } from './embedding-error.ts';
import description from './static-embedding.json' with { type: 'json' };
import { bagOf } from './term-bag.ts';
import { readVectors, type TermVectors } from './term-vectors.ts';

/** Names the embedding in manifests: other weights make the index stale. */
export const staticEmbeddingName = `static-${description.sha256.slice(0, 12)}`;

/** The sum of a text's term vectors, each times 1 + ln of how often, scaled to unit length. */
export class StaticEmbedding extends Embeddings {
  readonly #model: TermVectors;

  constructor(model: TermVectors) {
    super({});
    this.#model = model;
  }

  override async embedDocuments(texts: string[]): Promise<number[][]> {
    return texts.map((text) => this.#embed(text));
  }

  override async embedQuery(text: string): Promise<number[]> {
    return this.#embed(text);
  }

  #embed(text: string): number[] {
    const { dimensions, vocabulary, scales, rows } = this.#model;
    const vector = new Array<number>(dimensions).fill(0);
    const { places, counts } = bagOf(text, vocabulary);
    for (const [index, place] of places.entries()) {
      const weight = (counts[index] ?? 0) * (scales[place] ?? 0);
      const start = place * dimensions;
      for (let d = 0; d < dimensions; d += 1)
        vector[d] = (vector[d] ?? 0) + weight * (rows[start + d] ?? 0);
    }
    const norm = Math.hypot(...vector);
    // A text without any known term still needs a direction: cosine of a zero vector is not defined.
    if (norm === 0) vector[0] = 1;
    else for (let d = 0; d < dimensions; d += 1) vector[d] = (vector[d] ?? 0) / norm;
    return vector;
  }
}

let loaded: Promise<StaticEmbedding> | undefined;

/** The shipped embedding, read once a process. @throws EmbeddingError when its file is missing or damaged. */
export function loadStaticEmbedding(): Promise<StaticEmbedding> {
  loaded ??= readStaticEmbedding();
  return loaded;
}

/** @param file the shipped one beside this file, in the sources and in the bundle. */
export async function readStaticEmbedding(
  file = fileURLToPath(new URL('./static-embedding.bin', import.meta.url)),
): Promise<StaticEmbedding> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new EmbeddingError(`${file} cannot be read; check the project out again`, {
      cause: error,
    });
  });
  if (createHash('sha256').update(bytes).digest('hex') !== description.sha256) {
    throw new EmbeddingError(
      `${file} is damaged (checksum); check the project out again, or train it anew with scripts/train-embedding.ts`,
    );
  }
  return new StaticEmbedding(readVectors(bytes));
}

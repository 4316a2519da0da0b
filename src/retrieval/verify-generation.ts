// The home of what a generation must show before it is published: counts, dimension, and that it finds itself.

import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { type EmbeddingSettings, GenerationError, openGeneration } from './generation.ts';

const probes = 20;

/**
 * Checksums (on opening), counts, dimension, finite distances, and self-queries: the vector of a stored
 * text has that text, or one just as near, as its nearest neighbour.
 * @throws GenerationError
 */
export async function verifyGeneration(request: {
  readonly directory: string;
  readonly embedding: EmbeddingSettings;
}): Promise<void> {
  const { manifest, passages, lexical, vectors } = await openGeneration(
    request.directory,
    request.embedding,
  );
  const fail = (what: string): never => {
    throw new GenerationError(`${request.directory}: ${what}; the index in use stays as it is`);
  };
  if (passages.length !== manifest.passages || lexical.size !== manifest.passages) {
    fail(
      `${passages.length} passages and ${lexical.size} lexical entries instead of ${manifest.passages}`,
    );
  }
  if (vectors.index.getCurrentCount() !== manifest.vectors) {
    fail(`${vectors.index.getCurrentCount()} vectors instead of ${manifest.vectors}`);
  }
  const dimensions = await readDimensions(join(request.directory, 'hnswlib.index'));
  if (dimensions !== manifest.dimensions) {
    fail(`${dimensions} dimensions instead of ${manifest.dimensions}`);
  }
  const step = Math.max(1, Math.floor(manifest.vectors / probes));
  for (let label = 0; label < manifest.vectors; label += step) {
    const { distances } = vectors.index.searchKnn(vectors.index.getPoint(label), 1);
    const [nearest = Number.NaN] = distances;
    if (!(nearest < 1e-3)) fail(`vector ${label} does not find itself`);
  }
}

/**
 * Of the vectors in the file. hnswlib does not tell: it believes whoever opens it. The file begins with eight-byte
 * numbers, the fifth where labels begin, the sixth where vectors of four-byte numbers do
 * (https://github.com/nmslib/hnswlib/blob/v0.8.0/hnswlib/hnswalg.h, saveIndex).
 */
async function readDimensions(path: string): Promise<number> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(48), 0, 48, 0);
    return Number(buffer.readBigUInt64LE(32) - buffer.readBigUInt64LE(40)) / 4;
  } finally {
    await file.close();
  }
}

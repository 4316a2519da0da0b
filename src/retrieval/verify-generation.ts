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
    throw new GenerationError(`${request.directory}：${what}；正在用的索引没有动`);
  };
  if (passages.length !== manifest.passages || lexical.size !== manifest.passages) {
    fail(`有${passages.length}个段落、${lexical.size}条词语，应该是${manifest.passages}`);
  }
  if (vectors.index.getCurrentCount() !== manifest.vectors) {
    fail(`有${vectors.index.getCurrentCount()}个向量，应该是${manifest.vectors}`);
  }
  const dimensions = await readDimensions(join(request.directory, 'hnswlib.index'));
  if (dimensions !== manifest.dimensions) {
    fail(`向量是${dimensions}维，应该是${manifest.dimensions}`);
  }
  const step = Math.max(1, Math.floor(manifest.vectors / probes));
  for (let label = 0; label < manifest.vectors; label += step) {
    const { distances } = vectors.index.searchKnn(vectors.index.getPoint(label), 1);
    const [nearest = Number.NaN] = distances;
    if (!(nearest < 1e-3)) fail(`第${label}个向量找不到自己`);
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

// The home of what a generation must show before it is published: counts, dimension, and that it finds itself.

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
  if (vectors.index.getNumDimensions() !== manifest.dimensions) {
    fail(`${vectors.index.getNumDimensions()} dimensions instead of ${manifest.dimensions}`);
  }
  const step = Math.max(1, Math.floor(manifest.vectors / probes));
  for (let label = 0; label < manifest.vectors; label += step) {
    const { distances } = vectors.index.searchKnn(vectors.index.getPoint(label), 1);
    const [nearest = Number.NaN] = distances;
    if (!(nearest < 1e-3)) fail(`vector ${label} does not find itself`);
  }
}

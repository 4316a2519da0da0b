// A manifest as an index of a few passages has it.

import { indexFormat, type Manifest } from '../../src/retrieval/generation.ts';

export function createManifest(generation: string, changes: Partial<Manifest> = {}): Manifest {
  return {
    format: indexFormat,
    generation,
    corpusDigest: 'made up',
    embedding: 'static-made-up',
    dimensions: 512,
    documents: 2,
    passages: 5,
    vectors: 10,
    madeAt: '2032-03-01T08:00:00.000Z',
    files: {
      'hnswlib.index': { bytes: 1, sha256: '' },
      'vectors.bin': { bytes: 1, sha256: '' },
      'docstore.json': { bytes: 1, sha256: '' },
      'args.json': { bytes: 1, sha256: '' },
      'lexical.bin': { bytes: 1, sha256: '' },
      'intents.bin': { bytes: 1, sha256: '' },
      'passages.json': { bytes: 1, sha256: '' },
      'glossary.json': { bytes: 1, sha256: '' },
    },
    ...changes,
  };
}

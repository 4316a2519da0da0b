import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import hnswlib from 'hnswlib-node';
import { beforeAll, expect, test } from 'vitest';
import { type Manifest, manifestSchema } from '../../src/retrieval/generation.ts';
import { GenerationStore } from '../../src/retrieval/generation-store.ts';
import { verifyGeneration } from '../../src/retrieval/verify-generation.ts';
import { sampleCorpus } from '../fakes/sample-corpus.ts';
import { sharedTemporaryFolder } from '../fakes/temporary-folder.ts';

const embedding = { endpoint: undefined, cacheDir: '' };
let directory = '';
let whole: Manifest;
let vectors: Buffer;

beforeAll(async () => {
  const store = new GenerationStore(join(await sharedTemporaryFolder(), 'index'), embedding);
  await store.rebuild({ documents: sampleCorpus, glossary: [], digest: 'first' }, () => {});
  whole = manifestSchema.parse(store.live.manifest);
  directory = store.directoryOf(whole.generation);
  vectors = await readFile(join(directory, 'hnswlib.index'));
});

/** An index whose checksums are right and whose content is not, as a build that went wrong would write it. */
async function verify(changes: Partial<Manifest>, index = vectors): Promise<void> {
  const files = {
    ...whole.files,
    'hnswlib.index': {
      bytes: index.length,
      sha256: createHash('sha256').update(index).digest('hex'),
    },
  };
  await writeFile(join(directory, 'hnswlib.index'), index);
  await writeFile(
    join(directory, 'manifest.json'),
    JSON.stringify({ ...whole, files, ...changes }),
  );
  await verifyGeneration({ directory, embedding });
}

/** Vectors that are all zero lead nowhere: no distance to them is a number. */
async function zeroVectors(): Promise<Buffer> {
  const index = new hnswlib.HierarchicalNSW('cosine', whole.dimensions);
  index.initIndex(whole.vectors);
  for (let label = 0; label < whole.vectors; label += 1) {
    index.addPoint(Array(whole.dimensions).fill(0), label);
  }
  const path = join(directory, 'zeros');
  await index.writeIndex(path);
  return readFile(path);
}

test('an index as it was built passes', async () => {
  await verify({});
});

test('another number of passages or vectors than was built is not published', async () => {
  await expect(verify({ passages: whole.passages + 1 })).rejects.toThrow(/个段落、.*应该是/);
  await expect(verify({ vectors: whole.vectors + 1 })).rejects.toThrow(/个向量，应该是/);
});

test('vectors of another dimension are not published', async () => {
  await expect(verify({ dimensions: whole.dimensions + 1 })).rejects.toThrow(/向量是.*维，应该是/);
});

test('vectors that do not find themselves are not published', async () => {
  await expect(verify({}, await zeroVectors())).rejects.toThrow(/找不到自己/);
});

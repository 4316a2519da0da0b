import { execFile } from 'node:child_process';
import { cp, mkdir, open, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { HNSWLib } from '@langchain/community/vectorstores/hnswlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { GenerationError, generationFiles } from '../../src/retrieval/generation.ts';
import { GenerationStore } from '../../src/retrieval/generation-store.ts';
import { PassageRetriever } from '../../src/retrieval/passage-retriever.ts';
import { loadStaticEmbedding } from '../../src/retrieval/static-embedding.ts';
import { sampleCorpus } from '../fakes/sample-corpus.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../fakes/temporary-folder.ts';

const corpus = (digest: string) => ({ documents: sampleCorpus, glossary: [], digest });
const embedded = { endpoint: undefined, cacheDir: '' };
const quiet = () => {};

function openStore(root: string, seconds = 0): GenerationStore {
  return new GenerationStore(root, embedded, () => new Date(Date.UTC(2026, 2, 1, 8, 0, seconds)));
}

/** Two published generations; every test works on a copy. */
let built = '';
beforeAll(async () => {
  built = join(await sharedTemporaryFolder(), 'index');
  await openStore(built, 1).rebuild(corpus('first'), quiet);
  await openStore(built, 2).rebuild(corpus('second'), quiet);
});

async function copyOfBuilt(): Promise<{ root: string; current: string; previous: string }> {
  const root = join(await temporaryFolder(), 'index');
  await cp(built, root, { recursive: true });
  const names = (await readdir(root)).filter((name) => name !== 'CURRENT').sort();
  return { root, previous: names[0] ?? '', current: names[1] ?? '' };
}

test('what is built is verified, published and opened, and finds its passages', async () => {
  const root = join(await temporaryFolder(), 'index');
  const steps: string[] = [];
  const store = openStore(root);
  await store.rebuild(corpus('first'), ({ step, done, total }) =>
    steps.push(`${step} ${done}/${total}`),
  );
  expect(steps).toEqual(['terms 25/25', 'vectors 25/25']);
  expect(await readFile(join(root, 'CURRENT'), 'utf8')).toBe(`${store.live.manifest.generation}\n`);

  const again = openStore(root);
  expect(await again.openLatest()).toEqual({ opened: true });
  expect(again.isFresh('first')).toBe(true);
  expect(again.isFresh('other')).toBe(false);
  const [first] = await new PassageRetriever(again.live).rank('劳动仲裁要不要钱', 3);
  expect(first?.passage.id).toBe('labor-arbitration#cost');
});

test('the retriever speaks LangChain', async () => {
  const { root } = await copyOfBuilt();
  const store = openStore(root);
  await store.openLatest();
  const [document] = await new PassageRetriever(store.live, 3).invoke('讨要工资找谁');
  expect(document?.metadata['passageId']).toBe('wages#cost');
});

test('the folder is a plain LangChain store too, whose documents name passages', async () => {
  const { root, current } = await copyOfBuilt();
  const plain = await HNSWLib.load(join(root, current), await loadStaticEmbedding());
  const [document] = await plain.similaritySearch('劳动争议仲裁不收费', 1);
  expect(document?.pageContent).toBe('labor-arbitration#cost');
});

test('a passage found by its words is as near as the graph of vectors says', async () => {
  const { root } = await copyOfBuilt();
  const store = openStore(root);
  await store.openLatest();
  const { vectors, passageVectors, passages } = store.live;
  const question = '劳动仲裁要不要钱';
  const near = vectors.index.searchKnn(
    await vectors.embeddings.embedQuery(question),
    passageVectors.places.length,
  );
  const wanted = new Map<string, number>();
  for (const [index, label] of near.neighbors.entries()) {
    const id = passages[passageVectors.places[label] ?? -1]?.passage.id ?? '';
    const similarity = Math.max(0, 1 - (near.distances[index] ?? 1));
    wanted.set(id, Math.max(wanted.get(id) ?? 0, similarity));
  }
  const ranked = await new PassageRetriever(store.live).rank(question, passages.length);
  expect(ranked).toHaveLength(passages.length);
  for (const { passage, vectorScore } of ranked)
    expect(vectorScore, passage.id).toBeCloseTo(wanted.get(passage.id) ?? -1, 5);
});

describe('a damaged generation is refused and the one before it serves', () => {
  test.each(generationFiles)('one byte of %s', async (name) => {
    const { root, current, previous } = await copyOfBuilt();
    const bytes = await readFile(join(root, current, name));
    const middle = Math.floor(bytes.length / 2);
    const changed = Uint8Array.of((bytes[middle] ?? 0) ^ 1);
    const damaged = [bytes.subarray(0, middle), changed, bytes.subarray(middle + 1)];
    await writeFile(join(root, current, name), Buffer.concat(damaged));
    const store = openStore(root);
    const { opened, problem } = await store.openLatest();
    expect(opened).toBe(true);
    expect(problem).toContain(`${join(root, current)}/${name} 坏了（校验和对不上）`);
    expect(store.live.manifest.generation).toBe(previous);
  });

  test.each([
    ['cut short', 'lexical.bin', new Uint8Array(10), '坏了（校验和对不上）'],
    ['empty', 'hnswlib.index', new Uint8Array(0), '坏了（校验和对不上）'],
    ['not a manifest', 'manifest.json', '{}', '没有 manifest.json，或者读不了'],
  ])('a file that is %s', async (_how, name, content, expected) => {
    const { root, current, previous } = await copyOfBuilt();
    await writeFile(join(root, current, name), content);
    const store = openStore(root);
    expect((await store.openLatest()).problem).toContain(expected);
    expect(store.live.manifest.generation).toBe(previous);
  });

  test('a CURRENT that leads out of the folder', async () => {
    const { root, current, previous } = await copyOfBuilt();
    await cp(join(root, previous), join(root, '../elsewhere'), { recursive: true });
    await writeFile(join(root, 'CURRENT'), '../elsewhere\n');
    const store = openStore(root);
    await store.openLatest();
    expect(store.live.manifest.generation).toBe(current);
  });
});

test('an index made with another embedding is refused with what the settings say', async () => {
  const { root } = await copyOfBuilt();
  const endpoint = { apiKey: 'none', baseUrl: 'http://127.0.0.1:9', model: 'other', dimensions: 8 };
  const store = new GenerationStore(root, { endpoint, cacheDir: '' });
  const { opened, problem } = await store.openLatest();
  expect(opened).toBe(false);
  expect(problem).toMatch(/是用向量模型 static-[0-9a-f]{12} 做的，现在的设置是 other:8/);
  expect(() => store.live).toThrow('还没有索引');
});

test('three generations are kept, and a leftover of a crash goes', async () => {
  const { root, current } = await copyOfBuilt();
  await mkdir(join(root, 'building-20260301T050000Z-abcdef'));
  for (const seconds of [3, 4]) await openStore(root, seconds).rebuild(corpus('new'), quiet);
  const names = (await readdir(root)).filter((name) => name !== 'CURRENT').sort();
  expect(names).toHaveLength(3);
  expect(names[0]).toBe(current);
});

test('another process’s publication is seen on refresh, and a damaged one leaves the live index', async () => {
  const { root, current } = await copyOfBuilt();
  const reader = openStore(root);
  await reader.openLatest();
  expect(await reader.refresh()).toBe(false);
  const writer = openStore(root, 5);
  await writer.rebuild(corpus('third'), quiet);
  expect(reader.live.manifest.generation).toBe(current);
  expect(await reader.refresh()).toBe(true);
  expect(reader.isFresh('third')).toBe(true);

  const last = openStore(root, 6);
  await last.rebuild(corpus('fourth'), quiet);
  await writeFile(join(root, last.live.manifest.generation, 'args.json'), '{}');
  await expect(reader.refresh()).rejects.toThrow('args.json 坏了');
  expect(reader.isFresh('third')).toBe(true);
});

test('a reader that is overtaken while it opens an index opens the one that came after', async () => {
  const { root, current, previous } = await copyOfBuilt();
  const reader = openStore(root);
  await reader.openLatest();
  await reader.publish(await reader.open(previous));
  const leaving = '20270101T000000Z-abcdef';
  await mkdir(join(root, leaving));
  // Reading it waits until somebody writes.
  const manifest = join(root, leaving, 'manifest.json');
  await promisify(execFile)('mkfifo', [manifest]);
  await writeFile(join(root, 'CURRENT'), `${leaving}\n`);
  const refreshing = reader.refresh();
  const writing = await open(manifest, 'w');
  await writeFile(join(root, 'CURRENT'), `${current}\n`);
  await writing.close();
  expect(await refreshing).toBe(true);
  expect(reader.live.manifest.generation).toBe(current);
});

test('an index folder that cannot be written is named, and nothing is left behind', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'index'), 'a file where the folder should be');
  const store = openStore(join(folder, 'index'));
  await expect(store.rebuild(corpus('first'), quiet)).rejects.toThrow(
    /索引写不进 .*index（(EEXIST|ENOTDIR)）：腾出磁盘空间/,
  );
  expect(await readdir(folder)).toEqual(['index']);
});

test('what is staged does not answer, and takes the place of an earlier stage', async () => {
  const { root, current } = await copyOfBuilt();
  const writer = openStore(root, 5);
  const first = await writer.stage(corpus('third'), quiet);
  const reader = openStore(root);
  await reader.openLatest();
  expect(reader.live.manifest.generation).toBe(current);
  expect((await reader.openStaged())?.manifest).toEqual(first.manifest);
  await writeFile(join(root, current, 'manifest.json'), 'damaged');
  await reader.openLatest();
  expect(reader.live.manifest.generation).not.toBe(first.manifest.generation);

  const second = await openStore(root, 6).stage(corpus('fourth'), quiet);
  expect(await readdir(root)).not.toContain(first.manifest.generation);
  await writer.publish(second);
  expect(await reader.openStaged()).toBeUndefined();
  expect(await reader.refresh()).toBe(true);
});

test('a corpus without passages is not published', async () => {
  const root = join(await temporaryFolder(), 'index');
  const store = openStore(root);
  const rebuilt = store.rebuild({ documents: [], glossary: [], digest: 'empty' }, quiet);
  await expect(rebuilt).rejects.toThrow(GenerationError);
  await expect(rebuilt).rejects.toThrow('语料里一个段落也没有');
  expect(await readdir(root)).toEqual([]);
});

test('readers go on while many generations are published, each answer from one whole generation', async () => {
  const { root, current } = await copyOfBuilt();
  const manifest = await readFile(join(root, current, 'manifest.json'), 'utf8');
  const writer = openStore(root);
  await writer.openLatest();
  const publications = 60;
  let published = 0;
  const publishAll = async () => {
    for (; published < publications; published += 1) {
      const name = `20270101T0000${String(published).padStart(2, '0')}Z-abcdef`;
      await cp(join(built, current), join(root, `copy-${name}`), { recursive: true });
      await writeFile(
        join(root, `copy-${name}`, 'manifest.json'),
        manifest.replaceAll(current, name),
      );
      await rename(join(root, `copy-${name}`), join(root, name));
      await writer.publish(await writer.open(name));
    }
  };
  const seen = new Set<string>();
  const read = async () => {
    const reader = openStore(root);
    expect(await reader.openLatest()).toEqual({ opened: true });
    while (published < publications) {
      const { live } = reader;
      const [first] = await new PassageRetriever(live).rank('劳动仲裁要不要钱', 3);
      expect(first?.passage.id).toBe('labor-arbitration#cost');
      seen.add(live.manifest.generation);
      await reader.refresh();
    }
    await reader.refresh();
    expect(reader.live.manifest.generation).toBe(writer.live.manifest.generation);
  };
  await Promise.all([publishAll(), read(), read()]);
  expect(seen.size).toBeGreaterThan(5);
});

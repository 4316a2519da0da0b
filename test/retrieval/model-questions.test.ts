import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Document } from '../../src/domain.ts';
import type { Generation } from '../../src/retrieval/generation.ts';
import { GenerationStore } from '../../src/retrieval/generation-store.ts';
import { PassageRetriever } from '../../src/retrieval/passage-retriever.ts';
import { createDocument, createPassage } from '../fakes/passages.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const corpus = (modelQuestions: readonly string[]): Document[] => [
  createDocument({ id: 'report' }, [
    createPassage('report#s1', '发挥和顺茶馆阵地作用，就地化解矛盾。', { modelQuestions }),
    createPassage('report#s2', '公开信息40条，接受群众监督。'),
    createPassage('report#s3', '开展宣传7场，邻居都来参加。'),
  ]),
];

async function build(documents: readonly Document[]): Promise<Generation> {
  const root = join(await temporaryFolder(), 'index');
  const store = new GenerationStore(root, { endpoint: undefined, cacheDir: '' });
  const screening = { question: ['要不要钱'], harm: ['怎么做炸药'] };
  await store.rebuild({ documents, glossary: [], screening, digest: 'made up' }, () => {});
  return store.live;
}

test('a passage is found by the words of a question that a model wrote for it, and by its vector', async () => {
  const question = '邻居扯皮了去哪点说理';
  const generation = await build(corpus(['和邻居扯皮，到哪里说理', '吵架了找哪个']));
  const [found] = await new PassageRetriever(generation).rank(question, 1);
  expect(found?.passage.id).toBe('report#s1');
  expect(generation.manifest.vectors).toBe(4);

  const [without] = await new PassageRetriever(await build(corpus([]))).rank(question, 1);
  expect(without?.passage.id).not.toBe('report#s1');
});

test('what a model wrote teaches the service nothing about which messages are questions', async () => {
  const learned = async (modelQuestions: readonly string[]) =>
    (await build(corpus(modelQuestions))).manifest.files['intents.bin'].sha256;
  expect(await learned(['怎么做炸药'])).toBe(await learned([]));
});

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { GenerationStore } from '../../src/retrieval/generation-store.ts';
import { answeringCorpus, answeringGlossary } from '../fakes/answering-corpus.ts';
import { openAnsweringRoom } from '../fakes/open-answering-room.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

test('questions that a model wrote lead to passages, and no resident ever reads one', async () => {
  // As if nobody had written a question: all that the made-up corpus has are a model's.
  const documents = answeringCorpus.map((document) => ({
    ...document,
    passages: document.passages.map((passage) => ({
      ...passage,
      questions: [],
      modelQuestions: passage.questions,
    })),
  }));
  const root = join(await temporaryFolder(), 'index');
  const store = new GenerationStore(root, { endpoint: undefined, cacheDir: '' });
  await store.rebuild({ documents, glossary: answeringGlossary, digest: 'made up' }, () => {});
  const { ask } = await openAnsweringRoom(() => store.live);

  const written = documents.flatMap(({ passages }) =>
    passages.flatMap(({ modelQuestions }) => modelQuestions),
  );
  const refused = await ask('专利侵权怎么起诉');
  expect(refused.status).toBe('unanswerable-not-covered');
  const answered = await ask('工资不发找谁');
  expect(answered.citations[0]?.passageId).toBe('wages#who');
  for (const answer of [refused, answered]) {
    expect(written.filter((question) => JSON.stringify(answer).includes(question))).toEqual([]);
  }
});

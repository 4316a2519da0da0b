import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadCorpus } from '../../src/corpus/load-corpus.ts';
import { createCanonicalWords } from '../../src/retrieval/canonical-words.ts';
import { EmbeddingError } from '../../src/retrieval/embedding-error.ts';
import { type Ground, groupQuestions } from '../../src/retrieval/group-questions.ts';
import { LexicalIndex } from '../../src/retrieval/lexical-index.ts';
import { loadStaticEmbedding, StaticEmbedding } from '../../src/retrieval/static-embedding.ts';
import { packVectors } from '../../src/retrieval/term-vectors.ts';

let generation: Ground;
let labelled: { readonly text: string; readonly label: number }[];

// How common a word is comes from the shipped corpus: a few passages made up would say nothing of it.
beforeAll(async () => {
  const corpusDir = join(import.meta.dirname, '../../corpus');
  const { documents, glossary } = await loadCorpus(corpusDir, join(corpusDir, 'none'));
  const words = createCanonicalWords(glossary);
  const passages = documents.flatMap(({ passages, ...document }) =>
    passages.map((passage) => ({ passage, document })),
  );
  const fields = passages.map(({ passage }, place) => ({
    title: words.canonical(passage.headings.join(' ')),
    questions: passage.questions.map(words.canonical),
    text: words.canonical(passage.text),
    document: place,
  }));
  const lexical = LexicalIndex.build(fields, () => {});
  const embeddings = await loadStaticEmbedding();
  generation = { words, passages, lexical, vectors: { embeddings } };
  const file = join(import.meta.dirname, '../fixtures/question-groups.yaml');
  const schema = z.object({ groups: z.array(z.array(z.string())), alone: z.array(z.string()) });
  const { groups, alone } = schema.parse(parse(await readFile(file, 'utf8')));
  labelled = [...groups, ...alone.map((text) => [text])].flatMap((texts, label) =>
    texts.map((text) => ({ text, label })),
  );
});

/** Of the pairs put together, how many belong together, and the other way round. */
async function measure(questions: typeof labelled, live = generation) {
  const groups = await groupQuestions(
    questions.map(({ text }) => text),
    live,
  );
  const groupOf = new Map(groups.flatMap((members, group) => members.map((one) => [one, group])));
  const counts = { both: 0, together: 0, same: 0 };
  for (const [index, { label }] of questions.entries()) {
    for (let other = 0; other < index; other += 1) {
      const together = groupOf.get(index) === groupOf.get(other);
      const same = label === questions[other]?.label;
      counts.together += Number(together);
      counts.same += Number(same);
      counts.both += Number(together && same);
    }
  }
  expect([...groupOf.keys()].sort((a, b) => a - b)).toEqual(questions.map((_, index) => index));
  return { precision: counts.both / counts.together, recall: counts.both / counts.same };
}

test('what asks for the same comes together, whatever the order, and nearly nothing else', async () => {
  const shuffled = labelled.toSorted((a, b) => (a.text < b.text ? -1 : 1));
  for (const questions of [labelled, labelled.toReversed(), shuffled]) {
    const { precision, recall } = await measure(questions);
    expect(precision).toBeGreaterThan(0.9);
    expect(recall).toBeGreaterThan(0.65);
  }
});

test('residents’ words and English meet in the corpus’s words', async () => {
  const texts = ['劳动仲裁', '打劳动官司要好多钱', 'how much is labor arbitration', '路灯坏了'];
  expect(await groupQuestions(texts, generation)).toEqual([[0, 1, 2], [3]]);
});

test('an embedding that fails leaves the words to decide', async () => {
  class Failing extends StaticEmbedding {
    override async embedDocuments(): Promise<number[][]> {
      throw new EmbeddingError('the endpoint is down');
    }
  }
  const failing = { embeddings: new Failing(packVectors([], new Float32Array(), 4)) };
  const { precision, recall } = await measure(labelled, { ...generation, vectors: failing });
  expect(precision).toBeGreaterThan(0.9);
  expect(recall).toBeGreaterThan(0.65);
});

test('no question makes no group', async () => {
  expect(await groupQuestions([], generation)).toEqual([]);
});

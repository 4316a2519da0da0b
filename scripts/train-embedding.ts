// Trains the embedded embedding on the service's own corpus and on any dataset in BEIR form.
// node --import tsx scripts/train-embedding.ts [--dataset DIR [--pairs NAME]] [--steps N] [--seed N] [--out DIR]

import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { loadCorpus } from '../src/corpus/load-corpus.ts';
import { createCanonicalWords } from '../src/retrieval/canonical-words.ts';
import { writeVectors } from '../src/retrieval/term-vectors.ts';
import { citedArticleQuestions, ownArticles, ownQuestions } from './embedding/own-questions.ts';
import {
  type Article,
  type AskedQuestion,
  digestFiles,
  readArticles,
  readQuestions,
} from './embedding/read-beir.ts';
import { trainEmbedding } from './embedding/train-embedding.ts';

const project = fileURLToPath(new URL('..', import.meta.url));
const options = new Command()
  .option('--dataset <dir>', 'folder with corpus.jsonl, and for --pairs queries.jsonl and qrels/')
  .option('--pairs <name>', 'qrels whose questions are trained on; never those measured on')
  .option('--steps <n>', 'training steps', Number, 600)
  .option('--pairs-a-step <n>', 'pairs a step', Number, 256)
  .option('--dimensions <n>', 'numbers a vector, a multiple of four', Number, 128)
  .option('--terms <n>', 'terms with a vector at most', Number, 70_000)
  .option('--seed <n>', 'where chance begins', Number, 20231122)
  .option('--out <dir>', 'where the two files go', join(project, 'src/retrieval'))
  .parse()
  .opts<{
    dataset?: string;
    pairs?: string;
    steps: number;
    pairsAStep: number;
    dimensions: number;
    terms: number;
    seed: number;
    out: string;
  }>();

const { dataset, pairs, steps, seed, dimensions, terms } = options;
const corpus = await loadCorpus(join(project, 'corpus'), join(project, 'corpus/none-added'));
const words = createCanonicalWords(corpus.glossary);
const foreign = dataset ? await readArticles(dataset) : [];
const own = ownQuestions(corpus.documents);
const cited = citedArticleQuestions(corpus.documents, foreign);
const learned = dataset && pairs ? await readQuestions(dataset, pairs) : [];

// Texts and questions are embedded in canonical words, so that these are what is learned from.
const inWords = ({ id, title, text }: Article): Article => ({
  id,
  title: words.canonical(title),
  text: words.canonical(text),
});
const askedInWords = ({ text, answer, relevant }: AskedQuestion): AskedQuestion => ({
  text: words.canonical(text),
  answer: words.canonical(answer),
  relevant,
});
const vectors = trainEmbedding(
  {
    articles: [...ownArticles(corpus.documents), ...foreign].map(inWords),
    asked: [own, cited, learned].map((questions) => questions.map(askedInWords)),
  },
  { steps, seed, dimensions, terms, pairs: options.pairsAStep },
  (step, loss) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${step + 1}/${steps} ${loss.toFixed(3)} `);
  },
);

const bytes = writeVectors(vectors);
const description = {
  sha256: createHash('sha256').update(bytes).digest('hex'),
  bytes: bytes.length,
  dimensions,
  terms: vectors.vocabulary.size,
  training: {
    steps,
    pairsAStep: options.pairsAStep,
    seed,
    ownCorpus: corpus.digest,
    questions: {
      ofOwnPassages: own.length,
      ofCitedArticles: cited.length,
      ofDataset: learned.length,
    },
    ...(dataset && {
      dataset: basename(dataset),
      ...(pairs && { pairs }),
      files: await digestFiles(dataset, [
        'corpus.jsonl',
        ...(pairs ? ['queries.jsonl', `qrels/${pairs}.tsv`] : []),
      ]),
    }),
  },
};
await writeFile(join(options.out, 'static-embedding.bin'), bytes);
await writeFile(
  join(options.out, 'static-embedding.json'),
  `${JSON.stringify(description, null, 2)}\n`,
);
console.log(JSON.stringify(description));

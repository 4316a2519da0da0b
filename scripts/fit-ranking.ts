// Fits the weights of src/retrieval/ranking-signals.ts to a split whose answers are known, asked of an index
// that has learned another split, or else each fifth of an index that has learned the other four; prints
// them and what they bring. A split the embedding was trained on would make vectors look better than they are.
// npm run --silent fit:ranking -- --dataset DIR --split NAME [--learn NAME]

import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { readGlossary } from '../src/corpus/glossary.ts';
import { createCanonicalWords } from '../src/retrieval/canonical-words.ts';
import { createEmbedding } from '../src/retrieval/generation.ts';
import { highest } from '../src/retrieval/highest.ts';
import { LexicalIndex } from '../src/retrieval/lexical-index.ts';
import { fuseSignals, rankingSignals, rankingWeights } from '../src/retrieval/ranking-signals.ts';
import {
  approveQuestions,
  groupArticles,
  readCorpus,
  readQrels,
  readQueries,
} from './benchmark/dataset.ts';
import { fitWeights, type JudgedQuestion } from './benchmark/fit-weights.ts';
import { RankingFigures } from './benchmark/ranking-figures.ts';

const options = new Command()
  .requiredOption('--dataset <dir>', 'folder with corpus.jsonl, queries.jsonl and qrels/')
  .requiredOption('--split <name>', 'qrels to fit on')
  .option('--learn <name>', 'qrels whose queries become approved questions of their passages')
  .parse()
  .opts<{ dataset: string; split: string; learn?: string }>();

const folds = options.learn ? 1 : 5;
const candidateCount = 300;
const signalNames = ['lexical', 'neighbour', 'document', 'vector'] as const;

const glossaryFile = new URL('../corpus/glossary.yaml', import.meta.url);
const { canonical } = createCanonicalWords(readGlossary(await readFile(glossaryFile, 'utf8')));
const corpus = await readCorpus(options.dataset);
const queries = await readQueries(options.dataset);
const qrels = [...(await readQrels(options.dataset, options.split))];

/** Vectors of unit length. */
function cosine(one: readonly number[], other: readonly number[] | undefined): number {
  if (!other) return 0;
  return Math.max(
    0,
    one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0),
  );
}

type Judged = JudgedQuestion & { readonly ids: string[]; readonly relevant: ReadonlySet<string> };

async function askFold(fold: number): Promise<Judged[]> {
  const learned = options.learn
    ? await readQrels(options.dataset, options.learn)
    : new Map(qrels.filter((_, index) => index % folds !== fold));
  const documents = groupArticles(corpus, approveQuestions(queries, learned));
  const passages = documents.flatMap((document, number) =>
    document.passages.map(({ id, headings, text, questions }) => ({
      id,
      document: number,
      title: canonical(headings.join(' ')),
      questions: questions.map(canonical),
      text: canonical(text),
    })),
  );
  const index = LexicalIndex.build(passages);
  const embedding = await createEmbedding({ endpoint: undefined, cacheDir: '' });
  const kept = new Map<string, number[]>();
  const embed = async (text: string) => {
    const vector = kept.get(text) ?? (await embedding.embedQuery(text));
    kept.set(text, vector);
    return vector;
  };
  const judged: Judged[] = [];
  for (const [query, relevant] of qrels.filter((_, place) => place % folds === fold)) {
    const question = canonical(queries.get(query) ?? '');
    const signals = rankingSignals(index, index.weigh(question));
    const lexical = signals.lexical.slice();
    const scores = fuseSignals(signals, index);
    const asked = await embedding.embedQuery(question);
    const candidates: number[][] = [];
    const ids: string[] = [];
    for (const place of highest(scores, candidateCount)) {
      const passage = passages[place];
      if (!passage) continue;
      const { id, title, questions, text } = passage;
      const about = questions.length > 0 ? `${title}\n${questions.join('\n')}` : undefined;
      ids.push(id);
      candidates.push([
        lexical[place] ?? 0,
        signals.neighbour.get(place) ?? 0,
        signals.document.get(passage.document) ?? 0,
        Math.max(
          about === undefined ? 0 : cosine(asked, await embed(about)),
          cosine(asked, await embed(`${title}\n${text}`)),
        ),
      ]);
    }
    judged.push({ ids, relevant, candidates, isRight: ids.map((id) => relevant.has(id)) });
  }
  return judged;
}

function measure(judged: readonly Judged[], weights: readonly number[]) {
  const figures = new RankingFigures();
  for (const { ids, candidates, relevant } of judged) {
    const score = (row: readonly number[]) =>
      row.reduce((sum, value, signal) => sum + value * (weights[signal] ?? 0), 0);
    const order = candidates
      .map((row, index) => ({ id: ids[index] ?? '', score: score(row) }))
      .sort((a, b) => b.score - a.score);
    figures.add(
      order.map(({ id }) => id),
      relevant,
      0,
    );
  }
  return figures.summary().quality;
}

const byFold: Judged[][] = [];
for (let fold = 0; fold < folds; fold += 1) {
  byFold.push(await askFold(fold));
  process.stderr.write(`${fold + 1} of ${folds} folds asked\n`);
}
const all = byFold.flat();
const fitted = fitWeights(all, signalNames.length);
// The scale of the score is the lexical weight's; only the proportions are fitted.
const scale = rankingWeights.lexical / (fitted[0] ?? 1);
const weights = fitted.map((weight) => weight * scale);
const current: number[] = signalNames.map((name) => rankingWeights[name]);
const print = (what: string, figures: object) =>
  process.stdout.write(`${what.padEnd(28)} ${JSON.stringify(figures)}\n`);
print('weights as they are', measure(all, current));
for (const [signal, name] of signalNames.entries())
  print(`without ${name}`, measure(all, current.with(signal, 0)));
print('fitted weights', measure(all, weights));
print(
  'rankingWeights',
  Object.fromEntries(
    signalNames.map((name, signal) => [name, Number((weights[signal] ?? 0).toFixed(3))]),
  ),
);

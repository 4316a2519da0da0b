// Fits the probability of src/answering/confidence.ts to golden questions, asked of an index of the corpus, and
// prints its numbers, its reliability and what each bound would refuse; every question judged by a fit without it.
// npm run --silent fit:confidence

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { likenessOf } from '../src/answering/confidence.ts';
import { normalizeQuestion } from '../src/answering/normalize-question.ts';
import { readGolden } from '../src/corpus/golden.ts';
import { loadCorpus } from '../src/corpus/load-corpus.ts';
import type { GoldenQuestion, RankedPassage } from '../src/domain.ts';
import type { Generation } from '../src/retrieval/generation.ts';
import { GenerationStore } from '../src/retrieval/generation-store.ts';
import { PassageRetriever } from '../src/retrieval/passage-retriever.ts';
import { fitProbability, type JudgedSignals, probabilityOf } from './benchmark/fit-probability.ts';

const names = ['likeness'] as const;
const asked = new Set(['report', 'service', 'law', 'not-covered', 'out-of-scope']);
const rankedDepth = 40;
const folds = 5;
const bins = 10;
const bounds = [0.4, 0.5, 0.6, 0.65, 0.7, 0.8];

const project = fileURLToPath(new URL('..', import.meta.url));
const corpus = await loadCorpus(join(project, 'corpus'), join(project, 'corpus/none-added'));
const golden = readGolden(await readFile(join(project, 'corpus/golden.yaml'), 'utf8'));
const root = await mkdtemp(join(tmpdir(), 'fit-confidence-'));
const store = new GenerationStore(root, { endpoint: undefined, cacheDir: root });

/** Whether the best passage answers: it is of an expected document, or says that the matter is not known. */
function isRight({ kind, documents }: GoldenQuestion, { document }: RankedPassage): boolean {
  if (kind === 'out-of-scope') return false;
  if (kind === 'not-covered') return document.kind === 'gap';
  return documents.some((id) =>
    id.endsWith('*') ? document.id.startsWith(id.slice(0, -1)) : document.id === id,
  );
}

/** Follow-ups and English are judged by the same numbers, but their words are not the question's own. */
async function judge(generation: Generation): Promise<JudgedSignals[]> {
  const retriever = new PassageRetriever(generation);
  const judged: JudgedSignals[] = [];
  for (const question of golden) {
    const { kind, form, after } = question;
    if (!asked.has(kind) || after.length > 0 || form === 'english') continue;
    const acceptance = normalizeQuestion(question.question);
    if (!('accepted' in acceptance)) continue;
    const { text } = acceptance.accepted;
    const ranked = await retriever.rank(text, rankedDepth);
    const top = ranked.find(({ document }) => document.kind !== 'off-topic' && !document.appliesTo);
    if (!top) continue;
    const signals = [likenessOf(text, top, generation)];
    judged.push({ signals, isRight: isRight(question, top) });
  }
  return judged;
}

/** Each by a fit to the other folds. */
function crossValidate(judged: readonly JudgedSignals[]) {
  return judged.map(({ signals, isRight }, index) => ({
    probability: probabilityOf(signals, fitted(index % folds)),
    isRight,
  }));

  function fitted(fold: number) {
    byFold[fold] ??= fitProbability(judged.filter((_, place) => place % folds !== fold));
    return byFold[fold];
  }
}
const byFold: ReturnType<typeof fitProbability>[] = [];

function report(judged: readonly JudgedSignals[]) {
  byFold.length = 0;
  const held = crossValidate(judged);
  const share = (part: number, all: number) => Number((all === 0 ? 1 : part / all).toFixed(3));
  const reliability = Array.from({ length: bins }, (_, bin) => {
    const within = held.filter(
      ({ probability }) => Math.min(bins - 1, Math.floor(probability * bins)) === bin,
    );
    const mean = within.reduce((sum, { probability }) => sum + probability, 0);
    const right = within.filter(({ isRight }) => isRight).length;
    return {
      questions: within.length,
      said: share(mean, within.length),
      right: share(right, within.length),
    };
  }).filter(({ questions }) => questions > 0);
  const gap = reliability.reduce(
    (sum, { questions, said, right }) => sum + questions * Math.abs(said - right),
    0,
  );
  const wrong = held.filter(({ isRight }) => !isRight).length;
  const refused = bounds.map((bound) => {
    const below = held.filter(({ probability }) => probability < bound);
    const rightly = below.filter(({ isRight }) => !isRight).length;
    return {
      bound,
      precision: share(rightly, below.length),
      recall: share(rightly, wrong),
      refusedWrongly: below.length - rightly,
    };
  });
  const { weights, bias } = fitProbability(judged);
  const rounded = (value: number) => Number(value.toFixed(2));
  return {
    scaling: {
      ...Object.fromEntries(names.map((name, index) => [name, rounded(weights[index] ?? 0)])),
      bias: rounded(bias),
    },
    questions: held.length,
    answerable: held.length - wrong,
    expectedCalibrationError: share(gap, held.length),
    reliability,
    refused,
  };
}

try {
  await store.rebuild({ ...corpus, digest: 'fit-confidence' }, () => {});
  process.stdout.write(`${JSON.stringify(report(await judge(store.live)), null, 2)}\n`);
} finally {
  await rm(root, { recursive: true, force: true });
}

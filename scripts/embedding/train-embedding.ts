// The home of training as a whole: texts and questions in, term vectors out.

import { bagOf, type TermBag } from '../../src/retrieval/term-bag.ts';
import { packVectors, type TermVectors } from '../../src/retrieval/term-vectors.ts';
import { chooseVocabulary } from './choose-vocabulary.ts';
import { cutSpan } from './cut-span.ts';
import { drawQuestionBatch, drawSpanBatch, type QuestionSet } from './draw-batches.ts';
import { createRandom, pick } from './random.ts';
import type { Article, AskedQuestion } from './read-beir.ts';
import { type Batch, trainVectors } from './train-vectors.ts';

export interface Material {
  readonly articles: readonly Article[];
  /** Questions of one origin each; their relevant ids are of `articles`. */
  readonly asked: readonly (readonly AskedQuestion[])[];
}

export interface TrainingSettings {
  readonly steps: number;
  readonly seed: number;
  readonly dimensions: number;
  readonly terms: number;
  /** Pairs a step. */
  readonly pairs: number;
}

/** Chosen on STARD `valid` and held-out residents' questions (docs/retrieval.md). */
const rate = 0.4;
const temperature = 0.05;
/** Of the steps, those on pairs made from text itself; questions share the others. */
const spanShare = 0.4;

/** The same material and settings give the same vectors on every machine. */
export function trainEmbedding(
  material: Material,
  { steps, seed, dimensions, terms, pairs }: TrainingSettings,
  onStep: (step: number, loss: number) => void = () => {},
): TermVectors {
  const { articles, asked } = material;
  const texts = articles.map(({ title, text }) => `${title}\n${text}`);
  const questions = asked.flatMap((set) => set.map(({ text }) => text));
  const vocabulary = chooseVocabulary(texts, questions, terms);
  const bag = (text: string) => bagOf(text, vocabulary.places);

  const random = createRandom(seed);
  const sets = questionSets(material, texts.map(bag), bag);
  const drawSpan = () => {
    const article = articles[pick(random, articles.length)];
    const pair = article && cutSpan(article, random);
    return pair && { row: bag(pair.span), column: bag(pair.rest) };
  };
  const nextBatch = (): Batch => {
    let chosen = random();
    const share = (1 - spanShare) / sets.reduce((sum, { weight }) => sum + weight, 0);
    for (const { set, weight } of sets) {
      chosen -= weight * share;
      if (chosen < 0) return drawQuestionBatch(set, pairs, random);
    }
    return drawSpanBatch(drawSpan, pairs, random);
  };
  const options = { dimensions, steps, seed, rate, temperature };
  const vectors = trainVectors(vocabulary.weights, nextBatch, options, onStep);
  return packVectors([...vocabulary.places.keys()], vectors, dimensions);
}

interface WeightedSet {
  readonly set: QuestionSet;
  readonly weight: number;
}

/** What can be learned from questions: what answers them, how else it is asked for, what a lawyer says. */
function questionSets(
  { articles, asked }: Material,
  articleBags: readonly TermBag[],
  bag: (text: string) => TermBag,
): WeightedSet[] {
  const places = new Map(articles.map(({ id }, place) => [id, place]));
  return asked.flatMap((questions) => {
    const known = questions.map(({ text, answer, relevant }) => ({
      text,
      answer,
      relevant: [...relevant].flatMap((id) => places.get(id) ?? []),
    }));
    const answered = known.filter(({ answer }) => answer !== '');
    const ask = (texts: readonly { text: string; relevant: readonly number[] }[]) =>
      texts.map(({ text, relevant }) => ({ bag: bag(text), relevant }));
    const sets: WeightedSet[] = [
      { set: { questions: ask(known), answers: articleBags }, weight: 3 },
      { set: siblings(known, articles, bag), weight: 1 },
      {
        set: {
          questions: ask(answered.map(({ text }, place) => ({ text, relevant: [place] }))),
          answers: answered.map(({ answer }) => bag(answer)),
        },
        weight: 1,
      },
      {
        set: {
          questions: ask(answered.map(({ answer, relevant }) => ({ text: answer, relevant }))),
          answers: articleBags,
        },
        weight: 1,
      },
    ];
    return sets.filter(({ set }) => set.questions.length > 0);
  });
}

/** Of the questions of an article every other one asks for the rest, as an index joins them into one vector. */
function siblings(
  questions: readonly { text: string; relevant: readonly number[] }[],
  articles: readonly Article[],
  bag: (text: string) => TermBag,
): QuestionSet {
  const byArticle = new Map<number, string[]>();
  for (const { text, relevant } of questions)
    for (const place of relevant) byArticle.set(place, [...(byArticle.get(place) ?? []), text]);
  const several = [...byArticle].filter(([, texts]) => texts.length > 1);
  return {
    questions: several.flatMap(([, texts], group) =>
      texts
        .filter((_, index) => index % 2 === 0)
        .map((text) => ({ bag: bag(text), relevant: [group] })),
    ),
    answers: several.map(([place, texts]) =>
      bag([articles[place]?.title, ...texts.filter((_, index) => index % 2 === 1)].join('\n')),
    ),
  };
}

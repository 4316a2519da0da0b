// The home of what one training step sees: pairs of one kind, each with its own right answer.

import type { TermBag } from '../../src/retrieval/term-bag.ts';
import { pick } from './random.ts';
import type { Batch } from './train-vectors.ts';

/** Questions of one kind with what answers them. */
export interface QuestionSet {
  readonly questions: readonly {
    readonly bag: TermBag;
    /** Places in `answers`. */
    readonly relevant: readonly number[];
  }[];
  readonly answers: readonly TermBag[];
}

/** Draws pairs of spans; nothing where a text could not be parted. */
export type DrawSpan = () => { readonly row: TermBag; readonly column: TermBag } | undefined;

/** A long text is represented by as many of its terms: as good, and half the work. */
const termsDrawn = 128;

export function drawSpanBatch(draw: DrawSpan, size: number, random: () => number): Batch {
  const rows: TermBag[] = [];
  const columns: TermBag[] = [];
  // Bounded: a corpus of short texts gives fewer pairs, not an endless search.
  for (let tries = 0; rows.length < size && tries < 20 * size; tries += 1) {
    const pair = draw();
    if (!pair) continue;
    rows.push(thin(pair.row, random));
    columns.push(thin(pair.column, random));
  }
  return { rows, columns, isAlsoRight: () => false };
}

/** No two rows share their answer, since each would be told that the other's is wrong. */
export function drawQuestionBatch(
  { questions, answers }: QuestionSet,
  size: number,
  random: () => number,
): Batch {
  const drawn = new Map<number, (typeof questions)[number]>();
  for (let tries = 0; drawn.size < size && tries < 4 * size; tries += 1) {
    const question = questions[pick(random, questions.length)];
    const answer = question?.relevant[pick(random, question.relevant.length)];
    if (question && answer !== undefined && !drawn.has(answer)) drawn.set(answer, question);
  }
  const places = [...drawn.keys()];
  const asked = [...drawn.values()];
  const relevant = asked.map((question) => new Set(question.relevant));
  return {
    rows: asked.map(({ bag }) => thin(bag, random)),
    columns: places.flatMap((place) => {
      const bag = answers[place];
      return bag ? [thin(bag, random)] : [];
    }),
    isAlsoRight: (row, column) => relevant[row]?.has(places[column] ?? -1) ?? false,
  };
}

/** Terms at even distances from a random beginning. */
function thin({ places, counts }: TermBag, random: () => number): TermBag {
  if (places.length <= termsDrawn) return { places, counts };
  const start = pick(random, places.length);
  const kept = Int32Array.from(
    { length: termsDrawn },
    (_, index) => (start + Math.floor((index * places.length) / termsDrawn)) % places.length,
  );
  return {
    places: kept.map((index) => places[index] ?? 0),
    counts: Float32Array.from(kept, (index) => counts[index] ?? 0),
  };
}

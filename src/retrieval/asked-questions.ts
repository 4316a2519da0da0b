// The home of the questions whose passages are known: which of them come nearest to a new one.

import type { ArrayReader } from './array-file.ts';
import { highest } from './highest.ts';
import { addScores, collectPostings, type Postings } from './postings.ts';

/** A term of a question with its weight. */
export interface WeighedTerm {
  /** Nothing for a term no passage has. */
  readonly id: number | undefined;
  readonly weight: number;
  /** By rarity alone, whatever was taught. */
  readonly plain: number;
}

export interface NearQuestion {
  /** Cosine of the weighed terms, 0 to 1. */
  readonly similarity: number;
  /** Places of its passages. */
  readonly passages: Uint32Array;
}

/** Below this only words of asking are shared. */
const leastSimilarity = 0.02;

export class AskedQuestions {
  readonly #terms: Postings;
  /** Passages of question q are [passageOffsets[q], passageOffsets[q + 1]). */
  readonly #passageOffsets: Uint32Array;
  readonly #passages: Uint32Array;

  private constructor(terms: Postings, passageOffsets: Uint32Array, passages: Uint32Array) {
    this.#terms = terms;
    this.#passageOffsets = passageOffsets;
    this.#passages = passages;
  }

  static build(
    termCount: number,
    questions: readonly {
      terms: readonly Omit<WeighedTerm, 'plain'>[];
      passages: readonly number[];
    }[],
  ): AskedQuestions {
    const terms = collectPostings(termCount, questions.length, (place) => {
      const weights = questions[place]?.terms ?? [];
      const length = Math.hypot(...weights.map(({ weight }) => weight)) || 1;
      return new Map(
        weights.flatMap(({ id, weight }) => (id === undefined ? [] : [[id, weight / length]])),
      );
    });
    const offsets = [0];
    for (const { passages } of questions) offsets.push((offsets.at(-1) ?? 0) + passages.length);
    return new AskedQuestions(
      terms,
      Uint32Array.from(offsets),
      Uint32Array.from(questions.flatMap(({ passages }) => passages)),
    );
  }

  static read(reader: ArrayReader): AskedQuestions {
    const terms = { offsets: reader.uint32(), places: reader.uint32(), impacts: reader.uint16() };
    return new AskedQuestions(terms, reader.uint32(), reader.uint32());
  }

  arrays() {
    const { offsets, places, impacts } = this.#terms;
    return [offsets, places, impacts, this.#passageOffsets, this.#passages];
  }

  /** @returns at most `count`, nearest first. */
  nearest(query: readonly WeighedTerm[], count: number): NearQuestion[] {
    const scores = new Float32Array(this.#passageOffsets.length - 1);
    const length = Math.hypot(...query.map(({ weight }) => weight)) || 1;
    for (const { id, weight } of query) addScores(this.#terms, id, weight / length, scores);
    return highest(scores, count, leastSimilarity).map((question) => ({
      similarity: scores[question] ?? 0,
      passages: this.#passages.subarray(
        this.#passageOffsets[question],
        this.#passageOffsets[question + 1],
      ),
    }));
  }
}

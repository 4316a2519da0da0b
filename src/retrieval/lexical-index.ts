// The home of the lexical index: BM25F over weighted fields with impacts computed when it is built, in one binary file.

import { ArrayReader, joinArrays } from './array-file.ts';
import { articleTerms, isArticleTerm } from './article-terms.ts';
import { AskedQuestions, type WeighedTerm } from './asked-questions.ts';
import { addScores, collectPostings, impactAt, type Postings, placesOf } from './postings.ts';
import { TermTable } from './term-table.ts';
import { learnTermWeights } from './term-weights.ts';
import { tokenize } from './tokenize.ts';

/** Texts of one passage by field, already in canonical words. */
export interface LexicalFields {
  readonly title: string;
  readonly questions: readonly string[];
  readonly text: string;
  /** Number of the document; its passages stand one after another. */
  readonly document: number;
}

/**
 * Okapi BM25F (Robertson, Zaragoza, Taylor: "Simple BM25 extension to multiple weighted fields", CIKM 2004).
 * Weights and b were chosen on STARD `valid` and the golden questions (docs/retrieval.md).
 */
const k1 = 2;
const fieldSettings = {
  title: { weight: 1.6, b: 0.3 },
  questions: { weight: 1.4, b: 0.6 },
  text: { weight: 1, b: 0.7 },
} as const;
const fieldNames = ['title', 'questions', 'text'] as const;
type FieldTerms = Readonly<Record<(typeof fieldNames)[number], Uint32Array>>;

/** Who names an article wants that one, not whatever repeats the law's name. */
const namedArticle = 8;

const formatMark = 0x32_35_4d_42;
const arrayCount = 11;

export class LexicalIndex {
  /** Number of the document of each passage. */
  readonly documents: Uint32Array;
  /** The questions of all passages, each a query whose passages are known. */
  readonly asked: AskedQuestions;
  readonly #terms: TermTable;
  readonly #postings: Postings;
  readonly #weights: Float32Array;
  /** First place of each document, and the number of all passages. */
  readonly #starts: Uint32Array;
  /** One for all questions: as many passages as a city's law has, new for each, are most of its time. */
  readonly #scores: Float32Array;

  private constructor(
    terms: TermTable,
    documents: Uint32Array,
    postings: Postings,
    weights: Float32Array,
    asked: AskedQuestions,
  ) {
    this.#terms = terms;
    this.documents = documents;
    this.#postings = postings;
    this.#weights = weights;
    this.asked = asked;
    this.#starts = startsOf(documents);
    this.#scores = new Float32Array(documents.length);
  }

  get size(): number {
    return this.documents.length;
  }

  static build(passages: readonly LexicalFields[], onProgress: (done: number) => void = () => {}) {
    const { terms, fields } = readTerms(passages, onProgress);
    const postings = collectPostings(terms.size, passages.length, impactsOf(fields));
    const idf = Float32Array.from({ length: terms.size }, (_, term) =>
      rarity(placesOf(postings, term), passages.length),
    );
    const questions = readQuestions(passages, terms);
    // Only of passages somebody asked for: a set for each of all would be most of the memory a build takes.
    const said = new Map(
      questions
        .flatMap(({ passages: answers }) => answers)
        .map((place) => [
          place,
          new Set([...(fields[place]?.title ?? []), ...(fields[place]?.text ?? [])]),
        ]),
    );
    const weights = learnTermWeights(
      idf,
      questions.map(({ counts, passages: answers }) => {
        const ids = [...counts.keys()];
        const share = (term: number) =>
          answers.filter((place) => said.get(place)?.has(term)).length / answers.length;
        return { terms: ids, shares: ids.map(share) };
      }),
    );
    const asked = AskedQuestions.build(
      terms.size,
      questions.map(({ counts, passages: answers }) => ({
        passages: answers,
        terms: [...counts].map(([id, count]) => ({
          id,
          weight: (weights[id] ?? 0) * often(count),
        })),
      })),
    );
    const documents = Uint32Array.from(passages, ({ document }) => document);
    return new LexicalIndex(terms, documents, postings, weights, asked);
  }

  /** Inverse document frequency of a term; that of a term seen once when it is unknown. */
  idf(term: string): number {
    return rarity(this.frequency(term), this.size);
  }

  /** How many passages have a term. */
  frequency(term: string): number {
    return placesOf(this.#postings, this.#terms.find(term));
  }

  /** What all terms of a text weigh together; grows with its length. */
  weight(text: string): number {
    let weight = 0;
    for (const [term, count] of countTerms(text)) weight += this.idf(term) * often(count);
    return weight;
  }

  /** First and behind the last place of a document's passages. */
  placesOf(document: number): readonly [first: number, end: number] {
    return [this.#starts[document] ?? 0, this.#starts[document + 1] ?? 0];
  }

  /** A question's terms with what residents' questions taught of them. */
  weigh(query: string): WeighedTerm[] {
    return [...countTerms(query)].map(([term, count]) => {
      const id = this.#terms.find(term);
      const weight = id === undefined ? rarity(0, this.size) : (this.#weights[id] ?? 0);
      const share = isArticleTerm(term) ? namedArticle : 1;
      return { id, weight: weight * often(count) * share, plain: this.idf(term) * often(count) };
    });
  }

  /**
   * Scores every passage: the share, 0 to 1, of what a passage with all terms in abundance would get.
   * @returns one score a passage, in index order, in an array that holds until the next call and may be changed.
   */
  scores(query: readonly WeighedTerm[]): Float32Array {
    const scores = this.#scores.fill(0);
    const best = query.reduce((sum, { weight }) => sum + weight, 0);
    if (best === 0) return scores;
    for (const { id, weight } of query) addScores(this.#postings, id, weight / best, scores);
    return scores;
  }

  /**
   * The share for single passages with rarity alone as weight, whatever was taught: comparable between
   * questions of all kinds, which is what confidence is read from.
   */
  shares(query: readonly WeighedTerm[], places: readonly number[]): number[] {
    const best = query.reduce((sum, { plain }) => sum + plain, 0);
    return places.map((place) =>
      query.reduce(
        (sum, { id, plain }) => sum + (plain / best) * impactAt(this.#postings, id, place),
        0,
      ),
    );
  }

  serialize(): Buffer {
    const { offsets, places, impacts } = this.#postings;
    const own = [this.#terms.hashes, this.documents, offsets, places, impacts, this.#weights];
    return joinArrays(formatMark, [...own, ...this.asked.arrays()]);
  }

  /**
   * @param bytes what `serialize` gave; the caller has checked its digest.
   * @throws RangeError when they are of another version.
   */
  static deserialize(bytes: Buffer): LexicalIndex {
    const reader = new ArrayReader(bytes, formatMark, arrayCount);
    const terms = new TermTable(reader.float64());
    const documents = reader.uint32();
    const postings = {
      offsets: reader.uint32(),
      places: reader.uint32(),
      impacts: reader.uint16(),
    };
    const weights = reader.float32();
    return new LexicalIndex(terms, documents, postings, weights, AskedQuestions.read(reader));
  }
}

function startsOf(documents: Uint32Array): Uint32Array {
  const starts = new Uint32Array((documents.at(-1) ?? -1) + 2);
  for (const document of documents) starts[document + 1] = (starts[document + 1] ?? 0) + 1;
  for (let document = 1; document < starts.length; document += 1)
    starts[document] = (starts[document] ?? 0) + (starts[document - 1] ?? 0);
  return starts;
}

function readTerms(passages: readonly LexicalFields[], onProgress: (done: number) => void) {
  const seen = new Map<string, number>();
  const read = (text: string) =>
    Uint32Array.from(termsOf(text), (term) => {
      const known = seen.get(term);
      if (known !== undefined) return known;
      seen.set(term, seen.size);
      return seen.size - 1;
    });
  const fields = passages.map(({ title, questions, text }, index): FieldTerms => {
    if (index % 1000 === 999) onProgress(index + 1);
    return { title: read(title), questions: read(questions.join('\n')), text: read(text) };
  });
  const terms = TermTable.of(seen.keys());
  const numbers = Uint32Array.from(seen.keys(), (term) => terms.find(term) ?? 0);
  for (const field of fields)
    for (const name of fieldNames)
      for (const [index, id] of field[name].entries()) field[name][index] = numbers[id] ?? 0;
  return { terms, fields };
}

/** BM25F's saturated term frequencies of one passage. */
function impactsOf(passages: readonly FieldTerms[]) {
  const averages = fieldNames.map((name) => {
    const filled = passages.filter((fields) => fields[name].length > 0);
    return filled.reduce((sum, fields) => sum + fields[name].length, 0) / filled.length;
  });
  return (place: number): ReadonlyMap<number, number> => {
    const frequencies = new Map<number, number>();
    for (const [index, name] of fieldNames.entries()) {
      const ids = passages[place]?.[name] ?? [];
      const { weight, b } = fieldSettings[name];
      const unit = weight / (1 - b + (b * ids.length) / (averages[index] ?? 1));
      for (const id of ids) frequencies.set(id, (frequencies.get(id) ?? 0) + unit);
    }
    for (const [id, frequency] of frequencies) frequencies.set(id, frequency / (k1 + frequency));
    return frequencies;
  };
}

/** Each question once, with all passages it is asked of. */
function readQuestions(passages: readonly LexicalFields[], terms: TermTable) {
  const places = new Map<string, number[]>();
  for (const [place, { questions }] of passages.entries()) {
    for (const question of questions) {
      const known = places.get(question);
      if (known) known.push(place);
      else places.set(question, [place]);
    }
  }
  return [...places].map(([question, answers]) => ({
    passages: answers,
    counts: new Map(
      [...countTerms(question)].flatMap(([term, count]) => {
        const id = terms.find(term);
        return id === undefined ? [] : [[id, count]];
      }),
    ),
  }));
}

function termsOf(text: string): string[] {
  return [...tokenize(text), ...articleTerms(text)];
}

function countTerms(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of termsOf(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

function rarity(frequency: number, size: number): number {
  const seen = Math.max(1, frequency);
  return Math.log(1 + (size - seen + 0.5) / (seen + 0.5));
}

/** Repetition in a question counts, but less each time. */
function often(count: number): number {
  return 1 + Math.log(count);
}

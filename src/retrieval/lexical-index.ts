// The home of BM25F: weighted fields, precomputed impacts, postings in typed arrays, one binary file.

import { tokenize } from './tokenize.ts';

/** Texts of one passage by field, already in canonical words. */
export interface LexicalFields {
  readonly title: string;
  readonly questions: string;
  readonly text: string;
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

export class LexicalIndex {
  readonly size: number;
  readonly #terms: ReadonlyMap<string, number>;
  /** Postings of term t are [offsets[t], offsets[t + 1]). */
  readonly #offsets: Uint32Array;
  readonly #passages: Uint32Array;
  readonly #impacts: Float32Array;

  private constructor(
    size: number,
    terms: ReadonlyMap<string, number>,
    offsets: Uint32Array,
    passages: Uint32Array,
    impacts: Float32Array,
  ) {
    this.size = size;
    this.#terms = terms;
    this.#offsets = offsets;
    this.#passages = passages;
    this.#impacts = impacts;
  }

  static build(documents: readonly LexicalFields[], onProgress: (done: number) => void = () => {}) {
    const terms = new Map<string, number>();
    const lengthSums = { title: 0, questions: 0, text: 0 };
    const filled = { title: 0, questions: 0, text: 0 };
    const tokens = documents.map((document, index) => {
      const fields = fieldNames.map((field) => {
        const ids = tokenize(document[field]).map((term) => {
          const known = terms.get(term);
          if (known !== undefined) return known;
          terms.set(term, terms.size);
          return terms.size - 1;
        });
        lengthSums[field] += ids.length;
        if (ids.length > 0) filled[field] += 1;
        return Uint32Array.from(ids);
      });
      if (index % 1000 === 999) onProgress(index + 1);
      return fields;
    });

    // Pass 1 counts documents a term, pass 2 fills postings in passage order.
    const frequency = new Uint32Array(terms.size);
    for (const fields of tokens)
      for (const id of unique(fields)) frequency[id] = at(frequency, id) + 1;
    const offsets = new Uint32Array(terms.size + 1);
    for (let id = 0; id < terms.size; id += 1)
      offsets[id + 1] = at(offsets, id) + at(frequency, id);
    const passages = new Uint32Array(at(offsets, terms.size));
    const impacts = new Float32Array(passages.length);
    const cursor = offsets.slice(0, terms.size);
    for (const [passage, fields] of tokens.entries()) {
      const weighted = new Map<number, number>();
      for (const [index, field] of fieldNames.entries()) {
        const ids = fields[index];
        if (!ids || ids.length === 0) continue;
        const { weight, b } = fieldSettings[field];
        const average = lengthSums[field] / Math.max(1, filled[field]);
        const unit = weight / (1 - b + (b * ids.length) / average);
        for (const id of ids) weighted.set(id, (weighted.get(id) ?? 0) + unit);
      }
      for (const [id, frequencyHere] of weighted) {
        const place = at(cursor, id);
        passages[place] = passage;
        impacts[place] = frequencyHere / (k1 + frequencyHere);
        cursor[id] = place + 1;
      }
    }
    return new LexicalIndex(documents.length, terms, offsets, passages, impacts);
  }

  /** Inverse document frequency of a term; that of a term seen once when it is unknown. */
  idf(term: string): number {
    const frequency = Math.max(1, this.frequency(term));
    return Math.log(1 + (this.size - frequency + 0.5) / (frequency + 0.5));
  }

  /** How many passages have a term. */
  frequency(term: string): number {
    const id = this.#terms.get(term);
    return id === undefined ? 0 : at(this.#offsets, id + 1) - at(this.#offsets, id);
  }

  /** What all terms of a text weigh together; grows with its length. */
  weight(text: string): number {
    let weight = 0;
    for (const [term, count] of countTerms(text)) weight += this.idf(term) * (1 + Math.log(count));
    return weight;
  }

  /**
   * Scores every passage: the share, 0 to 1, of what a passage with all terms in abundance would get.
   * @returns one score a passage, in index order.
   */
  scores(query: string): Float32Array {
    const scores = new Float32Array(this.size);
    let best = 0;
    for (const [term, count] of countTerms(query)) {
      const weight = this.idf(term) * (1 + Math.log(count));
      best += weight;
      const id = this.#terms.get(term);
      if (id === undefined) continue;
      const end = at(this.#offsets, id + 1);
      for (let place = at(this.#offsets, id); place < end; place += 1) {
        const passage = at(this.#passages, place);
        scores[passage] = at(scores, passage) + weight * at(this.#impacts, place);
      }
    }
    if (best > 0)
      for (let index = 0; index < scores.length; index += 1)
        scores[index] = at(scores, index) / best;
    return scores;
  }

  /** One file: lengths, then the terms joined by line feeds, then the arrays, each on a 4-byte boundary. */
  serialize(): Buffer {
    const terms = Buffer.from([...this.#terms.keys()].join('\n'), 'utf8');
    const padded = Buffer.alloc(Math.ceil(terms.length / 4) * 4);
    terms.copy(padded);
    const head = Uint32Array.of(
      formatMark,
      this.size,
      this.#terms.size,
      terms.length,
      this.#passages.length,
    );
    return Buffer.concat(
      [head, padded, this.#offsets, this.#passages, this.#impacts].map((part) =>
        Buffer.from(part.buffer, part.byteOffset, part.byteLength),
      ),
    );
  }

  /** @param bytes what `serialize` gave; the caller has checked its digest. */
  static deserialize(bytes: Buffer): LexicalIndex {
    const copy = new Uint8Array(bytes).buffer;
    const [mark, size = 0, termCount = 0, termBytes = 0, postings = 0] = new Uint32Array(
      copy,
      0,
      5,
    );
    if (mark !== formatMark) throw new RangeError('Not a lexical index of this version');
    let offset = 20;
    const text = new TextDecoder().decode(new Uint8Array(copy, offset, termBytes));
    offset += Math.ceil(termBytes / 4) * 4;
    const offsets = new Uint32Array(copy, offset, termCount + 1);
    offset += offsets.byteLength;
    const passages = new Uint32Array(copy, offset, postings);
    offset += passages.byteLength;
    const impacts = new Float32Array(copy, offset, postings);
    const terms = new Map(termCount === 0 ? [] : text.split('\n').map((term, id) => [term, id]));
    return new LexicalIndex(size, terms, offsets, passages, impacts);
  }
}

const formatMark = 0x31_35_4d_42;

function countTerms(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of tokenize(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

function unique(fields: readonly Uint32Array[]): Set<number> {
  const ids = new Set<number>();
  for (const field of fields) for (const id of field) ids.add(id);
  return ids;
}

/** Typed-array reads inside their bounds; the compiler cannot see the bounds. */
function at(array: Uint32Array | Float32Array, index: number): number {
  return array[index] ?? 0;
}

// The embedded default embedding: no model, no download, the same vector on every machine.

import { Embeddings } from '@langchain/core/embeddings';
import { fnv1a } from './fnv1a.ts';
import { tokenize } from './tokenize.ts';

export const hashedDimensions = 512;

/**
 * Feature hashing (Weinberger et al., "Feature hashing for large scale multitask learning", ICML 2009):
 * every term of `tokenize` adds ±(1 + ln tf) · idf to one of 512 places, chosen by FNV-1a of the term;
 * the sum is scaled to unit length, so that cosine similarity is the weighted overlap of terms.
 */
export class HashedEmbedding extends Embeddings {
  readonly #idf: (term: string) => number;

  /** @param idf from the corpus's own lexical index, so that frequent characters weigh little. */
  constructor(idf: (term: string) => number) {
    super({});
    this.#idf = idf;
  }

  override async embedDocuments(texts: string[]): Promise<number[][]> {
    return texts.map((text) => this.#embed(text));
  }

  override async embedQuery(text: string): Promise<number[]> {
    return this.#embed(text);
  }

  #embed(text: string): number[] {
    const vector = new Array<number>(hashedDimensions).fill(0);
    const counts = new Map<string, number>();
    for (const term of tokenize(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
    for (const [term, count] of counts) {
      const hash = fnv1a(term);
      const place = hash % hashedDimensions;
      const sign = hash & 0x4000_0000 ? 1 : -1;
      vector[place] = (vector[place] ?? 0) + sign * (1 + Math.log(count)) * this.#idf(term);
    }
    const norm = Math.hypot(...vector);
    // A text without any term still needs a direction: cosine of a zero vector is not defined.
    if (norm === 0) vector[0] = 1;
    else
      for (let index = 0; index < vector.length; index += 1)
        vector[index] = (vector[index] ?? 0) / norm;
    return vector;
  }
}

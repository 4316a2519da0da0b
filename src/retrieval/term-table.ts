// The home of which number a term has: sorted 53-bit hashes, so that an index on disk opens without reading a word.

export class TermTable {
  /** Ascending hashes; a term's number is its hash's place. */
  readonly hashes: Float64Array;

  constructor(hashes: Float64Array) {
    this.hashes = hashes;
  }

  /** @param terms each once. Two with one hash (1 in 20,000 indexes of a million terms) would share a number. */
  static of(terms: Iterable<string>): TermTable {
    return new TermTable(Float64Array.from(terms, hashTerm).sort());
  }

  get size(): number {
    return this.hashes.length;
  }

  find(term: string): number | undefined {
    const wanted = hashTerm(term);
    let low = 0;
    let high = this.hashes.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const hash = this.hashes[middle] ?? 0;
      if (hash === wanted) return middle;
      if (hash < wanted) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  }
}

/** Two multiplicative hashes over UTF-16 units, each mixed with the other at the end; 53 bits. */
function hashTerm(term: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < term.length; index += 1) {
    const unit = term.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 2 ** 32 * (0x1fffff & low) + (high >>> 0);
}

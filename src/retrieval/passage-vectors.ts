// The home of the vectors themselves, beside the graph that finds the nearest: how near any one passage comes.

import { ArrayReader, joinArrays } from './array-file.ts';

const formatMark = 0x31_56_53_50;
const arrayCount = 2;

export class PassageVectors {
  /** Place of the passage each vector stands for; a passage's stand one after another. */
  readonly places: Uint32Array;
  /** Vectors of passage p are [starts[p], starts[p + 1]). */
  readonly #starts: Uint32Array;
  /** Of unit length, one after another. */
  readonly #rows: Float32Array;
  readonly #dimensions: number;

  /** @param places ascending. @param rows of any length but 0, as many numbers each. */
  constructor(places: Uint32Array, rows: Float32Array) {
    this.places = places;
    this.#rows = rows;
    this.#dimensions = rows.length / places.length;
    this.#starts = new Uint32Array((places.at(-1) ?? -1) + 2);
    for (const [label, place] of places.entries()) this.#starts[place + 1] = label + 1;
  }

  /** Cosine of the nearer of a passage's vectors, 0 to 1: a sum would punish passages nobody has asked for. */
  similarity(query: Float32Array, place: number): number {
    const [first, end] = [this.#starts[place] ?? 0, this.#starts[place + 1] ?? 0];
    let nearest = 0;
    for (let label = first; label < end; label += 1) {
      const row = label * this.#dimensions;
      let cosine = 0;
      for (let d = 0; d < this.#dimensions; d += 1)
        cosine += (query[d] ?? 0) * (this.#rows[row + d] ?? 0);
      nearest = Math.max(nearest, cosine);
    }
    return nearest;
  }

  serialize(): Buffer {
    return joinArrays(formatMark, [this.places, this.#rows]);
  }

  /** @param bytes what `serialize` gave; the caller has checked its digest. @throws RangeError for another version. */
  static deserialize(bytes: Buffer): PassageVectors {
    const reader = new ArrayReader(bytes, formatMark, arrayCount);
    return new PassageVectors(reader.uint32(), reader.float32());
  }
}

/** In single precision and of unit length. */
export function toUnitLength(vector: readonly number[]): Float32Array {
  const length = Math.hypot(...vector) || 1;
  return Float32Array.from(vector, (value) => value / length);
}

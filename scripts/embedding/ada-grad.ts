// The home of the optimizer: slopes of texts are carried to their terms, and the terms moved.

import type { TermBag } from '../../src/retrieval/term-bag.ts';

/** Texts as vectors of unit length, and how long they were before. */
export interface EmbeddedBags {
  /** One after another. */
  readonly units: Float32Array;
  readonly lengths: Float32Array;
}

/**
 * AdaGrad (Duchi, Hazan, Singer, JMLR 2011) that touches the terms of a batch alone.
 * @param vectors changed in place.
 */
export function createAdaGrad(vectors: Float32Array, dimensions: number) {
  const squares = new Float32Array(vectors.length).fill(1e-8);
  const slopes = new Float32Array(vectors.length);
  const isTouched = new Uint8Array(vectors.length / dimensions);
  const touched: number[] = [];
  const slope = new Float32Array(dimensions);
  return {
    /** @param unitSlopes slopes of the bags' unit vectors, carried here through the scaling to the terms. */
    add(
      bags: readonly TermBag[],
      { units, lengths }: EmbeddedBags,
      unitSlopes: Float32Array,
    ): void {
      for (const [index, { places, counts }] of bags.entries()) {
        const start = index * dimensions;
        let along = 0;
        for (let d = 0; d < dimensions; d += 1)
          along += (units[start + d] ?? 0) * (unitSlopes[start + d] ?? 0);
        const length = lengths[index] ?? 1;
        for (let d = 0; d < dimensions; d += 1)
          slope[d] = ((unitSlopes[start + d] ?? 0) - along * (units[start + d] ?? 0)) / length;
        for (let term = 0; term < places.length; term += 1) {
          const place = places[term] ?? 0;
          if (isTouched[place] === 0) {
            isTouched[place] = 1;
            touched.push(place);
          }
          addScaled(slopes, place * dimensions, slope, 0, dimensions, counts[term] ?? 0);
        }
      }
    },
    step(rate: number): void {
      for (const place of touched) {
        for (let at = place * dimensions; at < (place + 1) * dimensions; at += 1) {
          const slopeHere = slopes[at] ?? 0;
          slopes[at] = 0;
          const sum = (squares[at] ?? 0) + slopeHere * slopeHere;
          squares[at] = sum;
          vectors[at] = (vectors[at] ?? 0) - (rate * slopeHere) / Math.sqrt(sum);
        }
        isTouched[place] = 0;
      }
      touched.length = 0;
    },
  };
}

/** Adds a row of one array, times a number, to a row of another. */
export function addScaled(
  to: Float32Array,
  toStart: number,
  from: Float32Array,
  fromStart: number,
  dimensions: number,
  scale: number,
): void {
  for (let d = 0; d < dimensions; d += 1)
    to[toStart + d] = (to[toStart + d] ?? 0) + scale * (from[fromStart + d] ?? 0);
}

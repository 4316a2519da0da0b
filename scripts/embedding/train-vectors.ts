// The home of contrastive training: pairs of texts in, a vector a term out.

import type { TermBag } from '../../src/retrieval/term-bag.ts';
import { addScaled, createAdaGrad, type EmbeddedBags } from './ada-grad.ts';
import { createRandom } from './random.ts';

export interface Batch {
  /** Row i asks for column i. */
  readonly rows: readonly TermBag[];
  /** As many answers as rows, then any number of texts that answer none of them. */
  readonly columns: readonly TermBag[];
  /** Whether a column that is not a row's own answers it all the same; it then does not count as wrong. */
  readonly isAlsoRight: (row: number, column: number) => boolean;
}

export interface TrainingOptions {
  readonly dimensions: number;
  readonly steps: number;
  readonly seed: number;
  /** Step width at the beginning; falls linearly to a tenth. */
  readonly rate: number;
  readonly temperature: number;
}

/**
 * InfoNCE in both directions (van den Oord et al., arXiv 1807.03748) over sums of term vectors.
 * @param weights what each term weighs before training, e.g. its inverse document frequency.
 * @param nextBatch asked once a step.
 * @returns term vectors one after another, `dimensions` numbers each.
 */
export function trainVectors(
  weights: Float32Array,
  nextBatch: (step: number) => Batch,
  { dimensions, steps, seed, rate, temperature }: TrainingOptions,
  onStep: (step: number, loss: number) => void = () => {},
): Float32Array {
  const vectors = startVectors(weights, dimensions, seed);
  const optimizer = createAdaGrad(vectors, dimensions);
  for (let step = 0; step < steps; step += 1) {
    const { rows, columns, isAlsoRight } = nextBatch(step);
    const left = embed(rows, vectors, dimensions);
    const right = embed(columns, vectors, dimensions);
    const { loss, slopes } = contrast(
      left.units,
      right.units,
      dimensions,
      temperature,
      isAlsoRight,
    );
    optimizer.add(rows, left, multiply(slopes, right.units, dimensions, rows.length));
    optimizer.add(columns, right, multiplyTurned(slopes, left.units, dimensions, rows.length));
    optimizer.step(rate * (1 - (0.9 * step) / steps));
    onStep(step, loss);
  }
  return vectors;
}

function startVectors(weights: Float32Array, dimensions: number, seed: number): Float32Array {
  const random = createRandom(seed);
  const vectors = new Float32Array(weights.length * dimensions);
  for (let at = 0; at < vectors.length; at += 1) {
    // Box and Muller's normal numbers.
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    vectors[at] = (normal * (weights[Math.floor(at / dimensions)] ?? 0)) / Math.sqrt(dimensions);
  }
  return vectors;
}

function embed(bags: readonly TermBag[], vectors: Float32Array, dimensions: number): EmbeddedBags {
  const units = new Float32Array(bags.length * dimensions);
  const lengths = new Float32Array(bags.length);
  for (const [index, { places, counts }] of bags.entries()) {
    const start = index * dimensions;
    for (let term = 0; term < places.length; term += 1) {
      const from = (places[term] ?? 0) * dimensions;
      const count = counts[term] ?? 0;
      for (let d = 0; d < dimensions; d += 1)
        units[start + d] = (units[start + d] ?? 0) + count * (vectors[from + d] ?? 0);
    }
    let squares = 1e-12;
    for (let d = start; d < start + dimensions; d += 1) squares += (units[d] ?? 0) ** 2;
    const length = Math.sqrt(squares);
    lengths[index] = length;
    for (let d = start; d < start + dimensions; d += 1) units[d] = (units[d] ?? 0) / length;
  }
  return { units, lengths };
}

/** The loss a row, and its slope for every cosine of row and column. */
function contrast(
  left: Float32Array,
  right: Float32Array,
  dimensions: number,
  temperature: number,
  isAlsoRight: Batch['isAlsoRight'],
): { loss: number; slopes: Float32Array } {
  const rows = left.length / dimensions;
  const columns = right.length / dimensions;
  const powers = new Float32Array(rows * columns);
  const rowSums = new Float64Array(rows);
  const columnSums = new Float64Array(columns);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (row !== column && isAlsoRight(row, column)) continue;
      // Cosines are at most 1, so that this power never overflows.
      const cosine = dot(left, row * dimensions, right, column * dimensions, dimensions);
      const power = Math.exp((cosine - 1) / temperature);
      powers[row * columns + column] = power;
      rowSums[row] = (rowSums[row] ?? 0) + power;
      columnSums[column] = (columnSums[column] ?? 0) + power;
    }
  }
  let loss = 0;
  const slopes = new Float32Array(rows * columns);
  const share = 1 / (2 * rows * temperature);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const at = row * columns + column;
      const power = powers[at] ?? 0;
      const byRow = power / (rowSums[row] ?? 1);
      // Columns beyond the rows belong to no row and are asked for nothing.
      const byColumn = column < rows ? power / (columnSums[column] ?? 1) : 0;
      const wanted = row === column ? 2 : 0;
      if (wanted) loss -= (Math.log(byRow) + Math.log(byColumn)) / (2 * rows);
      slopes[at] = (byRow + byColumn - wanted) * share;
    }
  }
  return { loss, slopes };
}

/** Four sums side by side, since each addition waits for the one before it. @param length a multiple of four. */
function dot(
  a: Float32Array,
  aStart: number,
  b: Float32Array,
  bStart: number,
  length: number,
): number {
  let [first, second, third, fourth] = [0, 0, 0, 0];
  for (let d = 0; d < length; d += 4) {
    first += (a[aStart + d] ?? 0) * (b[bStart + d] ?? 0);
    second += (a[aStart + d + 1] ?? 0) * (b[bStart + d + 1] ?? 0);
    third += (a[aStart + d + 2] ?? 0) * (b[bStart + d + 2] ?? 0);
    fourth += (a[aStart + d + 3] ?? 0) * (b[bStart + d + 3] ?? 0);
  }
  return first + second + third + fourth;
}

/** Slopes of the rows: slopes · right. */
function multiply(
  slopes: Float32Array,
  right: Float32Array,
  dimensions: number,
  rows: number,
): Float32Array {
  const columns = slopes.length / rows;
  const result = new Float32Array(rows * dimensions);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const slope = slopes[row * columns + column] ?? 0;
      if (Math.abs(slope) < negligible) continue;
      addScaled(result, row * dimensions, right, column * dimensions, dimensions, slope);
    }
  }
  return result;
}

/** Slopes of the columns: slopes turned · left. */
function multiplyTurned(
  slopes: Float32Array,
  left: Float32Array,
  dimensions: number,
  rows: number,
): Float32Array {
  const columns = slopes.length / rows;
  const result = new Float32Array(columns * dimensions);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const slope = slopes[row * columns + column] ?? 0;
      if (Math.abs(slope) < negligible) continue;
      addScaled(result, column * dimensions, left, row * dimensions, dimensions, slope);
    }
  }
  return result;
}

/** A slope below this moves nothing that int8 can hold. */
const negligible = 2e-6;

// The home of learned term vectors as a file: the terms, then a scale and a row of int8 each.

/** One row of int8 a term; a term's vector is its row times its scale. */
export interface TermVectors {
  readonly dimensions: number;
  readonly vocabulary: ReadonlyMap<string, number>;
  readonly scales: Float32Array;
  readonly rows: Int8Array;
}

const formatMark = 0x31_43_45_56;
const headBytes = 16;

/**
 * Rounds vectors to int8, each with the scale of its largest number.
 * @param terms in the order of their vectors. @param vectors one after another, `dimensions` numbers each.
 */
export function packVectors(
  terms: readonly string[],
  vectors: Float32Array,
  dimensions: number,
): TermVectors {
  const scales = new Float32Array(terms.length);
  const rows = new Int8Array(vectors.length);
  for (let term = 0; term < terms.length; term += 1) {
    const row = vectors.subarray(term * dimensions, (term + 1) * dimensions);
    const largest = row.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const scale = largest / 127;
    scales[term] = scale;
    if (scale > 0)
      rows.set(
        row.map((value) => Math.round(value / scale)),
        term * dimensions,
      );
  }
  return {
    dimensions,
    vocabulary: new Map(terms.map((term, place) => [term, place])),
    scales,
    rows,
  };
}

/** One file: lengths, scales, rows, then the terms joined by line feeds. */
export function writeVectors({ dimensions, vocabulary, scales, rows }: TermVectors): Buffer {
  const terms = Buffer.from([...vocabulary.keys()].join('\n'), 'utf8');
  const head = Uint32Array.of(formatMark, dimensions, vocabulary.size, terms.length);
  return Buffer.concat([
    Buffer.from(head.buffer),
    Buffer.from(scales.buffer),
    Buffer.from(rows.buffer),
    terms,
  ]);
}

/** @param bytes what `writeVectors` gave; the caller has checked its digest. */
export function readVectors(bytes: Buffer): TermVectors {
  const copy = new Uint8Array(bytes).buffer;
  const [mark, dimensions = 0, count = 0, termBytes = 0] = new Uint32Array(copy, 0, 4);
  if (mark !== formatMark) throw new RangeError('Not a file of term vectors of this version');
  const scales = new Float32Array(copy, headBytes, count);
  const rows = new Int8Array(copy, headBytes + scales.byteLength, count * dimensions);
  const terms = new TextDecoder().decode(
    new Uint8Array(copy, headBytes + scales.byteLength + rows.byteLength, termBytes),
  );
  const vocabulary = new Map<string, number>();
  for (const [place, term] of terms.split('\n').entries()) vocabulary.set(term, place);
  return { dimensions, vocabulary, scales, rows };
}

// The home of postings: for each term the places it stands at and what it counts there, in three typed arrays.

export interface Postings {
  /** Those of term t are [offsets[t], offsets[t + 1]). */
  readonly offsets: Uint32Array;
  readonly places: Uint32Array;
  /** 0 to 1 in 65,535 steps. */
  readonly impacts: Uint16Array;
}

const steps = 65_535;

/**
 * @param impactsOf what each term counts at a place, 0 to 1; asked twice, since all answers at once
 *   would not fit into memory.
 */
export function collectPostings(
  termCount: number,
  placeCount: number,
  impactsOf: (place: number) => ReadonlyMap<number, number>,
): Postings {
  const offsets = new Uint32Array(termCount + 1);
  for (let place = 0; place < placeCount; place += 1)
    for (const term of impactsOf(place).keys()) offsets[term + 1] = at(offsets, term + 1) + 1;
  for (let term = 0; term < termCount; term += 1)
    offsets[term + 1] = at(offsets, term + 1) + at(offsets, term);
  const places = new Uint32Array(at(offsets, termCount));
  const impacts = new Uint16Array(places.length);
  const next = offsets.slice(0, termCount);
  for (let place = 0; place < placeCount; place += 1)
    for (const [term, impact] of impactsOf(place)) {
      const index = at(next, term);
      places[index] = place;
      impacts[index] = Math.round(impact * steps);
      next[term] = index + 1;
    }
  return { offsets, places, impacts };
}

/** How many places a term stands at. */
export function placesOf({ offsets }: Postings, term: number | undefined): number {
  return term === undefined ? 0 : at(offsets, term + 1) - at(offsets, term);
}

/** Adds `weight` times what the term counts to the score of every place it stands at. */
export function addScores(
  { offsets, places, impacts }: Postings,
  term: number | undefined,
  weight: number,
  scores: Float32Array,
): void {
  if (term === undefined) return;
  const unit = weight / steps;
  const end = offsets[term + 1] ?? 0;
  for (let index = offsets[term] ?? 0; index < end; index += 1) {
    const place = places[index] ?? 0;
    scores[place] = (scores[place] ?? 0) + unit * (impacts[index] ?? 0);
  }
}

/** What a term counts at one place; 0 where it does not stand. */
export function impactAt(
  { offsets, places, impacts }: Postings,
  term: number | undefined,
  place: number,
): number {
  if (term === undefined) return 0;
  let low = at(offsets, term);
  let high = at(offsets, term + 1) - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = at(places, middle);
    if (found === place) return (impacts[middle] ?? 0) / steps;
    if (found < place) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
}

/** Typed-array reads inside their bounds; the compiler cannot see the bounds. */
function at(array: Uint32Array, index: number): number {
  return array[index] ?? 0;
}

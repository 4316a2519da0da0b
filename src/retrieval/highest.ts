// The home of the best places of a score array, without sorting all of it.

/** @returns places of the `count` highest scores above `least`, best first, the lower place first among equals. */
export function highest(scores: Float32Array, count: number, least = 0): number[] {
  // A heap with the lowest of the best on top: nearly every score is passed over after one comparison.
  const heap = new Uint32Array(count);
  let size = 0;
  let floor = least;
  for (let place = 0; place < scores.length; place += 1) {
    const score = scores[place] ?? 0;
    if (!(score > floor)) continue;
    if (size < count) {
      rise(heap, scores, size, place);
      size += 1;
    } else sink(heap, scores, place);
    if (size === count) floor = scores[heap[0] ?? 0] ?? 0;
  }
  return [...heap.subarray(0, size)].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
}

/** Among equals the higher place is the lower one of the heap, and goes first. */
function isBelow(scores: Float32Array, one: number, other: number): boolean {
  const [score, otherScore] = [scores[one] ?? 0, scores[other] ?? 0];
  return score < otherScore || (score === otherScore && one > other);
}

/** Puts a place in at the end of the heap and lets it rise. */
function rise(heap: Uint32Array, scores: Float32Array, end: number, place: number): void {
  let index = end;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    const above = heap[parent] ?? 0;
    if (!isBelow(scores, place, above)) break;
    heap[index] = above;
    index = parent;
  }
  heap[index] = place;
}

/** Puts a place where the lowest was, and lets it sink. */
function sink(heap: Uint32Array, scores: Float32Array, place: number): void {
  let index = 0;
  for (;;) {
    let child = 2 * index + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && isBelow(scores, heap[child + 1] ?? 0, heap[child] ?? 0))
      child += 1;
    const below = heap[child] ?? 0;
    if (!isBelow(scores, below, place)) break;
    heap[index] = below;
    index = child;
  }
  heap[index] = place;
}

// The home of the best places of a score array, without sorting all of it.

/** @returns places of the `count` highest scores above `least`, best first, the lower place first among equals. */
export function highest(scores: Float32Array, count: number, least = 0): number[] {
  // A heap with the lowest of the best on top: nearly every score is passed over after one comparison.
  const heap: number[] = [];
  const isBelow = (one: number, other: number) => {
    const [place = 0, otherPlace = 0] = [heap[one], heap[other]];
    const [score = 0, otherScore = 0] = [scores[place], scores[otherPlace]];
    return score < otherScore || (score === otherScore && place > otherPlace);
  };
  const swap = (one: number, other: number) => {
    const kept = heap[one] ?? 0;
    heap[one] = heap[other] ?? 0;
    heap[other] = kept;
  };
  const rise = (from: number) => {
    for (let index = from; index > 0; ) {
      const parent = (index - 1) >> 1;
      if (isBelow(parent, index)) return;
      swap(index, parent);
      index = parent;
    }
  };
  const sink = () => {
    for (let index = 0; ; ) {
      let child = 2 * index + 1;
      if (child >= heap.length) return;
      if (child + 1 < heap.length && isBelow(child + 1, child)) child += 1;
      if (isBelow(index, child)) return;
      swap(index, child);
      index = child;
    }
  };
  let floor = least;
  for (let place = 0; place < scores.length; place += 1) {
    const score = scores[place] ?? 0;
    if (score <= floor) continue;
    if (heap.length < count) {
      heap.push(place);
      rise(heap.length - 1);
    } else {
      heap[0] = place;
      sink();
    }
    if (heap.length === count) floor = scores[heap[0] ?? 0] ?? 0;
  }
  return heap.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
}

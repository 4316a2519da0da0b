// The home of comparing two texts word by word. Pure.

import { diffArrays } from 'diff';

export interface WordChange {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** In reading order; what was removed comes before what was added in its place. */
export function compareWords(before: string, after: string): WordChange[] {
  return diffArrays(wordsOf(before), wordsOf(after)).map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join(''),
  }));
}

/** A figure is one word, so that 45 becoming 15 reads as such. */
function wordsOf(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

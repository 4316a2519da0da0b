// The home of what counts as a term: characters, character pairs and words of Chinese; whole words and numbers otherwise.

const runPattern = /\p{Script=Han}+|\d+(?:\.\d+)?|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Lower case, full-width to half-width; the same text on both sides of every comparison. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/**
 * Terms of a text, with repetitions. Unigrams with bigrams beat dictionary words for lay legal
 * questions; words of three characters and more are added on top (measured: docs/retrieval.md).
 */
export function tokenize(text: string): string[] {
  const terms: string[] = [];
  for (const [run] of foldText(text).matchAll(runPattern)) {
    if (!/^\p{Script=Han}/u.test(run)) {
      terms.push(run);
      continue;
    }
    for (let at = 0; at < run.length; at += 1) {
      terms.push(run.charAt(at));
      if (at + 1 < run.length) terms.push(run.slice(at, at + 2));
    }
    if (run.length < 3) continue;
    for (const { segment } of segmenter.segment(run)) {
      if (segment.length >= 3) terms.push(segment);
    }
  }
  return terms;
}

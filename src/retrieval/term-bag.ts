// The home of a text as a bag of terms: which terms of a vocabulary stand in it, and how often.

import { foldText } from './tokenize.ts';

/** Terms of a vocabulary that stand in a text, as places, each once, and what each counts: 1 + ln of how often. */
export interface TermBag {
  readonly places: Int32Array;
  readonly counts: Float32Array;
}

const runPattern = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;

/**
 * Every term a text could have, with repetitions: of Chinese all characters and pairs of neighbours, of
 * everything else whole words and numbers. No dictionary of words is asked: the same text gives the same
 * terms whatever dictionary the machine has, and longer terms measured no better.
 */
export function* candidateTerms(text: string): Generator<string> {
  for (const [run] of foldText(text).matchAll(runPattern)) {
    if (!/^\p{Script=Han}/u.test(run)) {
      yield run;
      continue;
    }
    for (let at = 0; at < run.length; at += 1) {
      yield run.charAt(at);
      if (at + 1 < run.length) yield run.slice(at, at + 2);
    }
  }
}

/** @param vocabulary places of terms. */
export function bagOf(text: string, vocabulary: ReadonlyMap<string, number>): TermBag {
  const seen = new Map<number, number>();
  for (const term of candidateTerms(text)) {
    const place = vocabulary.get(term);
    if (place !== undefined) seen.set(place, (seen.get(place) ?? 0) + 1);
  }
  return {
    places: Int32Array.from(seen.keys()),
    counts: Float32Array.from(seen.values(), (count) => 1 + Math.log(count)),
  };
}

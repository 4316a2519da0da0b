// The home of knowing when not to answer: how sure it is that the corpus covers a question.

import type { RankedPassage } from '../domain.ts';
import type { Generation } from '../retrieval/generation.ts';
import { tokenize } from '../retrieval/tokenize.ts';
import { isLegalMatter } from './scope.ts';

/** From here on the best passage answers; set on the golden questions and everyday questions of other fields. */
export const sufficientConfidence = 0.32;

/** Character pairs that stand in at least this many passages are words of this field. */
const familiarFrom = 3;
/**
 * What the terms of a plain question weigh. A long story is not held against its teller: from here on
 * the match is measured against this, not against every word told.
 */
const plainWeight = 130;
const weights = { match: 1, familiar: 0.3, legal: 0.1 } as const;

/**
 * How well the best passage matches, how many of the question's character pairs are at home in the
 * corpus, and whether it names a legal matter; 0 to about 1.4.
 */
export function confidenceOf(
  question: string,
  top: RankedPassage,
  { lexical, words }: Generation,
): number {
  const pairs = new Set(tokenize(words.canonical(question)).filter((term) => term.length === 2));
  const familiar = [...pairs].filter((pair) => lexical.frequency(pair) >= familiarFrom).length;
  const weight = lexical.weight(words.canonical(question));
  return (
    weights.match * top.lexicalScore * Math.max(1, weight / plainWeight) +
    weights.familiar * (pairs.size === 0 ? 0 : familiar / pairs.size) +
    (isLegalMatter(question) ? weights.legal : 0)
  );
}

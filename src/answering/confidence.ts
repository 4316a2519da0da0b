// The home of knowing when not to answer: how likely it is that the best passage answers the question.

import type { RankedPassage } from '../domain.ts';
import type { Generation } from '../retrieval/generation.ts';
import { tokenize } from '../retrieval/tokenize.ts';
import { isLegalMatter } from './scope.ts';

/** From here on the best passage answers; set on the golden questions (docs/retrieval.md). */
export const sufficientConfidence = 0.55;

/** Character pairs that stand in at least this many passages are words of this field. */
const familiarFrom = 3;
/**
 * What the terms of a plain question weigh. A long story is not held against its teller: from here on
 * the match is measured against this, not against every word told.
 */
const plainWeight = 130;

const weights = { match: 1, familiar: 0.3, legal: 0.1 } as const;
/** Platt's scaling of the likeness, fitted to golden questions by scripts/fit-confidence.ts. */
const scaling = { likeness: 6.61, bias: -1.92 } as const;

/**
 * A probability: of questions with 0.8, four in five are answered by the best passage. An article asked for by
 * law and number is not a matter of likeness: the passage that is it, or rests on it, answers.
 */
export function confidenceOf(question: string, top: RankedPassage, generation: Generation): number {
  if (isNamed(question, top, generation)) return 1;
  const likeness = likenessOf(question, top, generation);
  return 1 / (1 + Math.exp(-(scaling.likeness * likeness + scaling.bias)));
}

/**
 * How well the best passage matches, how many of the question's character pairs are at home in the
 * corpus, and whether it names a legal matter; 0 to about 1.4.
 */
export function likenessOf(
  question: string,
  top: RankedPassage,
  { lexical, words }: Generation,
): number {
  const canonical = words.canonical(question);
  const pairs = new Set(tokenize(canonical).filter((term) => term.length === 2));
  const familiar = [...pairs].filter((pair) => lexical.frequency(pair) >= familiarFrom).length;
  const length = Math.max(1, lexical.weight(canonical) / plainWeight);
  return (
    weights.match * top.lexicalScore * length +
    weights.familiar * (pairs.size === 0 ? 0 : familiar / pairs.size) +
    (isLegalMatter(question) ? weights.legal : 0)
  );
}

function isNamed(
  question: string,
  { passage }: RankedPassage,
  { articles, passages, words }: Generation,
): boolean {
  const named = articles.find(`${question}\n${words.canonical(question)}`);
  return [...named.keys()].some((place) => passages[place]?.passage.id === passage.id);
}

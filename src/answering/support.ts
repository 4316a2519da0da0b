// The home of how much of a statement its sources say at all: what a model adds from memory, or is told to say, has no words there. Pure.

import { contentCharacters, contentPairs, sharedPairs, splitClauses } from './clauses.ts';

const bounds = {
  /** Mean share of characters and pairs of a whole statement: plain words for the same thing reach it, another passage's seldom. */
  statement: 0.4,
  /** Share of characters of one clause; far below what any wording of the same thing reaches. */
  clause: 0.25,
} as const;
/** Shorter clauses are turns of speech. */
const shortestClause = 6;
/** What stance.ts judges is no content. */
const stanceWords = /可以|应当|应该|必须|需要|不[用必要能得]|没有|[不没未无能要会得]/g;

/** The part of a statement that its sources do not speak of: the whole, or a clause of it. */
export function unsupportedPart(statement: string, source: string): string | undefined {
  const characters = new Set(contentCharacters(source));
  const pairs = contentPairs(source);
  const share = (content: string) =>
    [...content].filter((char) => characters.has(char)).length / (content.length || 1);
  const content = contentCharacters(statement.replace(stanceWords, ''));
  const support = (share(content) + sharedPairs(contentPairs(statement), pairs)) / 2;
  // A statement without words of its own ("12348。") stands or falls with its figures.
  if (content !== '' && support < bounds.statement) return statement;
  return splitClauses(statement).find((clause) => {
    const words = contentCharacters(clause.replace(stanceWords, ''));
    return words.length >= shortestClause && share(words) < bounds.clause;
  });
}

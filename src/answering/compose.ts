// The home of writing an answer by quotation: which passages, and which of their sentences, answer the question.

import type { Passage, RankedPassage } from '../domain.ts';
import { type PassageUnit, splitStatements } from './split-statements.ts';
import type { Claim } from './verify-statements.ts';

/** How well a quoted unit meets the question's words: the share of their weight that it carries, 0 to 1. */
export type Overlap = (unit: string) => number;

const wholePassage = { units: 4, characters: 230 } as const;
const maxStatements = 5;
const maxListItems = 8;
/** A further passage is quoted when it scores nearly as well as the first and says more of what was asked. */
const secondPassage = { scoreShare: 0.88, gain: 0.12 } as const;

/**
 * Quotes the sentences of the best passage that answer, and of a second one where it adds to them.
 * @param ranked passages that may be cited, best first; at least one.
 */
export function composeClaims(ranked: readonly RankedPassage[], overlap: Overlap): Claim[] {
  const [first, ...others] = ranked;
  if (!first) return [];
  const claims = quote(first.passage, overlap, maxStatements);
  const said = claims.map((claim) => claim.text).join('\n');
  for (const other of others) {
    if (other.score < first.score * secondPassage.scoreShare) break;
    if (other.passage.service || claims.length >= maxStatements) continue;
    const best = splitStatements(other.passage.text)
      .filter((unit) => unit.kind === 'sentence')
      .map((unit) => ({ unit, gain: overlap(`${said}\n${unit.text}`) - overlap(said) }))
      .sort((a, b) => b.gain - a.gain)[0];
    if (!best || best.gain < secondPassage.gain) continue;
    claims.push({ text: best.unit.text, passageIds: [other.passage.id] });
    break;
  }
  return claims;
}

/** A service card's lines, each a statement. */
export function cardClaims(card: Passage): Claim[] {
  return card.text.split('\n').map((text) => ({ text, passageIds: [card.id] }));
}

function quote(passage: Passage, overlap: Overlap, limit: number): Claim[] {
  const claim = (unit: PassageUnit): Claim => ({ text: unit.text, passageIds: [passage.id] });
  const units = splitStatements(passage.text);
  const length = units.reduce((sum, unit) => sum + unit.text.length, 0);
  const hasList = units.some((unit) => unit.kind === 'item');
  const fits = units.length <= wholePassage.units && length <= wholePassage.characters;
  // Half a list of conditions or papers would mislead.
  if (fits || (hasList && units.length <= maxListItems + 1)) return units.map(claim);

  const scored = units.map((unit, index) => ({
    unit,
    index,
    score: overlap(unit.text) + (index === 0 ? 0.05 : 0),
  }));
  const best = Math.max(...scored.map(({ score }) => score));
  const chosen = scored
    .filter(({ score }) => score >= best * 0.45)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .sort((a, b) => a.index - b.index);
  return withIntroductions(chosen, units).map(claim);
}

/** An item without the line that introduces its list says only half. */
function withIntroductions(
  chosen: readonly { unit: PassageUnit; index: number }[],
  units: readonly PassageUnit[],
): PassageUnit[] {
  const wanted = new Set(chosen.map(({ index }) => index));
  for (const { unit, index } of chosen) {
    if (unit.kind !== 'item') continue;
    const introduction = units.findLastIndex(
      ({ kind }, place) => place < index && kind === 'introduction',
    );
    if (introduction >= 0) wanted.add(introduction);
  }
  return units.filter((_, index) => wanted.has(index));
}

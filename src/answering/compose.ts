// The home of writing an answer by quotation: which passages, and which of their sentences, answer the question.

import type { Passage, RankedPassage } from '../domain.ts';
import { type PassageUnit, splitStatements } from './split-statements.ts';
import type { Claim } from './verify-statements.ts';

/** How well a quoted unit meets the question's words: the share of their weight that it carries, 0 to 1. */
export type Overlap = (unit: string) => number;

const wholePassage = { units: 3, characters: 200 } as const;
const maxStatements = 5;
const maxListItems = 6;
/** A sentence is quoted when it meets this share of what the best one meets. */
const sufficientShare = 0.3;
/** The direct answer stands first in a passage. */
const firstBonus = 0.05;
/** Further passages are quoted when they score nearly as well: which of three near ones answers, words alone cannot tell. */
const further = [
  { sameDocument: 0.7, otherDocument: 0.85, statements: 2 },
  { sameDocument: 0.8, otherDocument: 0.92, statements: 1 },
] as const;

/**
 * Quotes the sentences of the best passage that answer, then the best of those that come close.
 * @param ranked passages that may be cited, best first; at least one.
 */
export function composeClaims(ranked: readonly RankedPassage[], overlap: Overlap): Claim[] {
  const [first, ...others] = ranked;
  if (!first) return [];
  const near = (first.document.kind === 'gap' ? [] : others)
    .filter(({ passage }) => !passage.service)
    .slice(0, further.length)
    .filter(({ score, document }, index) => {
      const { sameDocument = 1, otherDocument = 1 } = further[index] ?? {};
      // All of a report is one document; being in it brings two passages no nearer.
      const isClose = document.id === first.document.id && document.year === undefined;
      const share = isClose ? sameDocument : otherDocument;
      return score >= first.score * share;
    });
  const claims = quote(first.passage, overlap, maxStatements - near.length);
  for (const [index, { passage }] of near.entries()) {
    const room = Math.min(
      further[index]?.statements ?? 0,
      Math.max(1, maxStatements - claims.length),
    );
    claims.push(...leading(passage, overlap, room));
  }
  return claims;
}

/** A passage's direct answer alone; what introduces a list ends there. */
export function firstClaim(passage: Passage): Claim {
  const [first] = unitsOf(passage);
  const text = (first?.text ?? passage.text).replace(/[：:]$/, '。');
  return { text, passageIds: [passage.id] };
}

/** A service card's lines, each a statement. */
export function cardClaims(card: Passage): Claim[] {
  return card.text.split('\n').map((text) => ({ text, passageIds: [card.id] }));
}

/** The direct answer stands first in a passage; another sentence joins it when it meets the question better. */
function leading(passage: Passage, overlap: Overlap, limit: number): Claim[] {
  const sentences = unitsOf(passage).filter(({ kind }) => kind === 'sentence');
  const [head, ...rest] = sentences;
  if (!head) return quote(passage, overlap, limit).slice(0, limit + 1);
  const best = rest.toSorted((a, b) => overlap(b.text) - overlap(a.text))[0];
  const chosen =
    best && limit > 1 && overlap(best.text) > overlap(head.text) ? [head, best] : [head];
  return chosen.map(({ text }) => ({ text, passageIds: [passage.id] }));
}

/** The passage's units without the one that only repeats its heading ("一是自觉接受各级监督。"). */
function unitsOf({ text, headings }: Passage): PassageUnit[] {
  const units = splitStatements(text);
  const heading = headings.at(-1);
  const rest = units.filter((unit) => unit.text.replace(/[。；：]$/, '') !== heading);
  return rest.length > 0 ? rest : units;
}

function quote(passage: Passage, overlap: Overlap, limit: number): Claim[] {
  const claim = (unit: PassageUnit): Claim => ({ text: unit.text, passageIds: [passage.id] });
  const units = unitsOf(passage);
  const length = units.reduce((sum, unit) => sum + unit.text.length, 0);
  const hasList = units.some((unit) => unit.kind === 'item');
  const fits = units.length <= wholePassage.units && length <= wholePassage.characters;
  // Half a short list of conditions or papers would mislead.
  if (fits || (hasList && units.length <= maxListItems + 1)) return units.map(claim);

  // Words that stand in every sentence ("2023年，小龙坎街道…") tell none from the other.
  const overlaps = units.map((unit) => overlap(unit.text));
  const common = Math.min(...overlaps);
  const scored = units.map((unit, index) => ({
    unit,
    index,
    score: (overlaps[index] ?? 0) - common + (index === 0 ? firstBonus : 0),
  }));
  const best = Math.max(...scored.map(({ score }) => score));
  const chosen = scored
    .filter(({ score }) => score >= best * sufficientShare)
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

// The home of what a figure is said of, and of which side of it is meant: figures swapped within a passage, and bounds turned round. Pure.

import { canonicalFigures } from './canonical-figures.ts';
import { contentPairs, sharedPairs, splitClauses } from './clauses.ts';
import { type Figure, findFigures } from './figures.ts';

interface Place {
  readonly figure: Figure;
  readonly pairs: ReadonlySet<string>;
  readonly side: 'from' | 'up-to' | undefined;
}

const upTo =
  /(?:不得?超过|不(?:能|可以)超过|最多|至多|最高|不满|未满|不到|不足|低于|少于|不高于|不多于)$/;
const from =
  /(?:(?<!不|不得|不能|不可以)超过|(?<![不未])满|至少|最少|最低|不少于|不低于|(?<!不)高于|(?<!不)多于)$/;
const upToBehind = /^(?:以下|以内|之内|内(?!容)|以前|之前|前)/;
const fromBehind = /^(?:以上|以后|之后|后)(?!才|才能|再)/;

function readPlaces(text: string): Place[] {
  return splitClauses(canonicalFigures(text)).flatMap((clause) => {
    const figures = findFigures(clause).filter(
      ({ kind, isWeak }) => (kind === 'number' || kind === 'date') && !isWeak,
    );
    const pairs = contentPairs(figures.reduce((rest, { text }) => rest.replace(text, ' '), clause));
    return figures.map((figure) => ({ figure, pairs, side: sideOf(figure.text, clause) }));
  });
}

function sideOf(figure: string, clause: string): Place['side'] {
  const at = clause.indexOf(figure);
  const before = clause.slice(0, at);
  const behind = clause.slice(at + figure.length);
  if (upTo.test(before) || upToBehind.test(behind)) return 'up-to';
  return from.test(before) || fromBehind.test(behind) ? 'from' : undefined;
}

const unitOf = ({ kind, value }: Figure) =>
  kind === 'date' ? kind : value.replace(/^[\d.]+余?/, '');

/** So near another figure's words and so much nearer than to its own, a figure has changed places. */
const swaps = [
  { near: 0.5, lead: 0.25 },
  { near: 0.85, lead: 0.05 },
] as const;
/** With fewer words about it nobody can tell. */
const fewestPairs = 2;
/** Places of a figure that are this much farther than its nearest do not count. */
const beside = 0.2;
/** Where a clause stands in the source nearly word for word, only its equals count. */
const same = 0.9;

/** The first figure of a statement that its source says of something else, or from the other side. */
export function misboundFigure(statement: string, source: string): string | undefined {
  const theirs = readPlaces(source);
  for (const { figure, pairs, side } of readPlaces(statement)) {
    const ranked = theirs.map((place) => ({ place, near: sharedPairs(pairs, place.pairs) }));
    const own = ranked.filter(({ place }) => place.figure.value === figure.value);
    if (own.length === 0) continue;
    const toOwn = Math.max(...own.map(({ near }) => near));
    const nearest = own.filter(({ near }) => near >= (toOwn < same ? toOwn - beside : same));
    if (side && nearest.every(({ place }) => place.side && place.side !== side)) return figure.text;
    if (pairs.size < fewestPairs) continue;
    const others = ranked.filter(
      ({ place }) => place.figure.value !== figure.value && unitOf(place.figure) === unitOf(figure),
    );
    const toOther = Math.max(0, ...others.map(({ near }) => near));
    if (swaps.some(({ near, lead }) => toOther >= near && toOther - toOwn >= lead)) {
      return figure.text;
    }
  }
  return undefined;
}

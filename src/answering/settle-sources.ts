// The home of what becomes of found passages that contradict each other: the one whose source counts stays, however many say otherwise.

import type { RankedPassage } from '../domain.ts';
import { contradicts, type FigureStatement, readStatements } from './find-conflicts.ts';
import { compareSources } from './source-rank.ts';

export interface SettledSources {
  /** Best first, without the passages that lost. */
  readonly ranked: readonly RankedPassage[];
  /** Which passage gave way to which, for the log. */
  readonly dropped: readonly string[];
}

/** An answer rests on the first eight at most; as many again and more may give way. */
const considered = 20;

/**
 * Looked at from the highest source down: what contradicts a passage that stays, and ranks below it, goes. The
 * one that stays takes its place in the ranking, since it speaks of the same. Where neither counts more, both stay.
 */
export function settleSources(found: readonly RankedPassage[]): SettledSources {
  const best = found.slice(0, considered);
  const [first] = best;
  // Where all stand equally high nothing has to be read.
  if (!first || best.every((one) => compareSources(first, one) === 0)) {
    return { ranked: found, dropped: [] };
  }
  const telling = best
    .map((one) => ({ one, statements: readStatements(one) }))
    .filter(({ statements }) => statements.length > 0)
    .sort((a, b) => compareSources(a.one, b.one));
  const scores = new Map<RankedPassage, number>();
  const lost = new Set<RankedPassage>();
  const dropped: string[] = [];
  for (const [index, winner] of telling.entries()) {
    if (lost.has(winner.one)) continue;
    for (const other of telling.slice(index + 1)) {
      if (lost.has(other.one) || compareSources(winner.one, other.one) >= 0) continue;
      const [pair] = disagreements(winner.statements, other.statements);
      if (!pair) continue;
      lost.add(other.one);
      scores.set(winner.one, Math.max(scores.get(winner.one) ?? winner.one.score, other.one.score));
      dropped.push(
        `outranked: ${other.one.passage.id} says ${pair[1].figure}, ${winner.one.passage.id} says ${pair[0].figure}`,
      );
    }
  }
  if (lost.size === 0) return { ranked: found, dropped };
  const ranked = found
    .filter((one) => !lost.has(one))
    .map((one) => ({ ...one, score: scores.get(one) ?? one.score }))
    .sort((a, b) => b.score - a.score);
  return { ranked, dropped };
}

function disagreements(
  ones: readonly FigureStatement[],
  others: readonly FigureStatement[],
): (readonly [FigureStatement, FigureStatement])[] {
  return ones.flatMap((one) =>
    others
      .filter((other) => one.unit === other.unit && contradicts(one, other))
      .map((other) => [one, other] as const),
  );
}

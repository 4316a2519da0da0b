// The home of refusals that still help: what is not known, in the words of a gap where one was written, and who can tell.

import type { RankedPassage } from '../domain.ts';
import type { Generation } from '../retrieval/generation.ts';
import { composeClaims, firstClaim } from './compose.ts';
import { type Draft, unranked } from './draft.ts';
import { type Claim, type Evidence, verifyStatements } from './verify-statements.ts';
import * as wording from './wording.ts';

/** A draft before it is known what it says. */
export type Base = Omit<Draft, 'status' | 'lead' | 'claims' | 'evidence'>;

/** Hotlines that every refusal names, with what they are for, as the corpus says it. */
const helpHotlines = ['hotline-12348', 'hotline-12345'] as const;

/** Another year or place was asked for: the gap written for it, while it is true, or else the plain refusal. */
export function elsewhere(
  generation: Generation,
  ranked: readonly RankedPassage[],
  appliesTo: 'other-year' | 'other-place',
  lead: string,
  base: Base,
  known: readonly number[] = [],
): Draft {
  const isApt = ({ document: { appliesTo: only, knownYears, supersededBy } }: Evidence) =>
    only === appliesTo &&
    supersededBy === undefined &&
    (knownYears === undefined || known.every((year) => knownYears.includes(year)));
  const gap = ranked.find(isApt) ?? generation.passages.find(isApt);
  if (!gap) return notCovered(generation, { ...base, route: appliesTo }, lead);
  const evidence = new Map([[gap.passage.id, gap]]);
  const { kept } = verifyStatements(
    composeClaims([unranked(gap)], () => 0),
    evidence,
  );
  return {
    ...base,
    status: 'unanswerable-not-covered',
    lead,
    claims: kept,
    evidence,
    route: appliesTo,
  };
}

/** Says so, and who can tell: the hotlines' own pages are cited for their numbers. */
export function notCovered(
  generation: Generation,
  base: Base,
  lead: string = wording.refusals['not-covered'],
): Draft {
  const evidence = new Map<string, Evidence>();
  const claims: Claim[] = [];
  for (const id of helpHotlines) {
    const found = generation.passages.find(({ document }) => document.id === id);
    if (!found) continue;
    evidence.set(found.passage.id, found);
    claims.push(firstClaim(found.passage));
  }
  const { kept } = verifyStatements(claims, evidence);
  return { ...base, status: 'unanswerable-not-covered', lead, claims: kept, evidence };
}

export function outOfScope(base: Base): Draft {
  return {
    ...base,
    status: 'refused-out-of-scope',
    lead: wording.refusals['out-of-scope'],
    claims: [],
    suggestions: wording.exampleQuestions,
    evidence: new Map(),
    route: 'out-of-scope',
  };
}

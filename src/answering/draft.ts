// The home of a draft: an answer to one question before numbering and wording of the whole.

import type { RankedPassage, Status } from '../domain.ts';
import type { Claim, Evidence } from './verify-statements.ts';

export interface Draft {
  readonly status: Status;
  readonly lead: string;
  readonly claims: readonly Claim[];
  readonly notices: readonly string[];
  readonly suggestions: readonly string[];
  readonly evidence: ReadonlyMap<string, Evidence>;
  readonly retrieved: readonly RankedPassage[];
  readonly dropped: readonly string[];
  readonly route: string;
  /** Who put the claims into words. */
  readonly writer: 'model' | 'quotation';
  /** Why passages were quoted although a model was asked to write; empty otherwise. */
  readonly fallback: string;
}

/** A fixed wording and nothing else. */
export function plainDraft(status: Status, lead: string, route: string): Draft {
  return {
    status,
    lead,
    route,
    claims: [],
    notices: [],
    suggestions: [],
    evidence: new Map(),
    retrieved: [],
    dropped: [],
    writer: 'quotation',
    fallback: '',
  };
}

/** What was fetched by name has no place in a ranking. */
export function unranked(found: Evidence): RankedPassage {
  return { ...found, score: 0, lexicalScore: 0, vectorScore: 0 };
}

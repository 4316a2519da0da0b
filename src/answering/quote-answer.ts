// The home of answers by quotation: the passages of one family that answer, cut into statements and verified.

import type { Passage, RankedPassage } from '../domain.ts';
import type { Generation } from '../retrieval/generation.ts';
import { tokenize } from '../retrieval/tokenize.ts';
import { cardClaims, composeClaims, type Overlap } from './compose.ts';
import { type Claim, type Evidence, verifyStatements } from './verify-statements.ts';

const maxBesideCard = 2;

export interface QuotedAnswer {
  readonly claims: readonly Claim[];
  readonly evidence: ReadonlyMap<string, Evidence>;
  readonly dropped: readonly string[];
}

/**
 * @param question as asked; tells whether somebody wants the whole service card.
 * @param searched the words searched for, the topic of a follow-up included.
 * @param ranked best first, at least one.
 */
export function quoteAnswer(
  question: string,
  searched: string,
  ranked: readonly RankedPassage[],
  generation: Generation,
): QuotedAnswer {
  const evidence = new Map<string, Evidence>(ranked.map((found) => [found.passage.id, found]));
  const [top] = ranked;
  if (!top) return { claims: [], evidence, dropped: [] };
  const quoted = composeClaims(ranked.filter(sameFamily(top)), createOverlap(generation, searched));
  const card = generation.passages.find(
    ({ passage }) => passage.service && passage.documentId === top.document.id,
  );
  if (card) evidence.set(card.passage.id, card);
  const wanted = card && (top.passage.service || wantsCard(question));
  const { kept, dropped } = verifyStatements(
    wanted ? withCard(quoted, card.passage) : quoted,
    evidence,
  );
  return {
    claims: kept,
    evidence,
    dropped: dropped.map(({ claim, reason }) => `${reason}: ${claim.text}`),
  };
}

/** The report speaks of the sub-district, guides of everybody's rights, gaps of what is unknown: one answer does not mix them. */
function sameFamily(top: RankedPassage): (other: RankedPassage) => boolean {
  const family = ({ document }: RankedPassage) =>
    document.kind === 'gap'
      ? 'gap'
      : document.year === undefined
        ? 'guide'
        : `report ${document.id}`;
  return (other) => family(other) === family(top);
}

/** Whether somebody wants to get a service, rather than to know one thing of it. */
function wantsCard(text: string): boolean {
  return /(?:怎么|怎样|如何|咋个?|啷个|去哪(?:里|儿)?|到哪(?:里|儿)?|在哪(?:里|儿)?|找谁|找哪个|想|要)(?:去)?(?:申请|办理?|弄|提起?)|流程|手续|步骤|(?:什么|哪些|啥子?)材料|带(?:什么|些啥|哪样)/.test(
    text,
  );
}

/** What answers directly, then the whole card. */
function withCard(quoted: readonly Claim[], card: Passage): Claim[] {
  const direct = quoted.filter((claim) => !claim.passageIds.includes(card.id));
  return [...direct.slice(0, maxBesideCard), ...cardClaims(card)];
}

/** IDF-weighted share of the question's terms that a text has. */
export function createOverlap({ lexical, words }: Generation, question: string): Overlap {
  const terms = new Set(tokenize(words.canonical(question)));
  const total = [...terms].reduce((sum, term) => sum + lexical.idf(term), 0);
  return (unit) => {
    const present = new Set(tokenize(words.canonical(unit)));
    let shared = 0;
    for (const term of terms) if (present.has(term)) shared += lexical.idf(term);
    return total === 0 ? 0 : shared / total;
  };
}

// The home of answering one question: retrieve, decide whether the corpus covers it, compose, verify.

import type { DocumentHeader, Passage, RankedPassage, Status } from '../domain.ts';
import type { Generation } from '../retrieval/generation.ts';
import { tokenize } from '../retrieval/tokenize.ts';
import { cardClaims, composeClaims, firstClaim, type Overlap } from './compose.ts';
import { confidenceOf, sufficientConfidence } from './confidence.ts';
import { findPassages, type SearchContext } from './find-passages.ts';
import { isAboutSubdistrict, isLegalMatter, namedYears, otherPlace } from './scope.ts';
import { type Claim, type Evidence, verifyStatements } from './verify-statements.ts';
import * as wording from './wording.ts';

export interface PartContext extends SearchContext {
  /** How likely the message is of another field, as learned from examples; 0 when nothing was learned. */
  readonly offTopic: number;
  readonly now: Date;
}

/** An answer to one question before numbering and wording of the whole. */
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
}

const rankedLimit = 12;
const maxBesideCard = 2;
/** Share of an English question's words that must have Chinese ones for its match to mean anything. */
const sufficientTranslation = 0.5;
/** From this probability on a message is of another field. */
const offTopicBound = 0.7;
const maxSuggestions = 3;

/** Hotlines that every refusal names, with what they are for, as the corpus says it. */
const helpHotlines = ['hotline-12348', 'hotline-12345'] as const;

/**
 * Answers one question of a message. Every claim it returns is verified; a refusal names the nearest
 * covered questions or who can tell.
 */
export async function answerPart(
  text: string,
  language: 'zh' | 'en',
  generation: Generation,
  context: PartContext,
): Promise<Draft> {
  const {
    searched,
    all,
    known: translated,
  } = await findPassages(text, language, generation, context);
  const always = all.filter(({ document }) => !document.appliesTo);
  const ranked = always
    .filter(({ document }) => document.kind !== 'off-topic')
    .slice(0, rankedLimit);

  const base = { retrieved: ranked, dropped: [], notices: [], suggestions: [], route: 'search' };
  const top = ranked[0];
  if (!top) return notCovered(generation, { ...base, route: 'nothing-found' });

  const known = knownYears(generation);
  const aboutUs = isAboutSubdistrict(searched) || top.document.year !== undefined;
  const otherYears = namedYears(text, context.now).filter(
    (year) => !known.includes(year) && !mentions(top, year),
  );
  if (aboutUs && otherYears.length > 0) {
    const lead = wording.otherYear(otherYears, known);
    return elsewhere(generation, all, 'other-year', lead, {
      ...base,
      suggestions: suggest(ranked),
    });
  }
  const place = otherPlace(text);
  if (place && aboutUs && !`${top.passage.headings.join(' ')}${top.passage.text}`.includes(place)) {
    return elsewhere(generation, all, 'other-place', wording.otherPlaceReply(place), base);
  }

  const nearest = always[0] ?? top;
  const isOffTopic = nearest.document.kind === 'off-topic' || context.offTopic > offTopicBound;
  if (isOffTopic && !isLegalMatter(searched)) return outOfScope(base);
  const understood = translated >= sufficientTranslation;
  if (!understood || confidenceOf(searched, top, generation) < sufficientConfidence) {
    if (!isLegalMatter(searched)) return outOfScope(base);
    return notCovered(generation, {
      ...base,
      suggestions: suggest(ranked),
      route: 'low-confidence',
    });
  }

  const evidence = new Map<string, Evidence>(ranked.map((found) => [found.passage.id, found]));
  const overlap = createOverlap(generation, searched);
  const quoted = composeClaims(ranked.filter(sameFamily(top)), overlap);
  const card = generation.passages.find(
    ({ passage }) => passage.service && passage.documentId === top.document.id,
  );
  if (card) evidence.set(card.passage.id, card);
  const claims =
    card && (top.passage.service || wantsCard(text)) ? withCard(quoted, card.passage) : quoted;

  const { kept, dropped } = verifyStatements(claims, evidence);
  if (kept.length === 0)
    return notCovered(generation, {
      ...base,
      suggestions: suggest(ranked),
      route: 'nothing-verified',
    });
  const unknown =
    top.document.kind === 'gap' || /没有?(?:能)?(?:查|找)到/.test(kept[0]?.text ?? '');
  return {
    ...base,
    status: unknown ? 'unanswerable-not-covered' : 'answered',
    lead: yearLead(top.document, kept),
    claims: kept,
    notices: place && !aboutUs ? [wording.otherPlaceNotice(place)] : [],
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
        : `report ${document.year}`;
  return (other) => family(other) === family(top);
}

function mentions({ passage }: RankedPassage, year: number): boolean {
  return `${passage.headings.join(' ')} ${passage.text}`.includes(String(year));
}

/** Whether somebody wants to get a service, rather than to know one thing of it. */
function wantsCard(text: string): boolean {
  return /(?:怎么|怎样|如何|咋个?|啷个|去哪(?:里|儿)?|到哪(?:里|儿)?|在哪(?:里|儿)?|找谁|找哪个|想|要)(?:去)?(?:申请|办理?|弄|提起?)|流程|手续|步骤|(?:什么|哪些|啥子?)材料|带(?:什么|些啥|哪样)/.test(
    text,
  );
}

/** An official text does not repeat its year in every sentence; an answer from it always names it. */
function yearLead({ year }: DocumentHeader, claims: readonly Claim[]): string {
  if (year === undefined || claims.some(({ text }) => text.includes(`${year}年`))) return '';
  return wording.reportLead(year);
}

/** What answers directly, then the whole card. */
function withCard(quoted: readonly Claim[], card: Passage): Claim[] {
  const direct = quoted.filter((claim) => !claim.passageIds.includes(card.id));
  return [...direct.slice(0, maxBesideCard), ...cardClaims(card)];
}

/** IDF-weighted share of the question's terms that a text has. */
function createOverlap({ lexical, words }: Generation, question: string): Overlap {
  const terms = new Set(tokenize(words.canonical(question)));
  const total = [...terms].reduce((sum, term) => sum + lexical.idf(term), 0);
  return (unit) => {
    const present = new Set(tokenize(words.canonical(unit)));
    let shared = 0;
    for (const term of terms) if (present.has(term)) shared += lexical.idf(term);
    return total === 0 ? 0 : shared / total;
  };
}

/** A question residents ask of each of the nearest documents. */
function suggest(ranked: readonly RankedPassage[]): string[] {
  const seen = new Set<string>();
  const questions: string[] = [];
  for (const { passage, document } of ranked) {
    const [question] = passage.questions;
    if (!question || document.kind === 'gap' || seen.has(document.id)) continue;
    seen.add(document.id);
    questions.push(question);
    if (questions.length === maxSuggestions) break;
  }
  return questions;
}

function knownYears({ documents }: Generation): number[] {
  return [...new Set(documents.flatMap((document) => document.year ?? []))].sort((a, b) => a - b);
}

/** Another year or place was asked for: the gap written for it, or else the plain refusal. */
function elsewhere(
  generation: Generation,
  ranked: readonly RankedPassage[],
  appliesTo: 'other-year' | 'other-place',
  lead: string,
  base: Base,
): Draft {
  const gap =
    ranked.find(({ document }) => document.appliesTo === appliesTo) ??
    generation.passages.find(({ document }) => document.appliesTo === appliesTo);
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

type Base = Omit<Draft, 'status' | 'lead' | 'claims' | 'evidence'>;

/** Says so, and who can tell: the hotlines' own pages are cited for their numbers. */
function notCovered(
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

function outOfScope(base: Base): Draft {
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

/** What was fetched by name has no place in a ranking. */
export function unranked(found: Evidence): RankedPassage {
  return { ...found, score: 0, lexicalScore: 0, vectorScore: 0 };
}

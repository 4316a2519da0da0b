// The home of answering one question: retrieve, decide whether the corpus covers it, compose, verify.

import type { DocumentHeader, RankedPassage } from '../domain.ts';
import type { Generation } from '../retrieval/generation.ts';
import { composeClaims, firstClaim } from './compose.ts';
import { confidenceOf, sufficientConfidence } from './confidence.ts';
import { type Draft, unranked } from './draft.ts';
import { findPassages, type SearchContext } from './find-passages.ts';
import type { ModelRun } from './model-run.ts';
import { suggestQuestions } from './nearest-questions.ts';
import { quoteAnswer } from './quote-answer.ts';
import { isAboutSubdistrict, isLegalMatter, namedYears, otherPlace } from './scope.ts';
import { type Claim, type Evidence, verifyStatements } from './verify-statements.ts';
import * as wording from './wording.ts';
import { writeAnswer } from './write-answer.ts';

export interface PartContext extends SearchContext {
  /** How likely the message is of another field, as learned from examples; 0 when nothing was learned. */
  readonly offTopic: number;
  readonly now: Date;
  /** Set when a language model writes. */
  readonly writing?: {
    readonly run: ModelRun;
    /** Whether the model takes the message for this service's field; nothing when it does not say. */
    readonly inScope: boolean | undefined;
  };
}

const rankedLimit = 12;
/** Share of an English question's words that must have Chinese ones for its match to mean anything. */
const sufficientTranslation = 0.5;
/** From this probability on a message is of another field. */
const offTopicBound = 0.7;
const maxSuggestions = 3;
/** Below this the words met hardly anything, and a model is not asked either. */
const possibleConfidence = 0.2;
/** A model reads this many of the ranked passages. */
const writtenFrom = 8;

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

  const base: Base = {
    retrieved: ranked,
    dropped: [],
    notices: [],
    suggestions: [],
    route: 'search',
    writer: 'quotation',
    fallback: '',
  };
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
      suggestions: suggestQuestions(ranked, maxSuggestions),
    });
  }
  const place = otherPlace(text);
  if (place && aboutUs && !`${top.passage.headings.join(' ')}${top.passage.text}`.includes(place)) {
    return elsewhere(generation, all, 'other-place', wording.otherPlaceReply(place), base);
  }

  const nearest = always[0] ?? top;
  const isLegal = isLegalMatter(searched);
  const isOffTopic =
    (nearest.document.kind === 'off-topic' || context.offTopic > offTopicBound) && !isLegal;
  const confidence =
    translated >= sufficientTranslation ? confidenceOf(searched, top, generation) : 0;
  const isConfident = !isOffTopic && confidence >= sufficientConfidence;
  const refuse = (route: string, isOurs: boolean, more: Partial<Base> = {}): Draft =>
    isOurs
      ? notCovered(generation, {
          ...base,
          suggestions: suggestQuestions(ranked, maxSuggestions),
          route,
          ...more,
        })
      : outOfScope({ ...base, ...more });

  // What words alone cannot tell, a model may: then it must find the answer in the passages.
  const { run, inScope } = context.writing ?? {};
  if (!isConfident && !(run && inScope && confidence >= possibleConfidence)) {
    return refuse('low-confidence', isLegal);
  }
  const written = run ? await writeAnswer(run, text, ranked.slice(0, writtenFrom)) : undefined;
  const trace = { ...base, dropped: written?.dropped ?? [] };
  if (written?.outcome === 'not-covered') {
    return refuse('not-covered-says-model', isLegal || inScope === true, trace);
  }
  const notices = place && !aboutUs ? [wording.otherPlaceNotice(place)] : [];
  if (written?.outcome === 'written') {
    const { evidence } = written;
    const claims = nameYears(written.claims, evidence);
    const judged = judge(claims, evidence, written.isPartial);
    return {
      ...trace,
      ...judged,
      claims,
      notices: judged.status === 'answered-partly' ? [...notices, wording.partlyCovered] : notices,
      evidence,
      writer: 'model',
    };
  }
  const fallback = written?.fallback ?? '';
  if (!isConfident) return refuse('low-confidence', isLegal, { ...trace, fallback });

  const { claims, evidence, dropped } = quoteAnswer(text, searched, ranked, generation);
  if (claims.length === 0) return refuse('nothing-verified', true, { ...trace, fallback });
  return {
    ...trace,
    ...judge(claims, evidence, false),
    claims,
    notices,
    evidence,
    dropped: [...trace.dropped, ...dropped],
    fallback,
  };
}

/** What claims amount to: an answer, or only that the matter is known to be unknown; and the year they are of. */
function judge(
  claims: readonly Claim[],
  evidence: ReadonlyMap<string, Evidence>,
  isPartial: boolean,
): Pick<Draft, 'status' | 'lead'> {
  const [main] = claims.flatMap(({ passageIds }) => evidence.get(passageIds[0] ?? '') ?? []);
  const isUnknown =
    main?.document.kind === 'gap' || /没有?(?:能)?(?:查|找)到/.test(claims[0]?.text ?? '');
  return {
    status: isUnknown ? 'unanswerable-not-covered' : isPartial ? 'answered-partly' : 'answered',
    lead: main ? yearLead(main.document, claims) : '',
  };
}

function mentions({ passage }: RankedPassage, year: number): boolean {
  return `${passage.headings.join(' ')} ${passage.text}`.includes(String(year));
}

/** Where a report stands beside other documents, its statements name their year themselves. */
function nameYears(
  claims: readonly Claim[],
  evidence: ReadonlyMap<string, Evidence>,
): readonly Claim[] {
  const years = claims.map(({ passageIds }) => evidence.get(passageIds[0] ?? '')?.document.year);
  if (years.every((year) => year === years[0])) return claims;
  return claims.map((claim, index) => {
    const year = years[index];
    if (year === undefined || claim.text.includes(`${year}年`)) return claim;
    return { ...claim, text: `${wording.reportLead(year)}${claim.text}` };
  });
}

/** An official text does not repeat its year in every sentence; an answer from it always names it. */
function yearLead({ year }: DocumentHeader, claims: readonly Claim[]): string {
  if (year === undefined || claims.some(({ text }) => text.includes(`${year}年`))) return '';
  return wording.reportLead(year);
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

// The home of answering one question: retrieve, decide whether the corpus covers it, compose, verify.

import type { DocumentHeader, RankedPassage } from '../domain.ts';
import type { Generation } from '../retrieval/generation.ts';
import { type AskedYears, askedYears } from './asked-years.ts';
import { compareYears, nameYears, yearNotices } from './compare-years.ts';
import { confidenceOf, sufficientConfidence } from './confidence.ts';
import type { Draft } from './draft.ts';
import { findPassages, type SearchContext } from './find-passages.ts';
import type { ModelRun } from './model-run.ts';
import { suggestQuestions } from './nearest-questions.ts';
import { quoteAnswer } from './quote-answer.ts';
import { type Base, elsewhere, notCovered, outOfScope } from './refuse.ts';
import { reportBody } from './report-series.ts';
import { isAboutSubdistrict, isLegalMatter, otherPlace } from './scope.ts';
import { settleSources } from './settle-sources.ts';
import { settleYears } from './settle-years.ts';
import type { Claim, Evidence } from './verify-statements.ts';
import * as wording from './wording.ts';
import { writeAnswer } from './write-answer.ts';

export interface PartContext extends SearchContext {
  /** How likely the message is of another field, as learned from examples; 0 when nothing was learned. */
  readonly offTopic: number;
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
const possibleConfidence = 0.35;
/** So well a passage answers that its words are of our field, whatever the message looks like. */
const certainConfidence = 0.9;
/** How nearly a report must fit, beside the best, for years to be compared. */
const comparedShare = 0.7;
/** A model reads this many of the ranked passages. */
const writtenFrom = 8;

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
  const found = await findPassages(text, language, generation, context);
  const { searched, known: translated } = found;
  const asked = askedYears(text, found.topic, context.now);
  const byYear = settleYears(found.all, asked, searched, generation, context.now);
  const settled = settleSources(byYear.ranked);
  const years = { ...byYear, ranked: settled.ranked };
  const all = years.ranked;
  const always = all.filter(({ document }) => !document.appliesTo);
  const ranked = always
    .filter(({ document }) => document.kind !== 'off-topic')
    .slice(0, rankedLimit);

  const base: Base = {
    retrieved: ranked,
    dropped: settled.dropped,
    notices: [],
    suggestions: [],
    route: 'search',
    writer: 'quotation',
    fallback: '',
  };
  const top = ranked[0];
  if (!top) return notCovered(generation, { ...base, route: 'nothing-found' });

  const suggestions = suggestQuestions(ranked, maxSuggestions);
  const isFromReport = top.document.year !== undefined;
  const aboutUs = isAboutSubdistrict(searched) || isFromReport;
  const missing = years.missing.filter((year) => !mentions(top, year));
  const confidence =
    translated >= sufficientTranslation ? confidenceOf(searched, top, generation) : 0;
  const helped = { ...base, suggestions };
  const place = otherPlace(text);
  if (
    !place &&
    asked.compares &&
    isAboutReport(ranked, asked) &&
    confidence >= sufficientConfidence
  ) {
    const compared = compareYears(text, searched, { ...years, missing }, asked, generation, base);
    if (compared) return compared;
  }
  if ((aboutUs || years.isNamed) && missing.length > 0) {
    const lead = wording.otherYear(years.body, missing, years.known);
    return elsewhere(generation, all, 'other-year', lead, helped, years.known);
  }
  const silentYear = years.chosen.find((year) => years.silent.includes(year));
  if (!place && silentYear !== undefined && found.all[0]?.document.year !== undefined) {
    const notices = years.others.slice(-1).map(wording.olderReport);
    const lead = wording.silentReport(years.body, silentYear);
    return notCovered(generation, { ...base, notices, route: 'year-silent' }, lead);
  }
  if (place && aboutUs && !`${top.passage.headings.join(' ')}${top.passage.text}`.includes(place)) {
    return elsewhere(generation, all, 'other-place', wording.otherPlaceReply(place), base);
  }

  const nearest = always[0] ?? top;
  const isLegal = isLegalMatter(searched);
  const isOffTopic =
    (nearest.document.kind === 'off-topic' ||
      (context.offTopic > offTopicBound && confidence < certainConfidence)) &&
    !isLegal;
  const isConfident = !isOffTopic && confidence >= sufficientConfidence;
  const refuse = (route: string, isOurs: boolean, more: Partial<Base> = {}): Draft =>
    isOurs
      ? notCovered(generation, {
          ...helped,
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
  const trace = { ...base, dropped: [...base.dropped, ...(written?.dropped ?? [])] };
  if (written?.outcome === 'not-covered') {
    return refuse('not-covered-says-model', isLegal || inScope === true, trace);
  }
  const placeNotices = place && !aboutUs ? [wording.otherPlaceNotice(place)] : [];
  const noticesOf = (claims: readonly Claim[], evidence: ReadonlyMap<string, Evidence>) => [
    ...placeNotices,
    ...yearNotices(claims, evidence, years, asked, generation),
  ];
  if (written?.outcome === 'written') {
    const { evidence } = written;
    const claims = nameYears(written.claims, evidence);
    const judged = judge(claims, evidence, written.isPartial);
    const notices = noticesOf(claims, evidence);
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
    notices: noticesOf(claims, evidence),
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

/** A question that names years to compare wants reports, also where a guide fits a little better. */
function isAboutReport(ranked: readonly RankedPassage[], { named }: AskedYears): boolean {
  const best = ranked.find(({ document }) => document.year !== undefined)?.score ?? 0;
  const share = named.length > 0 ? comparedShare : 1;
  return best > 0 && best >= (ranked[0]?.score ?? 0) * share;
}

function mentions({ passage }: RankedPassage, year: number): boolean {
  return `${passage.headings.join(' ')} ${passage.text}`.includes(String(year));
}

/** An official text does not repeat its year in every sentence; an answer from it always names it. */
function yearLead(document: DocumentHeader, claims: readonly Claim[]): string {
  const { year } = document;
  if (year === undefined || claims.some(({ text }) => text.includes(`${year}年`))) return '';
  return wording.reportLead(reportBody(document), year);
}

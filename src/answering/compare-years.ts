// The home of answers that set years side by side: each year's own words under its year, and no figure reckoned from them.

import type { DocumentHeader } from '../domain.ts';
import type { Generation } from '../retrieval/generation.ts';
import type { AskedYears } from './asked-years.ts';
import type { Draft } from './draft.ts';
import { quoteAnswer } from './quote-answer.ts';
import { type Base, elsewhere } from './refuse.ts';
import { isSameSeries, newerReport, reportBody } from './report-series.ts';
import type { SettledYears } from './settle-years.ts';
import type { Claim, Evidence } from './verify-statements.ts';
import * as wording from './wording.ts';

interface YearlyQuotes extends Pick<Draft, 'claims' | 'evidence' | 'dropped'> {
  /** Years something is quoted of. */
  readonly told: readonly number[];
}

/**
 * Years side by side, always quoted: whether there was more or less is nowhere written.
 * @returns nothing when the question turns out to be of one year.
 */
export function compareYears(
  text: string,
  searched: string,
  years: SettledYears,
  asked: AskedYears,
  generation: Generation,
  base: Base,
): Draft | undefined {
  const { body, chosen, missing, known } = years;
  const isOneOnly = chosen.length === 1 && (missing.length > 0 || asked.named.length < 2);
  if (chosen.length < 2 && !isOneOnly) return undefined;
  const quotes = quoteYears(text, searched, years, generation);
  const [told] = quotes.told;
  if (told === undefined) return undefined;
  const lacking = missing.length > 0 ? wording.otherYear(body, missing, known) : '';
  if (isOneOnly) {
    const lead = lacking || wording.oneYearOnly(body, told);
    const gap = elsewhere(generation, years.ranked, 'other-year', lead, base, known);
    return {
      ...gap,
      claims: [...quotes.claims, ...gap.claims.slice(0, 1)],
      evidence: new Map([...quotes.evidence, ...gap.evidence]),
      dropped: quotes.dropped,
      route: 'one-year-only',
    };
  }
  const untold = chosen.filter((year) => !quotes.told.includes(year));
  return {
    ...base,
    ...quotes,
    status: untold.length + missing.length > 0 ? 'answered-partly' : 'answered',
    lead: [lacking, wording.comparedYears].filter(Boolean).join('\n'),
    notices: untold.map((year) => wording.silentReport(body, year)),
    route: 'years-compared',
  };
}

/** Quotes of each chosen year's report what it says of the question, oldest year first. */
function quoteYears(
  text: string,
  searched: string,
  { ranked, chosen, silent }: SettledYears,
  generation: Generation,
): YearlyQuotes {
  const years = chosen.filter((year) => !silent.includes(year));
  const quoted = years.map((year) => ({
    year,
    ...quoteAnswer(
      text,
      searched,
      ranked.filter(({ document }) => document.year === year),
      generation,
    ),
  }));
  return {
    claims: quoted.flatMap(({ claims, evidence }) => nameYears(claims, evidence, true)),
    evidence: new Map(quoted.flatMap(({ evidence }) => [...evidence])),
    dropped: quoted.flatMap(({ dropped }) => dropped),
    told: quoted.filter(({ claims }) => claims.length > 0).map(({ year }) => year),
  };
}

/**
 * Where reports of several years, or a report and other documents, stand side by side, statements name
 * their body and year themselves.
 * @param always also when all are of one year.
 */
export function nameYears(
  claims: readonly Claim[],
  evidence: ReadonlyMap<string, Evidence>,
  always = false,
): readonly Claim[] {
  const documents = claims.map(({ passageIds }) => evidence.get(passageIds[0] ?? '')?.document);
  const isOne = documents.every((document) => lead(document) === lead(documents[0]));
  if (isOne && !always) return claims;
  return claims.map((claim, index) => {
    const document = documents[index];
    if (document?.year === undefined || claim.text.includes(`${document.year}年`)) return claim;
    return { ...claim, text: `${lead(document)}${claim.text}` };
  });
}

function lead(document: DocumentHeader | undefined): string {
  if (document?.year === undefined) return '';
  return wording.reportLead(reportBody(document), document.year);
}

/** That there is a newer report than the answer rests on, or an older one that speaks of the matter too. */
export function yearNotices(
  claims: readonly Claim[],
  evidence: ReadonlyMap<string, Evidence>,
  { silent, others }: SettledYears,
  { named }: AskedYears,
  { documents }: Generation,
): string[] {
  const cited = claims.flatMap(({ passageIds }) => evidence.get(passageIds[0] ?? '') ?? []);
  const notices = cited.flatMap(({ document }) => {
    const newer = newerReport(document, documents);
    if (!newer || cited.some((other) => other.document.year === newer.year)) return [];
    const body = reportBody(newer);
    return silent.includes(newer.year)
      ? wording.silentReport(body, newer.year)
      : wording.newerReport(body, newer.year);
  });
  const [main] = cited;
  const older = documents.findLast(
    (document) =>
      named.length === 0 &&
      main !== undefined &&
      isSameSeries(document, main.document) &&
      document.year === others.at(-1) &&
      others.every((year) => year < (main.document.year ?? 0)),
  );
  if (older?.year !== undefined) notices.push(wording.olderReport(older.year));
  return [...new Set(notices)];
}

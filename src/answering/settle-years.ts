// The home of which year's report an answer rests on: of several reports of one series, the passages of the year asked for.

import type { Passage, RankedPassage } from '../domain.ts';
import type { Generation } from '../retrieval/generation.ts';
import { stands } from '../retrieval/in-force.ts';
import type { AskedYears } from './asked-years.ts';
import { createOverlap } from './quote-answer.ts';
import {
  isReport,
  isSameSeries,
  namedBody,
  ownBody,
  type Report,
  reportBody,
} from './report-series.ts';
import { splitStatements } from './split-statements.ts';

export interface SettledYears {
  /** Best first; of each series only the years chosen. */
  readonly ranked: readonly RankedPassage[];
  /** Whose reports the question is about. */
  readonly body: string;
  /** Whether the question names it, and not only the district or the city as a place. */
  readonly isNamed: boolean;
  /** Years of which that body's series has a report, ascending. */
  readonly known: readonly number[];
  /** Those of them the answer may rest on; several only where years are compared. */
  readonly chosen: readonly number[];
  /** Years asked for of which there is no report. */
  readonly missing: readonly number[];
  /** Years that have a report, were passed over or asked for, and say nothing of the matter. */
  readonly silent: readonly number[];
  /** Years not chosen that speak of the matter too. */
  readonly others: readonly number[];
}

/** So many of another year's passages are looked for in the year chosen. */
const mapped = 3;
/**
 * Reports of a series repeat their phrases: what shares this much of the sentence that answers, and meets
 * the question nearly as well, says the same of another year (true ones tried: 0.34 and more, others 0.28 at most).
 */
const sufficient = { likeness: 0.3, meets: 0.5 } as const;
/** A passage of another year that ranks so near the best speaks of the matter, whatever its words. */
const nearlyAsGood = 0.85;
/** From this share of the best score on, what several years speak of is preferred to what only one does. */
const nearEnough = 0.7;
/** Words of a question or a sentence that say nothing of the matter. */
const passingWords =
  /街道|[\d.,，%％]+[年月日]?度?|对比|相比|比较|数量|数据|多少|好多|哪些|[的和与跟各了]/g;

/**
 * A report found by residents' questions outranks a newer one that nobody wrote questions for. So the
 * years of a series are not weighed by rank: what the best passage says is looked for in each of them.
 * @param searched the words searched for, the topic of a follow-up included.
 */
export function settleYears(
  found: readonly RankedPassage[],
  asked: AskedYears,
  searched: string,
  generation: Generation,
  now: Date,
): SettledYears {
  const reports = generation.documents.filter(isReport).filter((report) => stands(report, now));
  const named = namedBody(searched, [...new Set(reports.map(reportBody))]);
  const ofBody = found.filter(
    ({ document }) => !isReport(document) || !named || reportBody(document) === named,
  );
  const best = ofBody.find(({ document }) => isReport(document));
  const body = named ?? (best ? reportBody(best.document) : ownBody);
  const main = best
    ? reports.filter((report) => isSameSeries(report, best.document))
    : reports.filter((report) => reportBody(report) === body);
  const settle = (series: readonly Report[]) =>
    settleSeries(ofBody, series, asked, searched, generation);

  const settled = settle(main);
  const seen = new Set(main.map(({ id }) => id));
  const ranked = ofBody.filter(({ document }) => !isReport(document)).concat(settled.ranked);
  for (const { document } of ofBody) {
    if (!isReport(document) || seen.has(document.id)) continue;
    const series = reports.filter((report) => isSameSeries(report, document));
    for (const { id } of series) seen.add(id);
    ranked.push(...settle(series).ranked);
  }
  const isNamed = named !== undefined && !/[区县市]$/.test(named);
  return { ...settled, body, isNamed, ranked: ranked.sort((a, b) => b.score - a.score) };
}

function settleSeries(
  found: readonly RankedPassage[],
  series: readonly Report[],
  asked: AskedYears,
  searched: string,
  generation: Generation,
): Omit<SettledYears, 'body' | 'isNamed'> {
  const own = found.filter(({ document }) => series.some(({ id }) => id === document.id));
  const known = [...new Set(series.map(({ year }) => year))].sort((a, b) => a - b);
  const wanted = wantedYears(known, asked);
  const missing = asked.named.filter((year) => !known.includes(year));
  const [best] = own;
  if (!best || known.length < 2) {
    return { ranked: own, known, chosen: known, missing, silent: [], others: [] };
  }
  const findCounterpart = createCounterparts(searched, reportBody(best.document), generation);
  /** What a year says of the matter of `ranked`. */
  const inYear = (ranked: RankedPassage, year: number) =>
    speaksOf(ranked, year, asked)
      ? ranked
      : (findCounterpart(ranked, series, year) ??
        own.find(
          (other) => other.score >= best.score * nearlyAsGood && speaksOf(other, year, asked),
        ));
  const telling = known.filter((year) => inYear(best, year) !== undefined);
  const chosen = wanted ?? telling.slice(-1);
  const passedOver = wanted ?? known.filter((year) => year > (chosen[0] ?? 0));
  const rest = { known, chosen, missing };
  if (chosen.length > 1) {
    // What all of them speak of can be set side by side.
    const shared = own.find(
      (ranked) =>
        ranked.score >= best.score * nearEnough && chosen.every((year) => inYear(ranked, year)),
    );
    const told = chosen.flatMap((year) => {
      const ranked = inYear(shared ?? best, year);
      return ranked ? { year, ranked } : [];
    });
    const silent = chosen.filter((year) => told.every((one) => one.year !== year));
    return { ...rest, ranked: told.map(({ ranked }) => ranked), silent, others: [] };
  }
  const [year = 0] = chosen;
  const speaks = own.filter((ranked) => speaksOf(ranked, year, asked));
  const others = own.filter((ranked) => !speaks.includes(ranked)).slice(0, mapped);
  const same = others.flatMap((ranked) => findCounterpart(ranked, series, year) ?? []);
  return {
    ...rest,
    ranked: [...speaks, ...same]
      .sort((one, other) => other.score - one.score)
      .filter(({ passage }, index, all) => {
        return all.findIndex((one) => one.passage.id === passage.id) === index;
      }),
    silent: passedOver.filter((one) => !telling.includes(one)),
    others: telling.filter((one) => !chosen.includes(one)),
  };
}

/** Years of a series that a question wants to hear of; nothing when it does not say. */
function wantedYears(
  known: readonly number[],
  { named, compares, span, plans }: AskedYears,
): number[] | undefined {
  const isPlanned = (year: number) => plans && !known.includes(year);
  // What is planned for a year stands in the report of the year before.
  const asked = named.map((year) => (isPlanned(year) ? year - 1 : year));
  const there = known.filter((year) => asked.includes(year));
  if (named.length === 0) return compares ? known.slice(-(span ?? known.length)) : undefined;
  if (there.length === 0) return undefined;
  const other = known.filter((year) => !named.includes(year)).at(-1);
  return compares && named.length === 1 && other !== undefined
    ? [...there, other].sort((a, b) => a - b)
    : there;
}

/** A year's own report, or what the year before said it planned. */
function speaksOf(
  { passage, document }: RankedPassage,
  year: number,
  { plans }: AskedYears,
): boolean {
  if (document.year === year) return true;
  const isPlan = plans && document.year === year - 1;
  return isPlan && `${passage.headings.join(' ')}${passage.text}`.includes(String(year));
}

/** Finds what another year's report says of the same matter; it takes the place in the ranking. */
function createCounterparts(searched: string, body: string, generation: Generation) {
  const matter = (text: string) => text.replaceAll(body, ' ').replace(passingWords, ' ');
  const asks = createOverlap(generation, matter(searched));
  return (ranked: RankedPassage, series: readonly Report[], year: number) => {
    const units = splitStatements(ranked.passage.text).map(({ text }) => text);
    const core = units.reduce((a, b) => (asks(b) > asks(a) ? b : a), units[0] ?? '');
    const says = createOverlap(generation, matter(core));
    const met = asks(wordsOf(ranked.passage));
    let counterpart: RankedPassage | undefined;
    let best = 0;
    for (const { passage, document } of generation.passages) {
      if (document.year !== year || !series.some(({ id }) => id === document.id)) continue;
      const words = wordsOf(passage);
      const likeness = says(words);
      const meets = met === 0 ? 1 : Math.min(1, asks(words) / met);
      if (likeness < sufficient.likeness || meets < sufficient.meets) continue;
      if (likeness + meets <= best) continue;
      best = likeness + meets;
      counterpart = { ...ranked, passage, document };
    }
    return counterpart;
  };
}

function wordsOf({ headings, text }: Passage): string {
  return `${headings.slice(1).join(' ')} ${text}`;
}

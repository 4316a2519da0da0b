// The home of finding passages for one question of a conversation: its own words, what it leans on, what kind of answer it wants.

import type { RankedPassage } from '../domain.ts';
import type { Generation } from '../retrieval/generation.ts';
import { gapShare, PassageRetriever } from '../retrieval/passage-retriever.ts';
import { preferAnswerType } from './answer-type.ts';
import { asksOnlyOfYears } from './asked-years.ts';
import { isFollowUp } from './route.ts';
import { isLegalMatter } from './scope.ts';

export interface SearchContext {
  /** What was asked before, when this question leans on it or may do so. */
  readonly topic: string | undefined;
  /** Whether its own words say that it leans on what was asked before ("那要多久？"). */
  readonly leans: boolean;
  /** Passages the last answer cited; their documents are preferred for a follow-up. */
  readonly citedBefore: readonly string[];
  readonly now: Date;
}

export interface FoundPassages {
  /** The words searched for, the topic of a follow-up included. */
  readonly searched: string;
  /** The topic of the turns before, where the question leans on it. */
  readonly topic: string | undefined;
  /** Best first; gaps for other years and places and off-topic examples are among them. */
  readonly all: readonly RankedPassage[];
  /** Share of the words understood: 1, or less for English that was translated in part. */
  readonly known: number;
}

const rankedDepth = 40;
/** How much the question before counts beside a follow-up's own words. */
const topicShare = 0.5;
/** From this score on a question stands alone, whatever was asked before. */
const standsAlone = 0.45;
/** How nearly a passage of the last answer's documents must fit, beside the best, for the topic to stay. */
const staysShare = 0.6;
/** Off-topic examples are met by follow-ups of a few words too, but hardly (0.18 at most of those tried). */
const strangeFrom = 0.22;
/** What redaction put in place of personal data says nothing of the question. */
const masks = /(?:我叫|身份证号?码?|电话|手机号?|家住)?(?:是|为|：|:)?\[[^\]]+\]/g;
/**
 * For documents the last answer cited, for hotlines named by number, and for reports of the year an
 * English question names: word by word, little else tells it from a guide's.
 */
const preference = { cited: 0.1, year: 0.1, hotline: 0.25 } as const;

/**
 * Ranks the passages for one question. English is searched by its Chinese words; a question that leans on
 * the one before is found by its own words among what that one is about.
 */
export async function findPassages(
  text: string,
  language: 'zh' | 'en',
  generation: Generation,
  context: SearchContext,
): Promise<FoundPassages> {
  const translation = language === 'en' ? generation.words.translate(text) : undefined;
  const own = [text, translation?.chinese].filter(Boolean).join(' ');
  const plain = (words: string) =>
    (language === 'en' ? words.replace(/[a-z]+/gi, ' ') : words).replace(masks, ' ');
  const retriever = new PassageRetriever(generation);
  const alone = await retriever.rank(plain(own), rankedDepth, context.now);
  const stays = context.leans || staysWith(alone, context.citedBefore);
  const isOfYears = asksOnlyOfYears(text, context.now);
  const topic = stays && (isOfYears || !isStrange(text, alone)) ? context.topic : undefined;
  const searched = plain(topic ? `${topic} ${own}` : own);
  const preferred = new Map([
    ...(topic ? context.citedBefore : []).map((id) => [documentOf(id), preference.cited] as const),
    ...(translation ? reportsOf(text, generation) : []).map((id) => [id, preference.year] as const),
    ...namedHotlines(searched).map((id) => [id, preference.hotline] as const),
  ]);
  // A year says nothing of the matter, and is met by every passage that names it.
  const followed = () =>
    isOfYears
      ? retriever.rank(plain(topic ?? ''), rankedDepth, context.now)
      : rankFollowUp(retriever, plain(own), plain(topic ?? ''), context.now);
  const found = topic ? await followed() : alone;
  const typed = preferAnswerType(found, own);
  const all = preferDocuments(asksForContact(text) ? liftGaps(typed) : typed, preferred);
  return { searched, topic, all, known: translation?.known ?? 1 };
}

/**
 * Whether a question that could stand alone still belongs to the last answer: nothing fits it really
 * well, and what was cited has a passage that fits nearly as well as the best.
 */
function staysWith(alone: readonly RankedPassage[], citedBefore: readonly string[]): boolean {
  const best = alone[0]?.score ?? 0;
  if (citedBefore.length === 0 || best >= standsAlone) return false;
  const documents = new Set(citedBefore.map(documentOf));
  return alone.some(
    ({ document, score }) => documents.has(document.id) && score >= best * staysShare,
  );
}

/** Whether a few words that could lean on the last question are of another field ("回锅肉怎么做"). */
function isStrange(text: string, [best]: readonly RankedPassage[]): boolean {
  return (
    best?.document.kind === 'off-topic' &&
    best.score >= strangeFrom &&
    !isFollowUp(text) &&
    !isLegalMatter(text)
  );
}

function documentOf(passageId: string): string {
  return passageId.split('#')[0] ?? '';
}

/** A follow-up is found by its own words among what the question before is about. */
async function rankFollowUp(
  retriever: PassageRetriever,
  own: string,
  topic: string,
  now: Date,
): Promise<RankedPassage[]> {
  const byTopic = await retriever.rank(topic, rankedDepth * 2, now);
  const merged = new Map(
    byTopic.map((found) => [found.passage.id, { ...found, score: found.score * topicShare }]),
  );
  for (const found of await retriever.rank(own, rankedDepth * 2, now)) {
    const known = merged.get(found.passage.id);
    merged.set(found.passage.id, {
      ...found,
      score: found.score + (known?.score ?? 0),
      lexicalScore: Math.max(found.lexicalScore, known?.lexicalScore ?? 0),
    });
  }
  return [...merged.values()].sort((a, b) => b.score - a.score).slice(0, rankedDepth);
}

/** Who wants an address, a number, hours or a name is mostly told that it is not known, and who knows it. */
function asksForContact(text: string): boolean {
  return /电话|号码|联系方式|微信号|公众号|地址|位置|门牌|几楼|哪条(?:路|街)|怎么走|坐几路|导航|几点|上班时间|上下班|开门|关门|办公时间|周末|星期[六天日]|叫什么名|姓(?:什么|啥)|名字|phone|telephone|address|opening hours|located/i.test(
    text,
  );
}

/** Undoes the retriever's preference for what is known. */
function liftGaps(ranked: readonly RankedPassage[]): RankedPassage[] {
  return ranked
    .map((found) =>
      found.document.kind === 'gap' ? { ...found, score: found.score / gapShare } : found,
    )
    .sort((a, b) => b.score - a.score);
}

function preferDocuments(
  ranked: readonly RankedPassage[],
  bonuses: ReadonlyMap<string, number>,
): readonly RankedPassage[] {
  if (bonuses.size === 0) return ranked;
  return ranked
    .map((found) => ({ ...found, score: found.score + (bonuses.get(found.document.id) ?? 0) }))
    .sort((a, b) => b.score - a.score);
}

/** Reports about a year that the question names. */
function reportsOf(text: string, { documents }: Generation): string[] {
  return documents
    .filter(({ year }) => year !== undefined && text.includes(String(year)))
    .map(({ id }) => id);
}

/** The pages of hotlines that a question names by number. */
function namedHotlines(text: string): string[] {
  return (text.match(/(?<!\d)(?:1[12]\d|1[12]\d{3}|96110)(?!\d)/g) ?? []).map(
    (number) => `hotline-${number}`,
  );
}

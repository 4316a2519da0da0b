// The home of pairs made from text itself: some clauses of an article against the rest of it, or a law's name against its articles.

import { pick } from './random.ts';
import type { Article } from './read-beir.ts';

export interface SpanPair {
  readonly span: string;
  readonly rest: string;
}

const shortestSpan = 6;
const longestWanted = 56;
/** Residents use words of the article too, so that at times the span stays in its place. */
const stays = 0.2;
const isTitled = 0.7;

/** @returns nothing for an article that is too short to be parted. */
export function cutSpan({ title, text }: Article, random: () => number): SpanPair | undefined {
  const clauses = text.match(/[^。；，：\n]+[。；，：\n]*/g) ?? [];
  if (clauses.length < 2) {
    const law = title.replace(/第[^第]+条.*$/, '');
    return text.length < 2 * shortestSpan || law === '' ? undefined : { span: text, rest: law };
  }
  const from = pick(random, clauses.length);
  const wanted = shortestSpan + pick(random, longestWanted - shortestSpan);
  let span = '';
  let to = from;
  while (to < clauses.length && span.length < wanted) {
    span += clauses[to] ?? '';
    to += 1;
  }
  if (span.length < shortestSpan || to - from === clauses.length) return undefined;
  const others = [...clauses.slice(0, from), ...clauses.slice(to)].join('');
  const rest = random() < stays ? text : others;
  return { span, rest: random() < isTitled ? `${title}\n${rest}` : rest };
}

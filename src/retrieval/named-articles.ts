// The home of articles asked for by law and number: which passages are that article, and which rest on it.

import type { DocumentHeader, Passage } from '../domain.ts';
import { articleMentions, articleTerms } from './article-terms.ts';
import { foldText } from './tokenize.ts';

export interface NamedArticles {
  /**
   * @param text a question in canonical words.
   * @returns what the passages at these places gain: `is` for the article itself, `restsOn` for what cites it.
   */
  find(text: string): ReadonlyMap<number, number>;
}

/** The article itself comes before whatever else fits; what rests on it, before what merely shares words. */
const gains = { is: 1, restsOn: 0.5 } as const;
/** Between a law's name and the number; another law's name there means that it is that one's article. */
const anotherLaw = /法|典|条例|办法|解释|细则|若干规定|暂行规定/;

/** Looks through the passages at the first question that names an article, and at none before. */
export function createNamedArticles(
  passages: readonly { readonly passage: Passage; readonly document: DocumentHeader }[],
): NamedArticles {
  let laws: Laws | undefined;
  return {
    find(text) {
      const gained = new Map<number, number>();
      for (const { term, at } of articleMentions(text)) {
        laws ??= readLaws(passages);
        const law = lastLaw(text.slice(0, at), laws);
        for (const [place, gain] of laws.get(law ?? '')?.get(term) ?? [])
          gained.set(place, Math.max(gained.get(place) ?? 0, gain));
      }
      return gained;
    },
  };
}

/** By plain name of the law and term of the article: places and what they gain. */
type Laws = Map<string, Map<string, Map<number, number>>>;

function readLaws(
  passages: readonly { readonly passage: Passage; readonly document: DocumentHeader }[],
): Laws {
  const laws: Laws = new Map();
  // Of thousands of articles few have another law's name.
  const names = new Map<string, string>();
  const add = (title: string, term: string, place: number, gain: number) => {
    const law = names.get(title) ?? plainName(title);
    names.set(title, law);
    const articles = laws.get(law) ?? new Map<string, Map<number, number>>();
    const places = articles.get(term) ?? new Map<number, number>();
    places.set(place, Math.max(places.get(place) ?? 0, gain));
    laws.set(law, articles.set(term, places));
  };
  for (const [place, { passage, document }] of passages.entries()) {
    const heading = passage.headings.at(-1) ?? '';
    const [own] = articleMentions(heading);
    if (own) add(heading.slice(0, own.at) || document.title, own.term, place, gains.is);
    for (const { source, articles } of passage.references)
      for (const term of articles.flatMap(articleTerms))
        add(source.title, term, place, gains.restsOn);
  }
  return laws;
}

/** The law named last before an article's number; of names that end there the longest. */
function lastLaw(before: string, laws: Laws): string | undefined {
  const plain = plainName(before);
  let best = { law: '', end: 0 };
  for (const law of laws.keys()) {
    const at = law === '' ? -1 : plain.lastIndexOf(law);
    const end = at + law.length;
    if (at < 0 || end < best.end || (end === best.end && law.length <= best.law.length)) continue;
    best = { law, end };
  }
  return best.end > 0 && !anotherLaw.test(plain.slice(best.end)) ? best.law : undefined;
}

/** "《中华人民共和国民法典》" and "民法典" are one. */
function plainName(title: string): string {
  return foldText(title).replace(/中华人民共和国|[^\p{L}\p{N}]/gu, '');
}

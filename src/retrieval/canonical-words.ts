// The home of the glossary at work: residents' words and English become the corpus's words, in questions and passages alike.

import type { Term } from '../domain.ts';
import { foldText } from './tokenize.ts';

export interface CanonicalWords {
  /** Replaces what residents say by the corpus's word, longest phrase first. */
  canonical(text: string): string;
  /**
   * The Chinese words for the English in a text.
   * @returns `known`: the share of its English words that have one, 0 to 1; small words do not count.
   */
  translate(text: string): { chinese: string; known: number };
}

export function createCanonicalWords(glossary: readonly Term[]): CanonicalWords {
  const says = new Phrases();
  const english = new Map<string, string>();
  for (const { term, says: variants, en } of glossary) {
    // The term maps to itself, so that a shorter variant inside it is left alone.
    says.add(term, term);
    for (const variant of variants) says.add(variant, term);
    for (const phrase of en) {
      const key = words(phrase).join(' ');
      english.set(key, [english.get(key), term].filter(Boolean).join(' '));
    }
  }
  const longestEnglish = Math.max(1, ...[...english.keys()].map((key) => key.split(' ').length));

  return {
    canonical: (text) => says.replace(foldText(text)),
    translate(text) {
      const found: string[] = [];
      let translated = 0;
      const all = words(text);
      const content = all.filter((word) => !smallWords.has(word)).length;
      for (let at = 0; at < all.length; ) {
        let taken = 0;
        for (let length = Math.min(longestEnglish, all.length - at); length > 0; length -= 1) {
          const chinese = english.get(all.slice(at, at + length).join(' '));
          if (chinese === undefined) continue;
          found.push(chinese);
          taken = length;
          translated += all.slice(at, at + length).filter((word) => !smallWords.has(word)).length;
          break;
        }
        at += Math.max(1, taken);
      }
      return { chinese: found.join(' '), known: content === 0 ? 0 : translated / content };
    },
  };
}

const smallWords = new Set(
  'a an the of to in on at for by with from and or is are was were be been do did does have has had my our your his her their its it i we you he she they me us them this that there what which who how when where why can could should would will may must if not no yes any some please tell about into than then so as up out over get got'.split(
    ' ',
  ),
);

/** English words without plural and verb endings, so that "reviewed contracts" meets "review contract". */
function words(text: string): string[] {
  return (foldText(text).match(/[a-z0-9%]+/g) ?? []).map((word) =>
    word.length > 4
      ? word.replace(/(?:ies)$/, 'y').replace(/(?:ing|ed|es|s)$/, '')
      : word.replace(/s$/, ''),
  );
}

/** Longest-match replacement over many phrases. */
class Phrases {
  readonly #byFirst = new Map<string, { from: string; to: string }[]>();

  add(from: string, to: string): void {
    const folded = foldText(from);
    const first = folded.charAt(0);
    const list = this.#byFirst.get(first) ?? [];
    if (list.some((entry) => entry.from === folded)) return;
    list.push({ from: folded, to: foldText(to) });
    list.sort((a, b) => b.from.length - a.from.length);
    this.#byFirst.set(first, list);
  }

  replace(text: string): string {
    let result = '';
    for (let at = 0; at < text.length; ) {
      const char = text.charAt(at);
      const hit = this.#byFirst.get(char)?.find(({ from }) => text.startsWith(from, at));
      result += hit ? hit.to : char;
      at += hit ? hit.from.length : 1;
    }
    return result;
  }
}

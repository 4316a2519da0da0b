// The home of clauses and the pairs of characters they are made of: how near two pieces of Chinese text are in wording.

/** Characters that hold sentences together and say nothing by themselves. */
const smallCharacters =
  /[的了着过吗呢吧啊呀就也都还又再很把被由从在向对于和与或及而且但如若则因为所以之其这那您你我他她它们个些]/g;

/** At every comma, colon, enumeration mark and bracket. */
export function splitClauses(text: string): string[] {
  return text.split(/[，。；：、！？,;:!?（）()\n“”"]/).filter((clause) => /\p{L}/u.test(clause));
}

/** Characters without the small ones, digits and marks. */
export function contentCharacters(text: string): string {
  return text.replace(/[^\p{Script=Han}]/gu, '').replace(smallCharacters, '');
}

/** Neighbouring content characters, two by two. */
export function contentPairs(text: string): Set<string> {
  const pairs = new Set<string>();
  for (const run of text.match(/\p{Script=Han}+/gu) ?? []) {
    const content = contentCharacters(run);
    for (let at = 0; at + 1 < content.length; at += 1) pairs.add(content.slice(at, at + 2));
  }
  return pairs;
}

/** How near two pieces are in wording, 0 to 1: by the shorter one, and by both where that is too short to tell. */
export function nearness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [short, long] = one.size < other.size ? [one, other] : [other, one];
  const share = sharedPairs(short, long);
  return short.size < 3 ? (share * 2 * short.size) / (short.size + long.size || 1) : share;
}

/** The share of one text's pairs that the other has, 0 to 1; 0 where it has none. */
export function sharedPairs(part: ReadonlySet<string>, whole: ReadonlySet<string>): number {
  if (part.size === 0) return 0;
  let shared = 0;
  for (const pair of part) if (whole.has(pair)) shared += 1;
  return shared / part.size;
}

// The home of articles of law as terms: 第一千零七十七条, 第1077条 and 1077条 are one.

const digits = '零一二三四五六七八九';
const units: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
/** With 第 any numeral; without it Arabic figures, or a numeral right after a law's name (三条建议 is none). */
const articlePattern =
  /(?:第\s*([零〇一二三四五六七八九十百千两]+|\d+)|(?<=法|典|条例|规定|解释|办法)([零〇一二三四五六七八九十百千两]+)|(?<!\d)(\d{1,4}))\s*条(?:\s*之([一二三四五六七八九十]+|\d+))?/g;

export interface ArticleMention {
  /** Such as "第1077条" or "第120条之1". */
  readonly term: string;
  /** Where in the text it begins. */
  readonly at: number;
}

/** Every article that a text names, in order, with repetitions. */
export function articleMentions(text: string): ArticleMention[] {
  if (!text.includes('条')) return [];
  return [...text.matchAll(articlePattern)].map(
    ({ index, 1: named, 2: bare, 3: figures, 4: insertion }) => {
      const number = readNumeral(named ?? bare ?? figures ?? '');
      const term = insertion ? `第${number}条之${readNumeral(insertion)}` : `第${number}条`;
      return { term, at: index };
    },
  );
}

/** The same as terms alone. */
export function articleTerms(text: string): string[] {
  return articleMentions(text).map(({ term }) => term);
}

export function isArticleTerm(term: string): boolean {
  return /^第\d+条/.test(term);
}

/** Chinese numerals below ten thousand ("一百二十", "二〇一") or figures. */
function readNumeral(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const plain = text.replaceAll('〇', '零').replaceAll('两', '二');
  if (!/[十百千]/.test(plain))
    return Number([...plain].map((char) => digits.indexOf(char)).join(''));
  let sum = 0;
  let digit = 0;
  for (const char of plain) {
    const unit = units[char];
    if (unit === undefined) digit = digits.indexOf(char);
    else {
      sum += unit * (digit || 1);
      digit = 0;
    }
  }
  return sum + digit;
}

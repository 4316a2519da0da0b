// The home of what counts as a figure in Chinese text, and when two of them are the same.

export interface Figure {
  readonly kind: 'article' | 'title' | 'url' | 'number';
  /** Canonical form: equal figures have equal values ("七日", "7天" and "7 日" are all "7日"). */
  readonly value: string;
}

const digits = '零〇一二两三四五六七八九';
const numeral = `[${digits}十百千]+(?:点[${digits}]+)?`;
/** Units behind which a Chinese numeral is a figure; a bare 一 is an article word far too often. */
const units =
  '个?工作日|个月|周岁|小时|分钟|万元|亿元|日|天|年|月|条|款|项|元|倍|人次|人|件|次|份|名|家|场|户|只|岁|万|亿|成|%|周|个|支|站|室|起|篇|例';
const chineseFigure = new RegExp(`(${numeral})(?=(?:多|余|几)?(?:${units}))`, 'g');

/** Half-width, no spaces inside, Chinese numerals as Arabic ones, 天 and 号 as 日, 百分之 as %. */
export function canonicalFigures(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/(?<=\d)[,，](?=\d{3}(?!\d))/g, '')
    .replace(/(?<=\d)\s+(?=[\p{Script=Han}%])|(?<=\p{Script=Han})\s+(?=\d)/gu, '')
    .replace(
      new RegExp(`百分之(${numeral}|\\d+(?:\\.\\d+)?)`, 'g'),
      (_, value: string) => `${toArabic(value)}%`,
    )
    .replace(
      new RegExp(`(${numeral}|\\d+)分之(${numeral}|\\d+)`, 'g'),
      (_, whole: string, part: string) => `${toArabic(whole)}分之${toArabic(part)}`,
    )
    .replace(chineseFigure, (match) => toArabic(match))
    .replace(new RegExp(`(?<=第\\d+条之)${numeral}`, 'g'), (match) => toArabic(match))
    .replace(/(?<![上下前后大小])半(?=个?(?:年|月|日|天|小时))/g, '0.5')
    .replace(/(?<=\d)天/g, '日')
    .replace(/(?<=\d月\d{1,2})号/g, '日')
    .replace(/(?<=\d)个工作日/g, '工作日');
}

const figurePatterns: readonly { kind: Figure['kind']; pattern: RegExp }[] = [
  { kind: 'url', pattern: /https?:\/\/[^\s()<>"'“”「」,;、。\p{Script=Han}]+/gu },
  { kind: 'title', pattern: /《[^《》]{2,60}》/g },
  { kind: 'article', pattern: /第\d+条(?:之\d+)?/g },
  {
    kind: 'number',
    pattern: new RegExp(`\\d+分之\\d+|\\d+(?:[.:]\\d+)*(?:[多余]?(?:${units}))?`, 'g'),
  },
];

/** Every figure, date, amount, phone number, address on the web, article number and law title of a text. */
export function findFigures(text: string): Figure[] {
  let rest = canonicalFigures(text);
  const figures: Figure[] = [];
  for (const { kind, pattern } of figurePatterns) {
    rest = rest.replace(pattern, (value) => {
      figures.push({ kind, value: kind === 'title' ? value.replace(/中华人民共和国/, '') : value });
      return '\u0001';
    });
  }
  return figures;
}

function toArabic(numeralText: string): string {
  if (/^\d/.test(numeralText)) return numeralText;
  const [whole = '', fraction] = numeralText.split('点');
  if (fraction !== undefined) return `${toArabic(whole)}.${toArabic(fraction)}`;
  if (!/[十百千]/.test(numeralText)) {
    return [...numeralText].map((char) => String(digitValue(char))).join('');
  }
  let total = 0;
  let current = 0;
  for (const char of numeralText) {
    const unit = { 十: 10, 百: 100, 千: 1000 }[char];
    if (unit === undefined) current = digitValue(char);
    else {
      total += (current === 0 ? 1 : current) * unit;
      current = 0;
    }
  }
  return String(total + current);
}

function digitValue(char: string): number {
  const index = digits.indexOf(char);
  // 零 and 〇 are both 0; 二 and 两 are both 2.
  return [0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9][index] ?? 0;
}

// The home of Chinese numerals as headings and articles use them. Pure.

const digits = '零一二三四五六七八九';
const units: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** The characters of a numeral, for patterns. */
export const numeralClass = '[零〇一二两三四五六七八九十百千]';

/** 十二 -> 12, 一千二百六十 -> 1260; 0 for what is no numeral. */
export function readNumeral(text: string): number {
  let total = 0;
  let digit = 0;
  for (const char of text.replaceAll('〇', '零').replaceAll('两', '二')) {
    const unit = units[char];
    if (unit === undefined) {
      digit = Math.max(0, digits.indexOf(char));
    } else {
      total += (digit || 1) * unit;
      digit = 0;
    }
  }
  return total + digit;
}

// The home of reading numbers as Chinese writes them: 四十七, 二〇二三, 1.2亿, 3万5千.

const digitValues: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  幺: 1,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const scales: Readonly<Record<string, number>> = {
  十: 10,
  百: 100,
  千: 1000,
  万: 10_000,
  亿: 100_000_000,
};

/** Pattern source of a number in Chinese characters. */
export const chineseNumeral =
  '[零〇一二两三四五六七八九十百千][零〇一二两三四五六七八九十百千万亿]*(?:点[零〇一二三四五六七八九]+[万亿]?)?';
/** Pattern source of an Arabic number with Chinese scales behind it. */
export const scaledNumber = '\\d+(?:\\.\\d+)?(?:[十百千万亿]+\\d*)*[百千万亿]';

/** The number in Arabic digits, without an exponent; digits read one by one keep their zeros ("一一〇"). */
export function readNumeral(text: string): string {
  const [whole = '', fraction] = text.split('点');
  if (fraction !== undefined) {
    const scale = /[万亿]$/.exec(fraction)?.[0] ?? '';
    const decimals = readNumeral(fraction.slice(0, fraction.length - scale.length));
    return readNumeral(`${readNumeral(whole)}.${decimals}${scale}`);
  }
  if (!/[十百千万亿]/.test(text)) {
    return text.replace(/\p{Script=Han}/gu, (char) => String(digitValues[char] ?? char));
  }
  let total = 0;
  let section = 0;
  let current = 0;
  for (const [part] of text.matchAll(/\d+(?:\.\d+)?|\p{Script=Han}/gu)) {
    const scale = scales[part];
    if (scale === undefined) {
      current = digitValues[part] ?? Number(part);
    } else if (scale < 10_000) {
      section += (current === 0 ? 1 : current) * scale;
      current = 0;
    } else {
      const value = section + current;
      total = scale > 10_000 ? (total + value) * scale : total + value * scale;
      section = 0;
      current = 0;
    }
  }
  // Twelve digits behind the point are more than any amount has, and fewer than floating point errs by.
  return String(Number((total + section + current).toFixed(6)));
}

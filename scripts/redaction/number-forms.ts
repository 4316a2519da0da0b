// The ways in which people write one and the same number, or hide it.

const chinese = '〇一二三四五六七八九';
const spoken = '零幺两三四五六七八九';
const capital = '零壹贰叁肆伍陆柒捌玖';

const perDigit = (forms: readonly string[]) => (number: string) =>
  number.replace(/\d/g, (digit) => forms[Number(digit)] ?? digit);
const shifted = (zero: number) =>
  perDigit(Array.from({ length: 10 }, (_, value) => String.fromCodePoint(zero + value)));
const joined = (by: string) => (number: string) => [...number].join(by);
/** In groups from the front; the last takes the rest. */
const grouped = (by: string, first: number, size: number) => (number: string) =>
  [
    number.slice(0, first),
    ...(number.slice(first).match(new RegExp(`.{1,${size}}`, 'g')) ?? []),
  ].join(by);

export type Form = (number: string) => string;

/** Forms that the rules were written with. */
export const developmentForms: readonly Form[] = [
  (number) => number,
  (number) => number,
  shifted(0xff10),
  grouped(' ', 3, 4),
  grouped('-', 3, 4),
  joined(' '),
  joined('\u200b'),
  perDigit([...chinese]),
  perDigit(['⓪', '①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨']),
];

/** The same and others that were looked at only when the rules were done. */
export const heldOutForms: readonly Form[] = [
  (number) => number,
  (number) => number,
  shifted(0xff10),
  grouped('.', 3, 4),
  grouped('\u2014', 3, 4),
  grouped('·', 3, 4),
  grouped('  ', 4, 4),
  joined('-'),
  joined('\u2060'),
  (number) => `${number.slice(0, 4)}\u202e${number.slice(4, 8)}\u00ad${number.slice(8)}`,
  perDigit([...spoken]),
  perDigit([...capital]),
  (number) => `${number.slice(0, 5)}${perDigit([...spoken])(number.slice(5))}`,
  perDigit(['⓿', '❶', '❷', '❸', '❹', '❺', '❻', '❼', '❽', '❾']),
  (number) => number.replace(/\d/g, '$&\ufe0f\u20e3'),
  shifted(0x660),
  shifted(0x1d7ce),
];

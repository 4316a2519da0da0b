// The home of telling from its digits whether a number can be of an identity card or a bank card. Pure.

/** Digits as they are written, in Chinese too; `x` closes an identity number. */
const values: Readonly<Record<string, string>> = {
  〇: '0',
  零: '0',
  '○': '0',
  O: '0',
  o: '0',
  一: '1',
  壹: '1',
  幺: '1',
  二: '2',
  贰: '2',
  两: '2',
  三: '3',
  叁: '3',
  四: '4',
  肆: '4',
  五: '5',
  伍: '5',
  六: '6',
  陆: '6',
  七: '7',
  柒: '7',
  八: '8',
  捌: '8',
  九: '9',
  玖: '9',
  x: 'X',
  '×': 'X',
  叉: 'X',
};

/** What may stand for one digit, as a class of a pattern. */
export const digit = '[0-9〇零○Oo一壹幺二贰两三叁四肆五伍六陆七柒八捌九玖]';

/** The digits of a match, separators left out. */
export function plainDigits(match: string): string {
  return [...match]
    .map((character) => values[character] ?? character)
    .join('')
    .replace(/[^\dX]/g, '');
}

/** GB 11643-1999: an existing birth date in its place, or a right check digit. A mistyped number is still somebody's. */
export function isIdentityNumber(digits: string): boolean {
  if (!/^[1-8]\d{5}(?:18|19|20)\d{9}[\dX]$/.test(digits)) return false;
  return isMonthAndDay(digits.slice(10, 14)) || hasIdentityCheckDigit(digits);
}

/** The form of fifteen digits, without century and check digit, that was given out until 1999. */
export function isOldIdentityNumber(digits: string): boolean {
  return (
    /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])\d{13}$/.test(digits) &&
    isMonthAndDay(digits.slice(8, 12))
  );
}

/** ISO/IEC 7812-1 annex B, for the ranges that banks and card schemes use. */
export function isBankCard(digits: string): boolean {
  if (!/^[3-69]\d{14,18}$/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, value, index) => {
    const doubled = index % 2 === 1 ? Number(value) * 2 : Number(value);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

function isMonthAndDay(digits: string): boolean {
  return /^(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(digits);
}

/** ISO 7064 MOD 11-2 as GB 11643-1999 uses it. */
function hasIdentityCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < 17; index += 1) {
    sum += Number(digits[index]) * (2 ** (17 - index) % 11);
  }
  return '10X98765432'[sum % 11] === digits[17];
}

// The home of masking personal data before anything is searched, logged or sent on.

interface Rule {
  readonly kind: string;
  readonly mask: string;
  readonly pattern: RegExp;
  /** Looks closer at a match; without it every match is masked. */
  readonly accepts?: (match: string) => boolean;
}

/** Longer numbers first, so that an identity number is not taken for a bank card or a phone. */
const rules: readonly Rule[] = [
  {
    kind: 'identity-number',
    mask: '[身份证号]',
    pattern: /(?<!\d)\d{6}[ -]?(?:19|20)\d{2}[ -]?\d{4}[ -]?\d{3}[\dXx](?![\dXx])/g,
    accepts: (match) => hasIdentityCheckDigit(match) || hasBirthDate(match),
  },
  {
    kind: 'identity-number',
    mask: '[身份证号]',
    pattern: /(?<!\d)[1-8]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)/g,
  },
  {
    kind: 'bank-card',
    mask: '[银行卡号]',
    pattern: /(?<!\d)\d(?:[ -]?\d){14,18}(?!\d)/g,
    accepts: passesLuhn,
  },
  {
    kind: 'phone',
    mask: '[手机号]',
    pattern: /(?<!\d)(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)/g,
  },
  { kind: 'phone', mask: '[座机号]', pattern: /(?<!\d)0\d{2,3}[ -]?[2-9]\d{6,7}(?!\d)/g },
  { kind: 'email', mask: '[邮箱]', pattern: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g },
  {
    kind: 'plate',
    mask: '[车牌号]',
    pattern:
      /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·. ]?[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])/g,
  },
  {
    kind: 'name',
    mask: '我叫[姓名]',
    pattern:
      /(?:我叫|我的名字(?:叫|是)|我名叫)\s?(?!不|没|了|过|什么|啥|他|她|你|人|救护车|警察|物业|车|房东|邻居|保安|医生|老[板公婆师]|妈|爸|爷|奶|儿子|女儿|孩子|娃)[\p{Script=Han}·]{2,4}(?=[，,。.！!？?；;、\s]|$|住|今年|是|在|想|要|，)/gu,
  },
  {
    kind: 'address',
    mask: '[住址]',
    pattern:
      /(?:[\p{Script=Han}]{2,8}(?:路|街|大道|巷|村|小区|苑|园|城))?\d{1,5}号(?:附?\d{0,4}号?)?(?:\d{1,4}(?:栋|幢|号楼|座))?(?:\d{1,3}单元)?\d{1,3}[-－]\d{1,4}(?:室|号)?|[\p{Script=Han}]{2,10}(?:路|街|大道|巷)\d{1,5}号|\d{1,4}(?:栋|幢|号楼)(?:\d{1,3}单元)?\d{1,4}(?:[-－]\d{1,4})?(?:室|号)?/gu,
  },
];

/** Masks personal data; hotlines, case numbers and article numbers stay as they are. */
export function redact(text: string): { text: string; kinds: string[] } {
  const kinds = new Set<string>();
  let result = text;
  for (const { kind, mask, pattern, accepts } of rules) {
    result = result.replace(pattern, (match) => {
      if (accepts && !accepts(match)) return match;
      kinds.add(kind);
      return mask;
    });
  }
  return { text: result, kinds: [...kinds] };
}

/** A mistyped number is still somebody's: a birth date in its place is enough. */
function hasBirthDate(match: string): boolean {
  return /^\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/.test(
    match.replace(/[ -]/g, ''),
  );
}

/** ISO 7064 MOD 11-2 as GB 11643-1999 uses it. */
function hasIdentityCheckDigit(match: string): boolean {
  const digits = match.replace(/[ -]/g, '').toUpperCase();
  let sum = 0;
  for (let index = 0; index < 17; index += 1)
    sum += Number(digits[index]) * (2 ** (17 - index) % 11);
  return '10X98765432'[sum % 11] === digits[17];
}

/** ISO/IEC 7812-1 annex B. */
function passesLuhn(match: string): boolean {
  const digits = [...match.replace(/[ -]/g, '')].reverse().map(Number);
  const sum = digits.reduce((total, digit, index) => {
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

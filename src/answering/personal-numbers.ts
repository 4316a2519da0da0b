// The home of personal numbers: cards, identity, phones, accounts, plates. Patterns are over folded text.

import {
  digit,
  isBankCard,
  isIdentityNumber,
  isOldIdentityNumber,
  plainDigits,
} from './check-digits.ts';

export interface RedactionRule {
  readonly kind: string;
  readonly mask: string;
  /** Global and Unicode-aware. */
  readonly pattern: RegExp;
  /** Looks closer at a match; without it every match is masked. */
  readonly accepts?: (match: string) => boolean;
}

/** Spaces, dashes, dots and the like that people put between digits. */
const between = '[\\s.·•_/*~\\u2010-\\u2015\\u2212-]{0,3}';
const digits = (from: number, to = from) => `${digit}(?:${between}${digit}){${from - 1},${to - 1}}`;
/** An amount, a time or a count, whatever its digits look like. */
const noQuantity = '(?!\\d|\\s?(?:元|块|万|亿|年|美元|平方))';

/** Only these words before a number make it what its digits alone do not show. */
const named = (words: string, gap: number) => `(?<=(?:${words})[^\\d，。；]{0,${gap}})(?<!\\d)`;

const countryCode = '(?:[(+]{0,2}(?:00)?86[)\\s-]{0,3})?';
const [one, threeToNine] = ['[1一壹幺]', '[3-9三叁四肆五伍六陆七柒八捌九玖]'];
const pause = '[\\s,，、。.-]{0,2}';
const mobile = [
  `${one}${between}${threeToNine}${between}${digits(9)}`,
  `${one}${threeToNine}${digit}${pause}${digit}{4}${pause}${digit}{4}`,
  `${one}[,，、]\\s?${threeToNine}(?:[,，、]\\s?${digit}){9}`,
].join('|');

const areaCode = `[(]?[0零〇]${between}(?:[1一幺]${between}[0零〇]|[2二两]${between}${digit}|${threeToNine}${between}${digits(2)})[)]?`;
const provinces = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';

const account = (words: string) =>
  `(?<=(?<![A-Za-z])(?:${words})(?:账号|帐号|号码|号|id)?[\\s:：是为叫的“"]{0,4})`;

/** Longer numbers first, so that an identity number is not taken for a bank card or a phone. */
export const personalNumbers: readonly RedactionRule[] = [
  {
    kind: 'email',
    mask: '[邮箱]',
    pattern:
      /[A-Za-z0-9][\w.+-]*\s?(?:@|[([]\s?at\s?[)\]]|艾特)\s?[\w-]+(?:\s?(?:\.|[([]dot[)\]]|点)\s?[A-Za-z][\w-]*)+/giu,
  },
  {
    kind: 'account',
    mask: '[账号]',
    // A hotline beside the name of an app is no account.
    pattern: new RegExp(
      `${account('微信|威信|薇信|[vw]x|wechat|weixin|[vV]信|QQ|qq|扣扣|企鹅号|支付宝|抖音号|telegram|电报')}` +
        '(?!(?:12\\d{3}|9[56]\\d{3}|1[12]\\d)(?!\\d))(?:[A-Za-z](?=[\\w-]*[\\d_])[\\w-]{5,19}|[1-9]\\d{4,11})(?![A-Za-z0-9])(?!\\s?(?:元|块|万))',
      'giu',
    ),
  },
  {
    kind: 'credential',
    mask: '[证件号]',
    pattern:
      /(?<=(?:护照|通行证|军官证|士兵证|军人证|警官证|驾驶证|驾照|行驶证|社保卡?|医保卡?|残疾证|居住证|低保证|学生证|passport)[^\d，。；A-Za-z]{0,8})(?<![A-Za-z0-9])(?:[A-Za-z]{1,3}\s?)?\d(?:[\s-]?\d){5,19}[A-Za-z]?(?![A-Za-z0-9])(?!\s?(?:元|块|万))/giu,
  },
  {
    kind: 'credential',
    mask: '[证件号]',
    pattern: /[军南北沈兰成济广海空参政后装联东西中火]字第?\s?\d{6,8}号?/gu,
  },
  {
    kind: 'identity-number',
    mask: '[身份证号]',
    pattern: new RegExp(`(?<!\\d)${digits(17)}${between}(?:${digit}|[Xx×叉])(?!\\d)`, 'gu'),
    accepts: (match) => isIdentityNumber(plainDigits(match)),
  },
  {
    kind: 'bank-card',
    mask: '[银行卡号]',
    pattern: new RegExp(`(?<!\\d)\\d(?:${between}\\d){14,18}(?!\\d)`, 'gu'),
    accepts: (match) => isBankCard(plainDigits(match)),
  },
  {
    kind: 'bank-card',
    mask: '[银行卡号]',
    pattern: new RegExp(`(?<!\\d)${digits(16, 19)}(?!\\d)`, 'gu'),
    accepts: (match) => isBankCard(plainDigits(match)),
  },
  {
    kind: 'identity-number',
    mask: '[身份证号]',
    pattern: new RegExp(`(?<!\\d)${digits(15)}(?!\\d)`, 'gu'),
    accepts: (match) => isOldIdentityNumber(plainDigits(match)),
  },
  {
    kind: 'phone',
    mask: '[手机号]',
    pattern: new RegExp(`(?<!\\d)${countryCode}(?:${mobile})${noQuantity}`, 'gu'),
    accepts: (match) => !isDateOrSum(match),
  },
  {
    kind: 'phone',
    mask: '[手机号]',
    pattern:
      /(?<!\d)\+(?:1|7|33|44|49|60|61|65|66|81|82|84|852|853|886)[\s-]?\d(?:[\s-]?\d){6,10}(?!\d)/gu,
  },
  {
    kind: 'identity-number',
    mask: '[身份证号]',
    pattern: new RegExp(
      `${named('身份证|证件号|身份号码|公民号码|id card|id number', 10)}${digits(12, 20)}[Xx×]?${noQuantity}`,
      'giu',
    ),
  },
  {
    kind: 'bank-card',
    mask: '[银行卡号]',
    pattern: new RegExp(
      `${named('银行卡|卡号|账号|帐号|账户|帐户|储蓄卡|信用卡|存折|bank card|card number', 10)}${digits(12, 21)}${noQuantity}`,
      'giu',
    ),
  },
  {
    kind: 'phone',
    mask: '[座机号]',
    pattern: new RegExp(
      `(?<!\\d)${areaCode}${between}[2-8二两三四五六七八]${between}${digits(6, 7)}(?:(?:转|ext\\.?|-)\\s?\\d{1,5})?${noQuantity}`,
      'gu',
    ),
  },
  {
    kind: 'phone',
    mask: '[手机号]',
    pattern: new RegExp(
      `${named('手机|电话|联系方式|联系我|phone|mobile', 6)}1[3-9]\\d(?:${between}\\d){7,10}${noQuantity}`,
      'giu',
    ),
  },
  {
    kind: 'phone',
    mask: '[座机号]',
    pattern: new RegExp(
      `${named('电话|座机|固话|号码', 6)}(?<!\\d[-\\s])(?!400|800)[2-8]\\d{2,3}[\\s-]?\\d{4}${noQuantity}(?![-\\s]\\d)`,
      'gu',
    ),
  },
  {
    kind: 'plate',
    mask: '[车牌号]',
    // GA 36-2018: no I and no O after the letter of the place; new energy has six places.
    pattern: new RegExp(
      `(?:[${provinces}]\\s?[A-HJ-NP-Z]|WJ[${provinces}]?)\\s?[·.•-]?\\s?(?=[A-Z]*[\\d一二三四五六七八九零幺])(?:[A-HJ-NP-Z0-9一二三四五六七八九零幺][\\s-]?){4,5}[A-HJ-NP-Z0-9一二三四五六七八九零幺挂学警港澳使领](?![A-Za-z0-9])`,
      'giu',
    ),
  },
];

/** "1998-12-31 110", "13,800,138,000": digits in the number of a phone's, and none. */
function isDateOrSum(match: string): boolean {
  return (
    /^1[3-9]\d{2}[-./]\d{1,2}[-./]\d{1,2}(?!\d)/.test(match) || /^\d{1,3}(?:,\d{3})+$/.test(match)
  );
}

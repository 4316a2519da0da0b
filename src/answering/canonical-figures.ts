// The home of writing the figures of a Chinese text one way, whatever way they came in.

import { chineseNumeral, readNumeral, scaledNumber } from './numerals.ts';

/** Behind these 一 is a number. */
const measures =
  '工作日|个?月|周岁|岁|个?小时|分钟|秒|日|天|年(?!级)|周(?!围|边)|个?星期|元|块(?!儿)|角|倍|成(?![年立员功为本果绩都交长不分])|%|公里|米|分贝|度';
/** Behind these 一 is an article word. */
const counters =
  '人次|车次|个人|人|名|位|户|家|件|份|场|次|回(?![事来去家答])|起|例|篇|期|支|站|室|只|张|笔|封|本|套|间|栋|层|楼|级|条|款|项|个|种|类|样|点|处|台|辆|批|步|方面|部分|号';
/** Pattern source of everything that is measured or counted in. */
export const units = `${measures}|${counters}`;
/** Pattern source of a number in digits. */
export const arabicNumber = '\\d+(?:\\.\\d+)?';

/** 一件, but not 一个月. */
const articleWord = `(?<![统同唯单之逐不第月])一(?=(?:${counters}))(?!个(?:工作日|月|小时|星期))`;
/** 有一天, 这一年, 统一; 两个人 is a couple more often than a count. */
const uncounted = `两个人|${articleWord}|(?<=[有哪某那这同每上下后前当另])一[年天日周]|(?<=[统同唯单之逐])一`;

type Step = readonly [RegExp, string | ((match: string, ...groups: string[]) => string)];

/** In this order: numbers first, then the units behind them. */
const steps: readonly Step[] = [
  [/(?<=\d)[·•](?=\d)/g, '.'],
  [/(?<=\d)\s+(?=[\p{Script=Han}%])|(?<=\p{Script=Han})\s+(?=\d)/gu, ''],
  // 1,234,567元 is one number; 110,119 may be two.
  [
    new RegExp(`(?<![\\d,.])\\d{1,3}(?:,\\d{3})+(?=(?:\\.\\d+)?[多余]?(?:[万亿]|${units}))`, 'g'),
    (match) => match.replaceAll(',', ''),
  ],
  [
    new RegExp(`(${chineseNumeral}|万|\\d+)分之(${chineseNumeral}|${arabicNumber})`, 'g'),
    (_, whole = '', part = '') => {
      const parts = readNumeral(whole === '万' ? '一万' : whole);
      return parts === '100' ? `${readNumeral(part)}%` : `${parts}分之${readNumeral(part)}`;
    },
  ],
  [/(?<![\d/⁄.])(\d{1,2})[/⁄](\d{1,2})(?![\d/⁄])/g, '$2分之$1'],
  [
    new RegExp(
      `第\\(?(${chineseNumeral}|\\d+)\\)?(?=[条款项章节编]|次|年|日|天|个月|顺[序位]|季度|届|批)`,
      'g',
    ),
    (_, value = '') => `第${readNumeral(value)}`,
  ],
  [new RegExp(`(?<=第\\d+条之)${chineseNumeral}`, 'g'), readNumeral],
  [
    new RegExp(
      `(?<!\\d)(?!${uncounted})${chineseNumeral}(?=[多余几]?(?:个工作日|${units})|[至到~-]${chineseNumeral}(?:${units}))`,
      'g',
    ),
    readNumeral,
  ],
  [/[零〇幺一二三四五六七八九]{3,}/g, readNumeral],
  [/(\d)([至到~-]\d+(?:\.\d+)?)([万亿])/g, '$1$3$2$3'],
  [new RegExp(scaledNumber, 'g'), readNumeral],
  [/(?<=\d)([年月日]|个月|小时)半(?!\p{Script=Han}*年)/gu, '.5$1'],
  [/(?<=\d)个半(?=月|小时)/g, '.5个'],
  [/(?<![上下前后大小个])半(?=个?(?:年|月|日|天|小时))/g, '0.5'],
  [/(?<=\d)天/g, '日'],
  [/(?<=\d月\d{1,2})号/g, '日'],
  [/(?<=\d)个(?=工作日|小时|星期)/g, ''],
  [/(?<=\d)块钱?(?!儿)/g, '元'],
  [/(?<=\d)月(?=[之以]?内)/g, '个月'],
  [
    new RegExp(
      `(?<![\\d.-])(${arabicNumber})(?:至|到|-|~|—+|–)(?=${arabicNumber}(?!号|楼)(个月|工作日|${units}))`,
      'g',
    ),
    '$1$2至',
  ],
];

/**
 * Half-width, no spaces inside, Chinese numerals as Arabic ones, 万 and 亿 written out, 天 and 号 as 日,
 * 百分之 as %, both ends of a range with their unit.
 */
export function canonicalFigures(text: string): string {
  return steps.reduce(
    (rest, [pattern, change]) =>
      typeof change === 'string'
        ? rest.replace(pattern, change)
        : rest.replace(pattern, (...match) => change(...match)),
    text.normalize('NFKC'),
  );
}

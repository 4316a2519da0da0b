// The home of what counts as a figure in Chinese text, and of finding all of them.

import { arabicNumber, canonicalFigures, units } from './canonical-figures.ts';
import { chineseNumeral } from './numerals.ts';

export interface Figure {
  readonly kind: 'article' | 'title' | 'law' | 'link' | 'date' | 'time' | 'number' | 'word';
  /** Canonical form: equal figures have equal values ("七日", "7天" and "7 日" are all "7日"). */
  readonly value: string;
  /** As residents may read it in a reason. */
  readonly text: string;
  /** The law an article is said to be of. */
  readonly law?: string;
  /** 一 as an article word, or an ordinal: wrong only where the source counts the same thing differently. */
  readonly isWeak?: true;
}

const synonyms: Readonly<Record<string, string>> = {
  块: '元',
  岁: '周岁',
  星期: '周',
  回: '次',
  ...Object.fromEntries(['名', '位', '个人'].map((unit) => [unit, '人'])),
  ...Object.fromEntries(
    ['种', '类', '样', '项', '条', '点', '方面', '部分'].map((unit) => [unit, '个']),
  ),
};

type Reader = (match: readonly (string | undefined)[]) => Figure;

/** 《…》, also with another title inside. */
const markedTitle = '《(?:[^《》]|《[^《》]*》){2,80}》';
const han = '\\p{Script=Han}';
const article = '第\\d+条(?:之\\d+)?(?:第\\d+款)?(?:第\\d+项)?|第\\d+[款项](?:第\\d+项)?';
/** The character before 法 in the name of a law; 办法, 违法, 依法 and the like are no laws. */
const lawEnding =
  '[刑宪动同裁证议讼罚可偿护障进助解险骗正织督力防业育姻承养权任产税管治告格务据察役善会健]法(?![院律治定规官庭人])';
const link = `(?:https?://|www\\.)[^\\s()<>"'“”「」,;、。${han}]+|[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+|(?<![\\w.])(?:[a-z0-9-]+\\.)+[a-z]{2,}(?!\\w)(?:/[\\w./?=&%#-]*)?`;
const dayPart = '凌晨|早上|早晨|上午|中午|下午|傍晚|晚上';
const phone =
  '\\(?0\\d{2,3}\\)?[- ]?\\d{3,4}[- ]?\\d{4}|[48]00[- ]?\\d{3,4}[- ]?\\d{3,4}|1\\d{2}[- ]?\\d{4}[- ]?\\d{4}';
/** 一 with these is a word of its own (一起, 一样, 一点, 进一步, 上一级, 一次性). */
const weakOne = `(?<![统同唯单之逐不第进上下])(?:一(个人|人次|[人名位户家件份场次例篇期支站张笔封栋层台批处个种类项条])|两(个人))(?!性)`;

/** What one reader has taken, the next does not see. */
const readers: readonly { readonly pattern: RegExp; readonly read: Reader }[] = [
  {
    pattern: new RegExp(link, 'giu'),
    read: ([text = '']) => ({ kind: 'link', value: canonicalLink(text), text }),
  },
  {
    pattern: new RegExp(markedTitle, 'g'),
    read: ([text = '']) => ({ kind: 'title', value: plainTitle(text), text }),
  },
  {
    pattern: new RegExp(`${han}{0,12}(?:${lawEnding}|${han}法典|${han}条例)`, 'gu'),
    read: ([text = '']) => ({ kind: 'law', value: text, text }),
  },
  {
    pattern: /((?:19|20)\d{2})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)(?!\d)/g,
    read: ([text = '', year = '', month = '', day]) => dateFigure(text, year, month, day),
  },
  {
    pattern: /((?:19|20)\d{2})年度?/g,
    read: ([text = '', year = '']) => dateFigure(text, year),
  },
  {
    pattern: /(?<!\d)(\d{1,2})月(?:(\d{1,2})日)?/g,
    read: ([text = '', month = '', day]) => dateFigure(text, '', month, day),
  },
  {
    pattern: new RegExp(
      `(${dayPart})?(?<![\\d:])(\\d{1,2})(?::(\\d{2})(?!\\d)|(?:点钟?|时(?![间候效段]))(?:(\\d{1,2})分|半)?)`,
      'g',
    ),
    read: ([text = '', part = '', hour = '', minute, minuteOf]) => ({
      kind: 'time',
      value: clock(part, hour, minute ?? minuteOf ?? (text.endsWith('半') ? '30' : '00')),
      text,
    }),
  },
  {
    pattern: new RegExp(`(?<!\\d)(?:${phone})(?!\\d)`, 'g'),
    read: ([text = '']) => ({ kind: 'number', value: text.replace(/\D/g, ''), text }),
  },
  {
    pattern: /第(\d+)(次|年|日|个月|顺[序位]|季度|届|批)/g,
    read: ([text = '', count = '', unit = '']) => ({
      kind: 'number',
      value: `第${count}${unit.replace('顺位', '顺序')}`,
      text,
      isWeak: true,
    }),
  },
  {
    pattern: /\d+分之\d+(?:\.\d+)?/g,
    read: ([text = '']) => ({ kind: 'number', value: text, text }),
  },
  {
    pattern: new RegExp(`(${arabicNumber})([多余几])?(${units})?`, 'g'),
    read: ([text = '', count = '', more, unit = '']) => ({
      kind: 'number',
      value: measure(count, more ? '余' : '', synonyms[unit] ?? unit),
      text,
    }),
  },
  {
    pattern: new RegExp(weakOne, 'g'),
    read: ([text = '', one, two]) => ({
      kind: 'number',
      value: two ? '2人' : `1${synonyms[one ?? ''] ?? one}`,
      text,
      isWeak: true,
    }),
  },
  {
    pattern: /[a-z][a-z0-9_-]+/gi,
    read: ([text = '']) => ({ kind: 'word', value: text.toLowerCase(), text }),
  },
];

const articles = new RegExp(
  `(?:(${markedTitle})|(${han}{1,20}(?:法典|条例|法|规定|解释|办法)))?((?:${article})(?:(?:[、,]|以?及|[和至到])(?:${article}))*)`,
  'gu',
);

/** Every figure, date, amount, phone number, address on the web, article number and law title of a text. */
export function findFigures(text: string): Figure[] {
  const figures: Figure[] = [];
  let rest = withoutListNumbers(canonicalFigures(text)).replace(
    articles,
    (match, marked: string | undefined, named: string | undefined, list: string) => {
      const title = marked ?? named;
      const law = title === undefined ? {} : { law: plainTitle(title) };
      for (const [value] of list.matchAll(new RegExp(article, 'g'))) {
        figures.push({ kind: 'article', value, text: value, ...law });
      }
      return match.slice(0, match.length - list.length);
    },
  );
  for (const { pattern, read } of readers) {
    rest = rest.replace(pattern, (...match) => {
      figures.push(read(match));
      return '\u0001';
    });
  }
  return figures;
}

/**
 * The titles among `known` that a text names without 《》.
 * @param known plain titles, longer ones first, so that none is found inside another.
 */
export function findTitles(text: string, known: readonly string[]): Figure[] {
  let rest = text.normalize('NFKC').replace(new RegExp(markedTitle, 'g'), '');
  return known.flatMap((value) => {
    if (!rest.includes(value)) return [];
    rest = rest.replaceAll(value, '');
    return [{ kind: 'title', value, text: value }];
  });
}

/** "1. …", "（二）…" and 第一步 count what the statement itself lists. */
function withoutListNumbers(text: string): string {
  return text
    .replace(/(^|[\n。;:])\s*\(?\d{1,2}(?:[、)]|\.(?!\d))\s*/g, '$1')
    .replace(new RegExp(`第(?:${chineseNumeral}|\\d+)步`, 'g'), '');
}

/** Without 《》 and 中华人民共和国. */
export function plainTitle(title: string): string {
  return title.replace(/[《》\s]|中华人民共和国/g, '');
}

function canonicalLink(link: string): string {
  return link
    .toLowerCase()
    .replace(/^https?:\/\/|^www\./g, '')
    .replace(/^www\.|[/.]+$/g, '');
}

/** "2023-12-01", "2023-12", "2023", "-12-01", "-12". */
function dateFigure(text: string, year: string, month?: string, day?: string): Figure {
  const parts = [month, day].flatMap((part) => (part ? [`-${part.padStart(2, '0')}`] : []));
  return { kind: 'date', value: `${year}${parts.join('')}`, text };
}

function clock(part: string, hour: string, minute: string): string {
  const isLater = /[下傍晚]/.test(part) && Number(hour) < 12;
  return `${isLater ? Number(hour) + 12 : Number(hour)}:${minute}`;
}

/** One way to say a year and a half, six tenths and threefold. */
function measure(count: string, more: string, unit: string): string {
  const value = Number(count);
  if (unit === '个月' && value % 12 === 0) return `${value / 12}${more}年`;
  if (unit === '年' && value % 1 === 0.5) return `${value * 12}${more}个月`;
  if (unit === '成') return `${value * 10}${more}%`;
  if (unit === '%' && value % 100 === 0) return `${value / 100}${more}倍`;
  return `${count}${more}${unit}`;
}

// The home of which years a question wants to hear of: one, several side by side, or none in particular.

import { namedYears } from './scope.ts';

export interface AskedYears {
  /** Ascending. */
  readonly named: readonly number[];
  /** Whether years are to be set side by side. */
  readonly compares: boolean;
  /** 这两年, 近三年: so many of the newest. */
  readonly span: number | undefined;
  /** Whether it asks for what was planned, and not for what was done. */
  readonly plans: boolean;
}

const asksForPlans = /打算|目标|计划|下一步|接下来|准备|安排|方向|要做|plan|goal/i;

const counts: Readonly<Record<string, number>> = { 两: 2, 二: 2, 三: 3, 四: 4, 五: 5 };
const spanned = /(?:这|最?近|前后|头|过去)(?:的|这)?([两二三四五2-5])个?年(?![级期前后以])/;
const throughYears = /历年|逐年|各年(?!龄)|每一?年|同比|往年|一年比一年|year by year|trend/i;
const yearBefore = /上一?年|前一年/;
const yearWords = /(?:19|20)?\d{2}年?度?|大?前年|去年|今年|上一?年度?|前一年/g;
/** 比去年多, 和2022年相比: a year on one side, and that the two are compared. */
const withYear =
  /[比跟和与同较]起?\s*(?:去年|前年|上一?年|前一年|(?:19|20)?\d{2}年).{0,12}[比多少增减高低涨跌升降变好差]|compare|versus|\bvs\b|\bthan\b/i;

/** What a text says of years. */
function readYears(text: string, now: Date): AskedYears {
  const named = namedYears(text, now);
  const count = spanned.exec(text)?.[1];
  const span = count === undefined ? undefined : (counts[count] ?? Number(count));
  const compares =
    named.length > 1 || span !== undefined || throughYears.test(text) || withYear.test(text);
  return { named, compares, span, plans: asksForPlans.test(text) };
}

/** The years of a question, or else of the last turn before that said any. @param topic a line a turn. */
export function askedYears(text: string, topic: string | undefined, now: Date): AskedYears {
  const turns = topic?.split('\n') ?? [];
  const before = turns.findLast((turn) => readYears(turn, now).named.length > 0) ?? '';
  // 跟上一年比 leans on the year that was spoken of.
  const own = yearBefore.test(text) ? `${before} ${text}` : text;
  const said = [...turns, own]
    .map((turn) => readYears(turn, now))
    .findLast(({ named, compares }) => named.length > 0 || compares);
  return said ?? { named: [], compares: false, span: undefined, plans: false };
}

/** Whether a message names years and says nothing of the matter: it leans on what was asked before. */
export function asksOnlyOfYears(text: string, now: Date): boolean {
  const { named, compares } = readYears(text, now);
  if (named.length === 0 && !compares) return false;
  const rest = [
    yearWords,
    spanned,
    throughYears,
    /对比|相比|比较|比起|比一[比下]|数据|数字|情况|变化|分别|各自|一下|多少|怎么样|如何|什么|compared?|what about|how about|versus|vs|and|with|the/gi,
    /[\s\p{P}的了吗呢啊呀嘛哦吧和跟与同比较到那么又是有给我看看请还多少]/gu,
  ].reduce((left, words) => left.replace(words, ''), text);
  return rest === '';
}

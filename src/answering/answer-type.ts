// The home of the expected answer type: who asks how long wants a time, who asks what it costs wants money or "free".

import type { RankedPassage } from '../domain.ts';

interface AnswerType {
  readonly asks: RegExp;
  readonly answers: RegExp;
}

const types: readonly AnswerType[] = [
  {
    asks: /电话|热线|打哪个号|打好多|拨打|号码|phone|hotline|call/i,
    answers: /(?<!\d)(?:1[12]\d|12\d{3}|96110)(?!\d)|电话/,
  },
  {
    asks: /多久|好久|多长时间|几天|多少天|好多天|几个月|几年|多少年|好多年|期限|时效|最迟|最晚|过期|过了.{0,4}(?:还能|能不能)|how long|deadline|time limit/i,
    answers: /\d+\s*(?:个)?(?:工作日|日|天|个月|月|年|小时)/,
  },
  {
    asks: /多少钱|好多钱|收费|要钱|收钱|花钱|免费|费用|交钱|一分钱|几块钱|罚多少|罚好多|赔多少|赔好多|how much|cost|fee|free/i,
    answers: /\d+\s*(?:万|亿)?元|\d+(?:\.\d+)?%|倍|不收|免费|免交|收费|费用|不用交/,
  },
  { asks: /多少|好多|几[个名人件次家份条场项支]|how many/i, answers: /\d/ },
  {
    asks: /材料|带什么|带啥|证件|手续|documents?|bring/i,
    answers: /材料|证明|身份证|申请书|户口|结婚证/,
  },
];

/** A passage that cannot hold the kind of answer asked for is probably not it. */
const mismatchShare = 0.85;

/** Ranks passages that hold the expected kind of answer above those that do not. */
export function preferAnswerType(
  ranked: readonly RankedPassage[],
  question: string,
): readonly RankedPassage[] {
  const type = types.find(({ asks }) => asks.test(question));
  if (!type) return ranked;
  return ranked
    .map((found) =>
      type.answers.test(found.passage.text)
        ? found
        : { ...found, score: found.score * mismatchShare },
    )
    .sort((a, b) => b.score - a.score);
}

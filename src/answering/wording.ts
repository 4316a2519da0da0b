// The home of what residents read when it is not a quotation: one wording a status, plain and short.

import type { OverQuota } from './quota.ts';
import type { Smalltalk } from './route.ts';
import type { Emergency } from './screen.ts';

export const aiLabel = '本回答由AI自动整理，以上为公开信息，不是法律意见。';
/** When a language model put the answer into words. */
export const writtenLabel = '本回答由AI根据公开资料写成，可能有错，请对照来源；不是法律意见。';
export const aiLabelEnglish =
  'Compiled automatically by AI from public information. It is not legal advice.';

export const englishLead = 'Here is what the official information says (in Chinese):';
export const englishNothing = 'Sorry, I have no information on this. In short (in Chinese):';
export const englishClarification = 'Please tell me a little more (in Chinese):';

export const refusals = {
  empty: '请用文字写下您的问题，比如：“老板拖欠工资怎么办？”',
  'no-topic': '您问的是哪件事？请把事情也写上，比如“劳动仲裁要多久”。',
  'too-long': '您写得有点长，一次请不要超过500个字。先说最要紧的一个问题就好。',
  unsafe: '这个忙我帮不了。我只回答公共法律服务和小龙坎街道法治建设方面的问题。',
  'out-of-scope':
    '这个问题不在我的服务范围内。我只回答公共法律服务、常见法律问题，以及小龙坎街道的法治政府建设情况报告。',
  'not-covered': '我的资料里没有查到这个问题的答案，不能随便说。',
  'no-passages': '现在没有可以查的资料，请过一会儿再问。',
  paused:
    '服务正在检修，暂时不回答问题。急事请直接打110（报警）、120（急救）；法律问题打12348，政府办事打12345。',
  blocked:
    '您现在不能在这里提问，到期会自动恢复。急事请直接打110（报警）、120（急救）；法律问题打12348，政府办事打12345。觉得不该限制您，可以在这里留下投诉。',
  storage: '服务暂时不可用，请稍后再试。急事请直接打110（报警）、120（急救）或12348（法律咨询）。',
  internal: '刚才出了点问题，没有答上来，请再问一次。',
} as const;

const whileWaiting = '急事请直接打110（报警）、120（急救）；法律问题打12348。';

/** By whose bound was reached (`quota.ts`). */
export const quotaRefusals: Readonly<Record<OverQuota, string>> = {
  'too-fast': `您发得太快了，我答不过来。请等一分钟，把还没答的问题再发一次。${whileWaiting}`,
  'enough-today': `您今天问得很多了，请明天再来问。${whileWaiting}`,
  'too-busy': `现在问的人太多，我答不过来。请过几分钟再问一次。${whileWaiting}`,
};

export const nearestTopics = '我能回答的相近问题：';
export const clarification = '您想问的是下面哪一个？点一下，或者把情况说得再具体一点。';
export const partlyCovered = '我的资料里只查到这些，其余的请打12348问。';
export const partly = '没有找到完全对应的内容，最接近的是：';

export const emergencyLeads: Readonly<Record<Emergency, string>> = {
  violence: '情况紧急，请马上打110报警；有人受伤同时打120。先到安全的地方。',
  suicide: '请马上打120或110，让身边的人陪着您。您很重要，现在就打。',
  medical: '请马上打120叫救护车。',
  fire: '请马上打119报火警，人先撤到安全的地方。',
  gas: '先离开现场，不要开关电器、不要点火，到外面马上打119；有人不舒服打120。',
  drowning: '请马上打110，同时打119和120；不要自己贸然下水，找竹竿、绳子、救生圈递过去。',
  'missing-child': '请马上打110报警，越快越好，把最后看到的时间、地点和穿着告诉警察。',
  traffic: '有人受伤请马上打120，同时打122或110报警，保护好现场。',
};

export const smalltalkReplies: Readonly<Record<Smalltalk, string>> = {
  greeting:
    '您好！我是小龙坎街道公共法律服务助手。您可以直接问，比如“老板拖欠工资怎么办”“2023年街道调解了多少纠纷”。',
  thanks: '不客气，有问题随时来问。',
  goodbye: '再见，有需要随时来问。',
  praise: '好的，还有别的问题随时问我。',
  about:
    '我是小龙坎街道公共法律服务助手，由AI自动回答，不是真人，也不是律师，可能会出错。我只根据公开资料回答，并且给出出处。',
  help: '我能回答三类问题：有哪些公共法律服务、怎么办、找谁；常见的法律知识，比如欠薪、离婚、邻里纠纷；小龙坎街道的法治政府建设情况报告。直接用平常的话问就行。',
};

export const exampleQuestions = [
  '老板拖欠工资怎么办？',
  '怎么申请法律援助？',
  '2023年街道调解了多少起纠纷？',
] as const;

export function reportLead(body: string, year: number): string {
  return `${body}${year}年的报告写明：`;
}

export const comparedYears = '下面按年份列出报告里的原话，增减没有替您算。';

/** When an answer rests on an older report that was asked for. */
export function newerReport(body: string, year: number): string {
  return `${body}有更新的报告，是${year}年的。`;
}

/** When a report does not speak of what was asked. */
export function silentReport(body: string, year: number): string {
  return `${body}${year}年的报告里没有查到这件事。`;
}

/** When an older report speaks of the same. */
export function olderReport(year: number): string {
  return `${year}年的报告里也有，想看就接着问“那${year}年呢”。`;
}

/** When years are to be compared and there is a report of one only. */
export function oneYearOnly(body: string, year: number): string {
  return `我只有${body}${year}年这一年的报告，不能和别的年份比。`;
}

/** When years are to be compared and it is not said in what. */
export function compareWhat(body: string, years: readonly number[]): string {
  return `${body}${years.join('年、')}年的报告都有。您想比哪件事？请把事情写上，比如“${years.join('年和')}年各调解了多少纠纷”。`;
}

/** Under an answer shown in part; “展开” is the button that shows the rest. */
export function moreStatements(count: number): string {
  return `还有${count}条，点“展开”看全部。`;
}

/** When another year is asked for. */
export function otherYear(
  body: string,
  years: readonly number[],
  known: readonly number[],
): string {
  return `我只有${body}${known.join('年、')}年的报告，没有${years.join('年、')}年的数字，不能推算。`;
}

/** When another sub-district, town or city is asked for. */
export function otherPlaceReply(place: string): string {
  return `我只有小龙坎街道的资料，没有${place}的数字。`;
}

/** National and city rules hold there too, or not: said plainly. */
export function otherPlaceNotice(place: string): string {
  return `以下是全国和重庆的规定；${place}当地怎么办，请打当地12348问。`;
}

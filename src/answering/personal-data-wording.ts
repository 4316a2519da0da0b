// The home of what residents read, in every channel, about what is kept of them and how it goes.

import type { KeptData } from '../audit/find-kept-data.ts';
import { dayInWords } from './ticket-wording.ts';

type Counts = Pick<KeptData, 'questions' | 'votes' | 'tickets'>;

export function isNothing({ questions, votes, tickets }: Counts): boolean {
  return questions + votes + tickets === 0;
}

/** @returns such as "3个问题和回答、1次“有用”或“没用”"; empty for nothing. */
export function countsInWords({ questions, votes, tickets }: Counts): string {
  return [
    questions > 0 ? `${questions}个问题和回答` : '',
    votes > 0 ? `${votes}次“有用”或“没用”` : '',
    tickets > 0 ? `${tickets}件留给工作人员的话` : '',
  ]
    .filter(Boolean)
    .join('、');
}

/** @param since ISO time of the oldest. @returns the Beijing days between which it is kept. */
export function keptBetween(
  since: string,
  retentionDays: number,
): { readonly from: string; readonly until: string } {
  const from = new Date(since);
  const until = new Date(from.getTime() + retentionDays * 24 * 3_600_000);
  return { from: beijingDay(from), until: beijingDay(until) };
}

export function beijingDay(moment: Date): string {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(moment);
  return dayInWords(day);
}

export const openTickets = (count: number) =>
  `其中有${count}件留给工作人员的话还没办完。删除以后，工作人员也看不到您写了什么，这件事就不办了。还想办的，请先等办完，或者打12345。`;

/** @param until ISO time. */
export const blockedUntil = (until: string) =>
  `您现在被限制提问，${beijingDay(new Date(until))}自动恢复。这条限制留到那时候，删除也不会提前取消；恢复以后，它就认不出您了。`;

export const whatGoes = [
  '您问的话，和我们写的回答。',
  '您留给工作人员的话，包括投诉。',
  '“这些是同一个人问的”这个联系。',
] as const;

export const whatStays = [
  '哪一天有人问过、属于哪一类（比如“答了”“没答上来”）、引用了哪几段公开资料、有用没用的票数。里面没有您的话，也认不出您。',
  '要是您被限制了提问：到期以前，这条限制还认得出您，到期就认不出了。',
  '工作人员以前导出的、备份的文件里可能还有，等这些旧文件删掉才没有。',
] as const;

export const whyItStays =
  '留下这些，是为了查得出服务答错没有、记录有没有被人改过。法律也要求这类记录至少留6个月。';

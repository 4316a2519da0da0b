// The home of what residents read, in every channel, about what they left for staff.

export const ticketStates = {
  open: '等工作人员看',
  'in-progress': '正在办',
  closed: '办完了',
} as const;

/** What becomes of the matter when nobody can write back. */
export const noReply = [
  '工作人员不能在这里回复您，我们也不留您的电话。',
  '想要有人答复，请打12348（问法律）或12345（反映问题）。',
] as const;

export const ticketOverdue = '已经过了期限，对不起。';
export const noSuchTicket = '没有这个编号。请核对一下，再试一次。只能查您自己留下的。';

/** @param day such as "2026-03-06". @returns "2026年3月6日". */
export function dayInWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

// The words in which people of the house read what the log says in codes.

import type { Channel, Status } from '../domain.ts';

export const statusLabels: Readonly<Record<Status, string>> = {
  answered: '已回答',
  'answered-partly': '答了一部分',
  'clarification-needed': '请居民说清楚',
  'unanswerable-no-passages': '没有找到资料',
  'unanswerable-not-covered': '资料里没有答案',
  'refused-out-of-scope': '不在服务范围',
  'refused-unsafe': '不当要求，没有回答',
  'refused-too-long': '问题太长',
  'refused-quota': '提问太多',
  'refused-paused': '暂停回答',
  'refused-blocked': '被限制提问',
  emergency: '紧急情况',
  smalltalk: '打招呼',
  'failed-model': '模型出错',
  'failed-storage': '记录写不进去',
  'failed-internal': '程序出错',
};

export const channelLabels: Readonly<Record<Channel, string>> = {
  telegram: 'Telegram',
  web: '网页',
  cli: '命令行',
};

/** What happens between a resident and the service. */
const residentEvents: ReadonlyMap<string, string> = new Map([
  ['question-asked', '居民提问'],
  ['answer-composed', '写好回答'],
  ['answer-delivered', '送到居民'],
  ['answer-undeliverable', '没有送到'],
  ['feedback-given', '居民评价'],
  ['data-erased', '按居民的要求删除'],
  ['data-expired', '到期删除'],
]);

/** By kind of event. */
export const eventLabels: ReadonlyMap<string, string> = new Map([
  ...residentEvents,
  ['verdict-recorded', '评议'],
  ['verdict-superseded', '重新评议'],
  ['golden-proposed', '提出标准题'],
  ['question-approved', '认可问法'],
  ['ticket-opened', '开单'],
  ['ticket-changed', '处理单子'],
  ['corpus-published', '发布'],
  ['corpus-rolled-back', '退回'],
  ['document-stored', '存好文档'],
  ['document-removed', '去掉文档'],
  ['questions-written', '模型写问法'],
  ['questions-removed', '去掉模型的问法'],
  ['sources-fetched', '看官方网页'],
  ['corpus-staged', '暂存'],
  ['stage-tested', '测试'],
  ['stage-discarded', '撤下暂存'],
]);

/** Whether an event tells nothing of what people of the house think of the answer. */
export function isResidentEvent({ kind }: { readonly kind: string }): boolean {
  return residentEvents.has(kind);
}

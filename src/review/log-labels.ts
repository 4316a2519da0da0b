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

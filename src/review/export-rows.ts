// The home of an export's columns, and of the lines above them that say where it comes from.

import type { ChainEnd } from '../audit/digest-chain.ts';
import type { ExportedAnswer } from './exported-answers.ts';
import { channelLabels, statusLabels } from './log-labels.ts';
import { queueLabels, type Selection } from './selection.ts';
import { judgementLabels, reasonLabels, type Verdict } from './verdict.ts';

export interface Provenance {
  readonly selection: Selection;
  readonly by: string;
  readonly madeAt: string;
  /** End of the log's digest chain when the export was made. */
  readonly chainHead: ChainEnd;
}

/** Label for files with generated content (人工智能生成合成内容标识办法, in force since 2025-09-01). */
export const exportNotice = '本文件含AI生成内容。个人信息已隐去。仅供工作使用。';

type Row = readonly (string | number)[];

export function provenanceRows({ selection, by, madeAt, chainHead }: Provenance): readonly Row[] {
  return [
    [exportNotice],
    ['范围', describeSelection(selection)],
    ['导出时间（北京）', beijingTime(madeAt)],
    ['导出人', by],
    ['记录链末端', `第${chainHead.sequence}条 ${chainHead.digest}`],
    [],
  ];
}

export const exportHeader: Row = [
  '编号',
  '提问时间（北京）',
  '渠道',
  '状态',
  '问题',
  '回答',
  '出处',
  '链接',
  '用时（毫秒）',
  '说有用的人数',
  '说没用的人数',
  '随机抽查',
  '评议',
  '索引',
];

export function exportRow(answer: ExportedAnswer): Row {
  return [
    answer.id,
    beijingTime(answer.askedAt),
    channelLabels[answer.channel],
    statusLabels[answer.status],
    answer.question,
    answer.answer,
    answer.citations.map(({ title, section }) => `${title} ${section}`.trim()).join('\n'),
    [...new Set(answer.citations.map(({ url }) => url).filter(Boolean))].join('\n'),
    answer.ms,
    answer.useful,
    answer.notUseful,
    answer.sampled ? '是' : '否',
    answer.verdicts.map(describeVerdict).join('\n'),
    answer.generation,
  ];
}

function describeVerdict({ reviewer, overall, reasons, note, correction }: Verdict): string {
  return [
    `${reviewer}：${judgementLabels[overall]}`,
    reasons.map((reason) => reasonLabels[reason]).join('、'),
    note,
    correction && `应为：${correction}`,
  ]
    .filter(Boolean)
    .join('；');
}

function describeSelection(selection: Selection): string {
  const { queue, unjudged, status, from, to, documentId, channel, text } = selection;
  return [
    queueLabels[queue],
    unjudged && '只要没评的',
    from && `从${from}`,
    to && `到${to}`,
    status && `状态：${statusLabels[status]}`,
    channel && `渠道：${channelLabels[channel]}`,
    documentId && `引用文件：${documentId}`,
    text && `问题里有“${text}”`,
  ]
    .filter(Boolean)
    .join('，');
}

const beijing = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
});

function beijingTime(iso: string): string {
  return beijing.format(new Date(iso));
}

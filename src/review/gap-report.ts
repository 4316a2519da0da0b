// The home of how content gaps are written down for those who write the corpus.

import { type ContentGap, type ContentGaps, missLabels } from './content-gaps.ts';
import { neutralizeCell } from './neutralize-cell.ts';

export interface NearPassage {
  readonly passageId: string;
  readonly title: string;
  readonly section: string;
  readonly score: number;
}

/** A gap with what the corpus has nearest to it. */
export interface PlacedGap extends ContentGap {
  /** Proposed by the nearest passages; empty when nothing is near. */
  readonly topic: string;
  readonly nearest: readonly NearPassage[];
}

export interface GapReport extends ContentGaps {
  readonly missed: readonly PlacedGap[];
  readonly outOfScope: readonly PlacedGap[];
}

export const gapReportFormats = ['csv', 'jsonl', 'md'] as const;
export type GapReportFormat = (typeof gapReportFormats)[number];

const notice = '个人信息已隐去。仅供工作使用。';
const hiddenExamples = '（问的人少，原话不列）';
const sections = { missed: '没有答好的问题', outOfScope: '不在服务范围的问题' } as const;

export const writeGapReport: Readonly<Record<GapReportFormat, (report: GapReport) => string>> = {
  csv(report) {
    const line = (cells: readonly (string | number)[]) =>
      `${cells.map((cell) => `"${neutralizeCell(`${cell}`).replaceAll('"', '""')}"`).join(',')}\r\n`;
    const rows = gapsOf(report).map(([section, gap]) => [
      sections[section],
      gap.times,
      gap.askers,
      describeExamples(gap),
      gap.topic,
      describeMisses(gap),
      gap.nearest.map(describeNear).join('\n'),
      gap.lastAsked,
    ]);
    const head = [
      '哪一类',
      '次数',
      '人数',
      '怎么问的',
      '可能的主题',
      '为什么',
      '最近的段落',
      '最后一次',
    ];
    return `\ufeff${[[describePeriod(report)], head, ...rows].map(line).join('')}`;
  },
  jsonl(report) {
    const lines = gapsOf(report).map(([section, { text: _, misses, ...gap }]) => ({
      section,
      ...gap,
      misses: Object.fromEntries(misses),
    }));
    const provenance = { notice, period: report.period };
    return [{ provenance }, ...lines].map((line) => `${JSON.stringify(line)}\n`).join('');
  },
  md(report) {
    const part = (section: keyof typeof sections) => [
      `## ${sections[section]}`,
      '',
      ...(report[section].length === 0 ? ['没有。', ''] : []),
      ...report[section].flatMap((gap) => [
        `- ${gap.times}次，${gap.askers}人：${describeExamples(gap)}`,
        `  - 可能的主题：${gap.topic || '没有相近的'}；${describeMisses(gap)}；最后一次 ${gap.lastAsked}`,
        ...gap.nearest.map((near) => `  - 相近：${describeNear(near)}`),
      ]),
      '',
    ];
    const lines = [`# ${describePeriod(report)}`, '', ...part('missed'), ...part('outOfScope')];
    return `${lines.join('\n').trimEnd()}\n`;
  },
};

function describePeriod({ period: { from, to } }: ContentGaps): string {
  return `居民问了、没有答好的问题，${from}到${to}。${notice}`;
}

export function describeExamples({ examples }: ContentGap): string {
  return examples.length === 0 ? hiddenExamples : examples.join('；');
}

export function describeMisses({ misses }: ContentGap): string {
  return [...misses].map(([miss, times]) => `${missLabels[miss]}${times}次`).join('，');
}

export function describeNear({ passageId, title, section, score }: NearPassage): string {
  return `${score.toFixed(2)} 《${title}》${section}（${passageId}）`;
}

function gapsOf(report: GapReport) {
  return [
    ...report.missed.map((gap) => ['missed', gap] as const),
    ...report.outOfScope.map((gap) => ['outOfScope', gap] as const),
  ];
}

// The home of the charts: what each one shows of a period.

import type { EChartsCoreOption } from 'echarts/core';
import { z } from 'zod';
import type { Overview } from '../../review/overview.ts';
import type { EstimatedShare } from '../../review/wilson-interval.ts';
import type { ChartLook } from './chart-looks.ts';
import type { ChartDrawing } from './draw-chart.ts';
import { percent, seconds } from './format-figures.ts';
import {
  countByGroup,
  type StatusGroup,
  statusGroupLabels,
  statusGroups,
} from './status-groups.ts';

export const chartNameSchema = z.enum(['days', 'topics', 'wrong', 'latency']);
export type ChartName = z.infer<typeof chartNameSchema>;

/** @returns nothing when the period has nothing to show of this. */
type Draw = (overview: Overview, look: ChartLook) => ChartDrawing | undefined;

export const charts: Readonly<Record<ChartName, Draw>> = {
  days: ({ days, questions }, look) => {
    if (questions === 0) return undefined;
    const bars = toBars(days);
    const shown = statusGroups.filter((group) => bars.some((bar) => bar[group] > 0));
    return {
      width: look.width,
      height: 340,
      option: {
        ...frame(look),
        legend: {
          top: 0,
          left: 0,
          itemWidth: 14,
          itemGap: 16,
          textStyle: { color: look.ink, fontSize: look.fontSize },
        },
        grid: { top: 64, bottom: 4, left: 4, right: 8, ...roomForLabels },
        xAxis: { ...categories(look), data: bars.map(({ day }) => day.slice(5)) },
        yAxis: { ...amounts(look), minInterval: 1 },
        series: shown.map((group) => ({
          name: statusGroupLabels[group],
          type: 'bar',
          stack: 'questions',
          barMaxWidth: 36,
          barCategoryGap: '25%',
          ...still,
          itemStyle: { color: look.groups[group], borderColor: look.paper, borderWidth: 0.5 },
          data: bars.map((bar) => bar[group]),
        })),
      },
    };
  },

  topics: ({ topics }, look) =>
    rows(
      look,
      topics.map(({ topic, answers }) => ({ name: topic, value: answers, label: `${answers}` })),
    ),

  wrong: ({ sample: { wrong } }, look) => wrong && drawInterval(wrong, look),

  latency: ({ latencyMs }, look) =>
    latencyMs &&
    rows(
      look,
      latencyRows(latencyMs).map(({ name, ms }) => ({ name, value: ms, label: seconds(ms) })),
    ),
};

/** More bars are too thin to tell apart, and take so long to draw that residents wait. */
export const mostBars = 62;

/** One a day, or one a week that is named by its first day. */
function toBars(days: Overview['days']) {
  const daysABar = days.length <= mostBars ? 1 : 7;
  const bars: ({ readonly day: string } & Record<StatusGroup, number>)[] = [];
  for (let from = 0; from < days.length; from += daysABar) {
    const bar = { day: days[from]?.day ?? '', ...countByGroup(new Map()) };
    for (const { byStatus } of days.slice(from, from + daysABar)) {
      const counts = countByGroup(byStatus);
      for (const group of statusGroups) bar[group] += counts[group];
    }
    bars.push(bar);
  }
  return bars;
}

/** Such as: of two answers, one came within 0.2 s. */
export function latencyRows({ p50, p90, p95, p99 }: NonNullable<Overview['latencyMs']>) {
  return [
    { name: '一半的回答', ms: p50 },
    { name: '90%的回答', ms: p90 },
    { name: '95%的回答', ms: p95 },
    { name: '99%的回答', ms: p99 },
  ];
}

/** One bar a row, the first on top, its value behind it. */
function rows(
  look: ChartLook,
  bars: readonly { readonly name: string; readonly value: number; readonly label: string }[],
): ChartDrawing | undefined {
  if (bars.length === 0) return undefined;
  return {
    width: look.width,
    height: bars.length * 34 + 12,
    option: {
      ...frame(look),
      grid: { top: 4, bottom: 4, left: 4, right: 70, ...roomForLabels },
      xAxis: { type: 'value', show: false },
      yAxis: { ...categories(look), inverse: true, data: bars.map(({ name }) => name) },
      series: {
        type: 'bar',
        barWidth: 18,
        ...still,
        itemStyle: { color: look.accent },
        data: bars.map(({ value, label }) => ({
          value,
          label: { ...words(look), show: true, position: 'right', formatter: label },
        })),
      },
    },
  };
}

/** The share that was found as a point, and where the true one lies as a band around it. */
function drawInterval({ share, low, high }: EstimatedShare, look: ChartLook): ChartDrawing {
  const band = { type: 'bar', stack: 'interval', barWidth: 18, ...still };
  return {
    width: look.width,
    height: 92,
    option: {
      ...frame(look),
      grid: { top: 28, bottom: 4, left: 16, right: 24, ...roomForLabels },
      xAxis: {
        ...amounts(look),
        min: 0,
        max: Math.min(1, Math.ceil(high * 10 + 0.2) / 10),
        axisLabel: { ...words(look), color: look.muted, formatter: percent },
      },
      yAxis: { type: 'category', show: false, data: [''] },
      series: [
        { ...band, itemStyle: { color: 'none' }, data: [low] },
        { ...band, itemStyle: { color: look.alarm, opacity: 0.3 }, data: [high - low] },
        {
          type: 'scatter',
          ...still,
          symbolSize: 14,
          itemStyle: { color: look.alarm },
          label: { ...words(look), show: true, position: 'top', formatter: percent(share) },
          data: [[share, 0]],
        },
      ],
    },
  };
}

/** Nobody points at a picture. */
const still = { silent: true, emphasis: { disabled: true } };

/** No quotes around names: they stand in an attribute. */
const fontFamily =
  'PingFang SC, HarmonyOS Sans SC, Microsoft YaHei, Noto Sans CJK SC, Noto Sans SC, sans-serif';

function frame({ ink, paper, fontSize }: ChartLook): EChartsCoreOption {
  return { backgroundColor: paper, textStyle: { color: ink, fontSize, fontFamily } };
}

/** Labels stand inside the picture, whatever their length. */
const roomForLabels = { outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' };

function words({ ink, fontSize }: ChartLook) {
  return { color: ink, fontSize };
}

function categories(look: ChartLook) {
  return {
    type: 'category',
    axisTick: { show: false },
    axisLine: { lineStyle: { color: look.line } },
    axisLabel: { ...words(look), hideOverlap: true },
  };
}

function amounts(look: ChartLook) {
  return {
    type: 'value',
    axisLabel: { ...words(look), color: look.muted },
    splitLine: { lineStyle: { color: look.line } },
  };
}

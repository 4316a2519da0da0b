// Draws a chart as a picture, without a browser.

import type { EChartsCoreOption } from 'echarts/core';

export interface ChartDrawing {
  readonly option: EChartsCoreOption;
  readonly width: number;
  readonly height: number;
}

/**
 * Loads ECharts and draws once, which takes a third of a second that nobody else gets: to be awaited before
 * anybody can ask.
 */
export async function prepareCharts(): Promise<void> {
  const series = { type: 'bar', data: [1] };
  await drawChart({ option: { xAxis: {}, yAxis: {}, series }, width: 100, height: 100 });
}

/** @returns SVG without style sheets and style attributes, which our pages' rules do not let through. */
export async function drawChart({ option, width, height }: ChartDrawing): Promise<string> {
  const { init } = await import('./echarts.ts');
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ animation: false, ...option });
    return withoutStyles(chart.renderToSVGString());
  } finally {
    chart.dispose();
  }
}

/** Style attributes become attributes of the same names; the style sheet is only for a mouse above the picture. */
function withoutStyles(svg: string): string {
  return svg
    .replace(/<style\b[^>]*>.*?<\/style>/gs, '')
    .replace(/ class="[^"]*"/g, '')
    .replace(/ ecmeta_\w+="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) =>
      style
        .split(';')
        .map((declaration) => declaration.split(':'))
        .map(([name, ...value]) => (name ? ` ${name.trim()}="${value.join(':').trim()}"` : ''))
        .join(''),
    );
}

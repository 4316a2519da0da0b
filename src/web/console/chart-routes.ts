// The charts as pictures of their own.

import { Hono } from 'hono';
import { z } from 'zod';
import { periodSchema } from '../../review/beijing-days.ts';
import { chartLook, chartSizeSchema, chartThemeSchema } from './chart-looks.ts';
import { chartNameSchema, charts } from './charts.ts';
import type { ConsoleDesk, ConsoleEnv } from './console-desk.ts';
import { drawChart } from './draw-chart.ts';
import type { RecentOverviews } from './recent-overviews.ts';

const requestSchema = z.object({
  file: z
    .string()
    .regex(/\.svg$/)
    .transform((file) => file.slice(0, -'.svg'.length))
    .pipe(chartNameSchema),
  period: periodSchema,
  theme: chartThemeSchema,
  size: chartSizeSchema,
});

export function chartRoutes(
  { showMessage }: ConsoleDesk,
  overviews: RecentOverviews,
): Hono<ConsoleEnv> {
  return new Hono<ConsoleEnv>().get('/charts/:file', async (context) => {
    const query = context.req.query();
    const request = requestSchema.safeParse({
      ...query,
      period: query,
      file: context.req.param('file'),
    });
    if (!request.success) return showMessage(context, 'missing');
    const { file, period, theme, size } = request.data;
    const drawing = charts[file](await overviews.recent(period), chartLook(theme, size));
    if (!drawing) return showMessage(context, 'missing');
    return context.body(await drawChart(drawing), 200, { 'Content-Type': 'image/svg+xml' });
  });
}

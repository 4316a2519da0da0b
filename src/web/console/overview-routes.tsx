// How the service is doing over a stretch of days.

import { Hono } from 'hono';
import { dayOf } from '../../review/beijing-days.ts';
import { readDisplay } from '../display.ts';
import { chartRoutes } from './chart-routes.ts';
import type { ConsoleDesk, ConsoleEnv } from './console-desk.ts';
import { PeriodFigures } from './period-figures.tsx';
import { PeriodForm } from './period-form.tsx';
import { lastThirtyDays, readPeriod } from './periods.ts';
import { Problem } from './problem.tsx';
import { createRecentOverviews } from './recent-overviews.ts';
import { reportRoutes } from './report-routes.tsx';

export function overviewRoutes(desk: ConsoleDesk): Hono<ConsoleEnv> {
  const overviews = createRecentOverviews(desk);
  const routes = new Hono<ConsoleEnv>();
  routes.route('/', chartRoutes(desk, overviews));
  routes.route('/', reportRoutes(desk, overviews));

  routes.get('/overview', async (context) => {
    const today = dayOf(desk.clock().toISOString());
    const { period, problem } = readPeriod(context.req.query(), lastThirtyDays(today));
    const overview = await overviews.read(period);
    const main = (
      <div class="wide">
        <h1>总览</h1>
        <Problem text={problem} />
        <PeriodForm action="/console/overview" period={period} today={today} />
        <p class="hint">
          {period.from}到{period.to}，北京时间。要打印，请看<a href="/console/report">月报</a>。
        </p>
        <PeriodFigures overview={overview} theme={readDisplay(context).theme} />
      </div>
    );
    return desk.show(context, { title: '总览', main }, problem === undefined ? 200 : 400);
  });
  return routes;
}

// The report of a month, to be printed.

import { Hono } from 'hono';
import { dayOf } from '../../review/beijing-days.ts';
import type { ConsoleDesk, ConsoleEnv } from './console-desk.ts';
import { monthBefore, monthSchema, periodOfMonth } from './periods.ts';
import { Problem } from './problem.tsx';
import type { RecentOverviews } from './recent-overviews.ts';
import { Report } from './report.tsx';

export function reportRoutes(
  { review, catalogue, clock, show }: ConsoleDesk,
  overviews: RecentOverviews,
): Hono<ConsoleEnv> {
  return new Hono<ConsoleEnv>().get('/report', async (context) => {
    const madeAt = clock().toISOString();
    const today = dayOf(madeAt);
    const asked = monthSchema.safeParse(context.req.query('month') ?? monthBefore(today));
    const month = asked.success ? asked.data : monthBefore(today);
    const period = periodOfMonth(month);
    const signOffs = await review.signOffs.list();
    const main = (
      <div class="wide report">
        <Problem text={asked.success ? undefined : '请写年和月，比如2026-03。'} />
        <form method="get" action="/console/report" class="period screen-only">
          <div class="field">
            <label for="month">哪个月</label>
            <input id="month" name="month" type="month" value={month} max={today.slice(0, 7)} />
          </div>
          <button type="submit">查看</button>
          <p class="hint">打印用浏览器菜单里的“打印”。</p>
        </form>
        <Report
          month={month}
          isOver={period.to < today}
          overview={await overviews.read(period)}
          signOffs={signOffs.filter(({ from, to }) => from <= period.to && to >= period.from)}
          provenance={{
            madeAt,
            madeBy: context.var.session.actor.name,
            generation: catalogue().generation,
            chainEnd: await review.chainEnd(),
          }}
        />
      </div>
    );
    return show(context, { title: `${month}月报`, main }, asked.success ? 200 : 400);
  });
}

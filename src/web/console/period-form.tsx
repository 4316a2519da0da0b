// Chooses the days of a page, by the usual stretches or by any two days.

import type { FC } from 'hono/jsx';
import type { Period } from '../../review/beijing-days.ts';
import { usualPeriods } from './periods.ts';

interface PeriodFormProps {
  readonly action: string;
  readonly period: Period;
  readonly today: string;
}

export const PeriodForm: FC<PeriodFormProps> = ({ action, period, today }) => (
  <form method="get" action={action} class="period">
    <ul class="presets">
      {usualPeriods(today).map(({ name, period: { from, to } }) => (
        <li>
          <a
            href={`${action}?from=${from}&to=${to}`}
            aria-current={from === period.from && to === period.to ? 'true' : undefined}
          >
            {name}
          </a>
        </li>
      ))}
    </ul>
    <div class="field">
      <label for="from">从哪天</label>
      <input id="from" name="from" type="date" value={period.from} max={today} required />
    </div>
    <div class="field">
      <label for="to">到哪天</label>
      <input id="to" name="to" type="date" value={period.to} max={today} required />
    </div>
    <button type="submit">查看</button>
  </form>
);

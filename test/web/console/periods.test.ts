import { expect, test } from 'vitest';
import {
  monthBefore,
  monthSchema,
  periodOfMonth,
  readPeriod,
  usualPeriods,
} from '../../../src/web/console/periods.ts';

test.each([
  ['2026-02', '2026-02-28'],
  ['2028-02', '2028-02-29'],
  ['2026-04', '2026-04-30'],
  ['2026-12', '2026-12-31'],
])('%s ends on %s', (month, to) => {
  expect(periodOfMonth(month)).toEqual({ from: `${month}-01`, to });
});

test('the month before January is December of the year before', () => {
  expect(monthBefore('2026-01-31')).toBe('2025-12');
  expect(monthBefore('2026-03-31')).toBe('2026-02');
});

test.each(['2026-00', '2026-13', '2026-3', '26-03', '2026-03-01', ''])(
  '%j is no month',
  (month) => {
    expect(monthSchema.safeParse(month).success).toBe(false);
  },
);

test('the usual periods end today or with the last month', () => {
  expect(usualPeriods('2026-03-31').map(({ period: { from, to } }) => [from, to])).toEqual([
    ['2026-03-25', '2026-03-31'],
    ['2026-03-02', '2026-03-31'],
    ['2026-03-01', '2026-03-31'],
    ['2026-02-01', '2026-02-28'],
  ]);
});

test('an address without days means the usual period', () => {
  const usual = { from: '2026-03-01', to: '2026-03-31' };
  expect(readPeriod({}, usual)).toEqual({ period: usual });
  const asked = { from: '2026-01-01', to: '2026-01-02' };
  expect(readPeriod(asked, usual)).toEqual({ period: asked });
  expect(readPeriod({ to: '2026-01-02' }, usual)).toMatchObject({ period: usual });
});

// The home of the stretches of days that staff look at, and of how an address names them.

import { z } from 'zod';
import { addDays, type Period, periodSchema } from '../../review/beijing-days.ts';

export const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** @param month such as "2026-03". */
export function periodOfMonth(month: string): Period {
  const from = `${month}-01`;
  const next = `${addDays(from, 31).slice(0, 7)}-01`;
  return { from, to: addDays(next, -1) };
}

/** The month before the one in which the day lies. */
export function monthBefore(day: string): string {
  return addDays(`${day.slice(0, 7)}-01`, -1).slice(0, 7);
}

export interface NamedPeriod {
  readonly name: string;
  readonly period: Period;
}

export function usualPeriods(today: string): readonly NamedPeriod[] {
  return [
    { name: '最近7天', period: { from: addDays(today, -6), to: today } },
    { name: '最近30天', period: lastThirtyDays(today) },
    { name: '这个月', period: { from: `${today.slice(0, 7)}-01`, to: today } },
    { name: '上个月', period: periodOfMonth(monthBefore(today)) },
  ];
}

export type AskedPeriod =
  | { readonly period: Period; readonly problem?: undefined }
  | { readonly period: Period; readonly problem: string };

/** @returns the usual period, and what is wrong, when the address names no period that can be shown. */
export function readPeriod(
  { from, to }: Readonly<Record<string, string>>,
  usual: Period,
): AskedPeriod {
  if (from === undefined && to === undefined) return { period: usual };
  const asked = periodSchema.safeParse({ from, to });
  if (asked.success) return { period: asked.data };
  const [issue] = asked.error.issues;
  const problem = issue?.code === 'custom' ? issue.message : '请填两个日子，比如2026-03-01。';
  return { period: usual, problem };
}

export function lastThirtyDays(today: string): Period {
  return { from: addDays(today, -29), to: today };
}

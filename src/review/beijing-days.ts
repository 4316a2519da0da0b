// The home of days as staff count them: Beijing time, which has been eight hours ahead of UTC without summer time since 1991.

import { z } from 'zod';

const offsetMs = 8 * 60 * 60 * 1000;
const dayMs = 24 * 60 * 60 * 1000;

const longestPeriodDays = 400;

/** What is no day is not compared with another. */
const daySchema = z.iso.date({ abort: true });

/** Days, both included: "2026-03-01". */
export const periodSchema = z
  .object({ from: daySchema, to: daySchema })
  .refine(({ from, to }) => from <= to, '开始的日子要在结束的日子前面')
  .refine(
    ({ from, to }) => to < addDays(from, longestPeriodDays),
    `一次最多看${longestPeriodDays}天`,
  );
export type Period = Readonly<z.infer<typeof periodSchema>>;

/** @param iso UTC. */
export function dayOf(iso: string): string {
  return new Date(Date.parse(iso) + offsetMs).toISOString().slice(0, 10);
}

/** @returns ISO time in UTC at which the day begins. */
export function startOfDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - offsetMs).toISOString();
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

export function daysOf({ from, to }: Period): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** From the beginning of the first day to before the beginning of the day after the last, in UTC. */
export function boundsOf({ from, to }: Period): { readonly since: string; readonly until: string } {
  return { since: startOfDay(from), until: startOfDay(addDays(to, 1)) };
}

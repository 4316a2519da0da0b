// The home of residents who ask on the web page at an even pace, whether or not the last one has an answer.

import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { quantile } from './quantile.ts';

export interface Asked {
  readonly questions: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** Questions that got anything but an answer, by what they got instead. */
  readonly failed: Readonly<Record<string, number>>;
}

/** @param isOver asked before every question. @param questions asked in turn. */
export async function askSteadily(
  address: string,
  questions: readonly string[],
  perSecond: number,
  isOver: (elapsedMs: number) => boolean,
): Promise<Asked> {
  const times: number[] = [];
  const failed: Record<string, number> = {};
  const ask = async (question: string) => {
    const askedAt = performance.now();
    // Each in a session of their own, which has its own share of questions.
    const response = await fetch(`${address}/ask`, {
      method: 'POST',
      headers: { origin: address },
      body: new URLSearchParams({ question }),
      redirect: 'manual',
    }).catch((error: unknown) => reasonOf(error));
    const outcome = response instanceof Response ? String(response.status) : response;
    if (outcome !== '303') failed[outcome] = (failed[outcome] ?? 0) + 1;
    if (response instanceof Response) await response.arrayBuffer();
    times.push(performance.now() - askedAt);
  };
  const startedAt = performance.now();
  const open: Promise<void>[] = [];
  for (let number = 0; !isOver(performance.now() - startedAt); number += 1) {
    const due = startedAt + (number * 1000) / perSecond;
    await setTimeout(Math.max(0, due - performance.now()));
    open.push(ask(questions[number % questions.length] ?? ''));
  }
  await Promise.all(open);
  return {
    questions: open.length,
    p50Ms: quantile(times, 0.5),
    p95Ms: quantile(times, 0.95),
    failed,
  };
}

/** What `fetch` says itself is only that it failed. */
function reasonOf(error: unknown): string {
  const { cause } = z
    .object({ cause: z.object({ message: z.string() }) })
    .catch({ cause: { message: String(error) } })
    .parse(error);
  return cause.message;
}

// Row S4: a thousand messages of one chat while others ask, then two hundred chats at once.

import { setTimeout } from 'node:timers/promises';
import { quotaLimits } from '../../src/answering/quota.ts';
import { quantile } from '../load/quantile.ts';
import type { Bench, Check } from './bench.ts';
import { createResidents } from './residents.ts';

const flooder = 1;
const floodOf = 1000;
const others = 200;
const perSecond = 10;
/** What a person does not notice beside the seconds an answer takes to read. */
const unnoticedMs = 500;
const patienceMs = 60_000;

export async function flood(bench: Bench): Promise<Check[]> {
  const { telegram, questions, start, tell } = bench;
  tell('building the index');
  const service = await start();
  tell('others alone, to warm up');
  await askAtPace(bench, perSecond, questions);
  tell('others alone');
  const alone = await askAtPace(bench, perSecond, questions);
  tell(`others while one chat sends ${floodOf} messages`);
  for (let number = 0; number < floodOf; number += 1) {
    telegram.sendText(flooder, questions[number % questions.length] ?? '');
  }
  const beside = await askAtPace(bench, perSecond, questions);
  await bench.until(
    () => telegram.unconfirmed().length === 0,
    patienceMs,
    () => `${telegram.unconfirmed().length} updates left with Telegram`,
  );
  tell(`${others} chats at once`);
  const atOnce = await askAtPace(bench, Number.POSITIVE_INFINITY, questions);
  await service.stop();
  const toFlooder = telegram.messagesIn(flooder).length;
  // Some answers are of two messages; the line that says it was too much comes once a minute.
  const mostToFlooder = quotaLimits.perMinute * 3;
  const most = alone.p95Ms * 2 + unnoticedMs;
  const lost = alone.lost + beside.lost + atOnce.lost;
  return [
    { what: 'others: p50 alone, ms', measured: alone.p50Ms, promised: '', holds: true },
    { what: 'others: p95 alone, ms', measured: alone.p95Ms, promised: '', holds: true },
    { what: 'others: p50 beside the flood, ms', measured: beside.p50Ms, promised: '', holds: true },
    {
      what: 'others: p95 beside the flood, ms',
      measured: beside.p95Ms,
      promised: `at most ${most}`,
      holds: beside.p95Ms <= most,
    },
    {
      what: `messages to the chat that sent ${floodOf}`,
      measured: toFlooder,
      promised: `at most ${mostToFlooder}`,
      holds: toFlooder <= mostToFlooder,
    },
    { what: `${others} at once: p95, ms`, measured: atOnce.p95Ms, promised: '', holds: true },
    { what: 'others without an answer', measured: lost, promised: 0, holds: lost === 0 },
  ];
}

/** Each of the others asks once. @returns how long they waited. */
async function askAtPace({ telegram, until }: Bench, pace: number, questions: readonly string[]) {
  const residents = createResidents(telegram);
  for (let number = 0; number < others; number += 1) {
    // Chats of their own in every phase would say nothing else: nobody comes near their quota.
    residents.ask(1000 + number, questions[number % questions.length] ?? '');
    if (Number.isFinite(pace)) await setTimeout(1000 / pace);
  }
  await until(
    () => residents.judge().lost === 0,
    patienceMs,
    () => `${residents.judge().answered} of ${others} answered`,
  );
  residents.close();
  const { lost, waitsMs } = residents.judge();
  return { lost, p50Ms: quantile(waitsMs, 0.5), p95Ms: quantile(waitsMs, 0.95) };
}

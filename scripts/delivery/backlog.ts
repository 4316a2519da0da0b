// Row L2: 1,500 updates of an outage, with Telegram's own bound of 30 messages a second.

import type { Bench, Check } from './bench.ts';
import { createResidents } from './residents.ts';

const chats = 150;
const perChat = 10;
const sendsPerSecond = 30;
const patienceMs = 60_000;

export async function backlog(bench: Bench): Promise<Check[]> {
  const { telegram, questions, start, tell, until } = bench;
  const residents = createResidents(telegram);
  const total = chats * perChat;
  tell('building the index');
  await (await start()).stop();
  for (let number = 0; number < total; number += 1) {
    residents.ask(1 + (number % chats), questions[number % questions.length] ?? '');
  }
  telegram.limitSends(sendsPerSecond);
  const startedAt = performance.now();
  const service = await start();
  await until(
    () => residents.judge().lost === 0,
    patienceMs,
    () => `${residents.judge().answered} of ${total} answered`,
  );
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  await service.stop();
  residents.close();
  const { lost, duplicated, reordered } = residents.judge();
  const refused = telegram.tooFast();
  const early = telegram.early.length;
  return [
    { what: `updates lost, of ${total}`, measured: lost, promised: 0, holds: lost === 0 },
    { what: 'answers sent twice', measured: duplicated, promised: 0, holds: duplicated === 0 },
    { what: 'answers out of order', measured: reordered, promised: 0, holds: reordered === 0 },
    {
      what: `refused with 429, over ${sendsPerSecond} a second`,
      measured: refused,
      promised: 0,
      holds: refused === 0,
    },
    { what: 'sent before retry_after', measured: early, promised: 0, holds: early === 0 },
    { what: 'seconds', measured: seconds, promised: '', holds: true },
  ];
}

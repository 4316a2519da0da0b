// Row T1: killed with -9 twenty times while 25 chats ask 16 questions each.

import { setTimeout } from 'node:timers/promises';
import type { Bench, Check } from './bench.ts';
import { createResidents } from './residents.ts';

const kills = 20;
const chats = 25;
const perChat = 16;
/** The kill comes at any moment within this time after the work was far enough. */
const jitterMs = 500;
const patienceMs = 60_000;

export async function kill({ telegram, questions, start, tell, until }: Bench): Promise<Check[]> {
  const residents = createResidents(telegram);
  const total = chats * perChat;
  tell('building the index');
  let service = await start();
  for (let number = 0; number < total; number += 1) {
    residents.ask(1 + (number % chats), questions[number % questions.length] ?? '');
  }
  const startedAt = performance.now();
  let done = 0;
  const progress = () => `${residents.judge().answered} of ${total} answered, ${done} kills`;
  while (done < kills) {
    const enough = (total * (done + 1)) / (kills + 2);
    const isFarEnough = () => residents.judge().answered >= enough;
    if (!(await until(isFarEnough, patienceMs, progress))) break;
    await setTimeout(Math.random() * jitterMs);
    process.kill(service.pid, 'SIGKILL');
    await service.stop();
    done += 1;
    tell(progress());
    service = await start();
  }
  await until(() => residents.judge().lost === 0, patienceMs, progress);
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  await service.stop();
  residents.close();
  const { lost, duplicated, reordered } = residents.judge();
  return [
    { what: 'kills', measured: done, promised: kills, holds: done === kills },
    { what: `questions lost, of ${total}`, measured: lost, promised: 0, holds: lost === 0 },
    {
      what: 'answers sent twice',
      measured: duplicated,
      promised: `at most ${kills}`,
      holds: duplicated <= kills,
    },
    { what: 'answers out of order', measured: reordered, promised: 0, holds: reordered === 0 },
    { what: 'seconds', measured: seconds, promised: '', holds: true },
  ];
}

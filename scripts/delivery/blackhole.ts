// Row T6: getUpdates and sendMessage that are taken and never answered.

import type { Bench, Check } from './bench.ts';
import { createResidents } from './residents.ts';

const most = { getUpdates: 70, sendMessage: 30 } as const;
const patienceMs = 60_000;

export async function blackhole(bench: Bench): Promise<Check[]> {
  const { telegram, questions, start, tell, until } = bench;
  const residents = createResidents(telegram);
  const calls = (method: string) => telegram.calls.filter((call) => call.method === method).length;
  tell('building the index');
  await (await start()).stop();
  const before = calls('getUpdates');
  telegram.fail({ method: 'getUpdates', how: 'hang' });
  telegram.fail({ method: 'sendMessage', how: 'hang' });
  residents.ask(1, questions[0] ?? '');
  const service = await start();
  const secondsBetween = async (method: keyof typeof most, first: number) => {
    const progress = (which: string) => () => `waiting for the ${which} ${method}`;
    await until(() => calls(method) > first, patienceMs, progress('first'));
    const startedAt = performance.now();
    await until(() => calls(method) > first + 1, most[method] * 1000, progress('second'));
    return Math.round((performance.now() - startedAt) / 1000);
  };
  const giveUp = {
    getUpdates: await secondsBetween('getUpdates', before),
    sendMessage: await secondsBetween('sendMessage', 0),
  };
  const isAnswered = await until(
    () => residents.judge().lost === 0,
    patienceMs,
    () => 'waiting for the answer',
  );
  await service.stop();
  residents.close();
  return [
    ...(['getUpdates', 'sendMessage'] as const).map((method) => ({
      what: `${method} given up after, s`,
      measured: giveUp[method],
      promised: `below ${most[method]}`,
      holds: giveUp[method] < most[method],
    })),
    {
      what: 'questions answered after it',
      measured: residents.judge().answered,
      promised: 1,
      holds: isAnswered,
    },
  ];
}

// Row D1: killed with -9 twenty times while it logs answers; needs no Telegram.

import { join } from 'node:path';
import { logWhileKilled } from '../../test/fakes/log-while-killed.ts';
import type { Bench, Check } from './bench.ts';

const kills = 20;
const mostAnswersBefore = 60;

export async function logging({
  dataDir,
  tell,
}: Pick<Bench, 'dataDir' | 'tell'>): Promise<Check[]> {
  const { acknowledged, lost, verified } = await logWhileKilled(
    join(dataDir, 'bot.sqlite'),
    kills,
    () => 1 + Math.floor(Math.random() * mostAnswersBefore),
    (done) => tell(`${done} of ${kills} kills`),
  );
  const isWhole = verified.brokenAt === undefined;
  return [
    { what: 'kills', measured: kills, promised: kills, holds: true },
    {
      what: `acknowledged answers lost, of ${acknowledged.length}`,
      measured: lost.length,
      promised: 0,
      holds: lost.length === 0,
    },
    {
      what: 'file and chain whole',
      measured: isWhole ? 'yes' : `broken at ${verified.brokenAt}`,
      promised: 'yes',
      holds: isWhole,
    },
  ];
}

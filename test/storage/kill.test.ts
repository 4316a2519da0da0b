import { join } from 'node:path';
import { expect, test } from 'vitest';
import { logWhileKilled } from '../fakes/log-while-killed.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const kills = 3;
const answersBeforeKill = 15;

test('killed while it writes, the log keeps every answer it acknowledged and is whole', async () => {
  const path = join(await temporaryFolder(), 'bot.sqlite');
  const { acknowledged, lost, verified } = await logWhileKilled(
    path,
    kills,
    () => answersBeforeKill,
  );
  expect(acknowledged.length).toBeGreaterThanOrEqual(kills * answersBeforeKill);
  expect(lost).toEqual([]);
  expect(verified).not.toHaveProperty('brokenAt');
});

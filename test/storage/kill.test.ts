import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { createAuditLog } from '../../src/audit/open-audit-log.ts';
import { checkIntegrity } from '../../src/storage/check-integrity.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const kills = 3;
const answersBeforeKill = 15;

test('killed while it writes, the log keeps every answer it acknowledged and is whole', async () => {
  const path = join(await temporaryFolder(), 'bot.sqlite');
  const script = join(import.meta.dirname, '../fakes/log-until-killed.ts');
  const acknowledged: string[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    const child = spawn(process.execPath, ['--import', 'tsx', script, path, `${kill}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    let seen = 0;
    for await (const id of createInterface({ input: child.stdout })) {
      acknowledged.push(id);
      seen += 1;
      if (seen === answersBeforeKill) child.kill('SIGKILL');
    }
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(kills * answersBeforeKill);
  const database = await openDatabase(path);
  onTestFinished(() => database.destroy());
  await checkIntegrity(database, path);
  const log = createAuditLog(database);
  expect(await log.verify()).not.toHaveProperty('brokenAt');
  for (const id of acknowledged) expect((await log.find(id))?.answer.questionId).toBe(id);
});

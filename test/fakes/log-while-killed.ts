// A process that logs answers and is killed with -9 again and again; what the log has of them afterwards.

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createAuditLog } from '../../src/audit/open-audit-log.ts';
import { checkIntegrity } from '../../src/storage/check-integrity.ts';
import { openDatabase } from '../../src/storage/open-database.ts';

/**
 * @param path of a database that is not there yet.
 * @param answersBefore how many answers are acknowledged before a kill.
 * @param onKill is called after each.
 * @throws StorageError when the file is damaged.
 */
export async function logWhileKilled(
  path: string,
  kills: number,
  answersBefore: () => number,
  onKill: (kills: number) => void = () => {},
) {
  const script = join(import.meta.dirname, 'log-until-killed.ts');
  const acknowledged: string[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    const child = spawn(process.execPath, ['--import', 'tsx', script, path, `${kill}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const last = acknowledged.length + answersBefore();
    for await (const id of createInterface({ input: child.stdout })) {
      acknowledged.push(id);
      if (acknowledged.length === last) child.kill('SIGKILL');
    }
    onKill(kill + 1);
  }
  const database = await openDatabase(path);
  try {
    await checkIntegrity(database, path);
    const log = createAuditLog(database);
    const lost: string[] = [];
    for (const id of acknowledged) {
      if ((await log.find(id))?.answer.questionId !== id) lost.push(id);
    }
    return { acknowledged, lost, verified: await log.verify() };
  } finally {
    await database.destroy();
  }
}

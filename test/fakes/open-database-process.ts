// Opens the database at the path given and records some questions, when told to: one of several processes at once.

import { once } from 'node:events';
import { createAuditLog } from '../../src/audit/open-audit-log.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { sampleAnswer, sampleQuestion, sampleTrace } from './sample-answer.ts';

const [path = '', name = ''] = process.argv.slice(2);
process.stdout.write('ready');
await once(process.stdin, 'data');
process.stdin.pause();
const database = await openDatabase(path);
const log = createAuditLog(database);
for (let number = 0; number < 8; number += 1) {
  const id = `${name}-${number}`;
  await log.recordQuestion(sampleQuestion(id));
  await log.recordAnswer(sampleAnswer(id), sampleTrace());
  await log.recordFeedback(id, ['somebody'], true);
}
await database.destroy();

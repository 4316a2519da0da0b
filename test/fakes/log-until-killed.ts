// Records answers in the database at the path given and says of each that it was recorded, until it is killed.

import { createAuditLog } from '../../src/audit/open-audit-log.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { sampleAnswer, sampleQuestion, sampleTrace } from './sample-answer.ts';

const [path = '', name = ''] = process.argv.slice(2);
const log = createAuditLog(await openDatabase(path));
for (let number = 0; ; number += 1) {
  const id = `${name}-${number}`;
  await log.recordQuestion(sampleQuestion(id));
  await log.recordAnswer(sampleAnswer(id), sampleTrace());
  process.stdout.write(`${id}\n`);
}

// The Telegram door as a process of its own, so that a test can kill it: API root, token and data folder as arguments.

import { join } from 'node:path';
import { createAskerDigest } from '../../src/audit/asker-digest.ts';
import { createAuditLog } from '../../src/audit/open-audit-log.ts';
import { createPersonalData } from '../../src/audit/personal-data.ts';
import { createLogger } from '../../src/logger.ts';
import { createReview } from '../../src/review/create-review.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { createTelegramChannel } from '../../src/telegram/telegram-channel.ts';
import { createFakeAnswerService } from './fake-answer-service.ts';

const [apiRoot = '', token = '', folder = ''] = process.argv.slice(2);
const database = await openDatabase(join(folder, 'bot.sqlite'));
const audit = createAuditLog(database);
const askerDigest = createAskerDigest('a key for tests only');
const service = createFakeAnswerService(audit, askerDigest, [], ({ text }) => ({
  text: `答${text}`,
  citations: [],
  statements: [],
}));
const logger = createLogger('silent');
const personalData = createPersonalData(database, () => new Date(), 365);
const { tickets } = createReview({
  database,
  clock: () => new Date(),
  secretKey: 'key of the tests',
  redact: (text) => text,
});
await createTelegramChannel({
  token,
  apiRoot,
  service,
  audit,
  database,
  askerDigest,
  tickets,
  personalData,
  logger,
}).start();

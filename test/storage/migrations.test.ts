import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { eraseAsker } from '../../src/audit/erase-asker.ts';
import { createAuditLog } from '../../src/audit/open-audit-log.ts';
import { createReview } from '../../src/review/create-review.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { admin, li, rightVerdict } from '../fakes/open-review-room.ts';
import {
  sampleAnswer,
  sampleModelUse,
  sampleQuestion,
  sampleTrace,
} from '../fakes/sample-answer.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

/** A log that an older version of the tables left behind, opened by this version. */
async function openOldLog({ version = '0001', tampering = '' } = {}) {
  const path = join(await temporaryFolder(), 'bot.sqlite');
  const client = new BetterSqlite(path);
  client.exec(
    await readFile(join(import.meta.dirname, `../fixtures/log-of-${version}.sql`), 'utf8'),
  );
  client.exec(tampering);
  client.close();
  const database = await openDatabase(path);
  onTestFinished(() => database.destroy());
  return { ...createAuditLog(database), database };
}

test('an older log verifies after the tables were brought up to date', async () => {
  const log = await openOldLog();
  expect(await log.verify()).toEqual({ events: 6 });
  const found = await log.find('q-1');
  expect(found?.answer).toEqual(sampleAnswer('q-1'));
  expect(found?.trace).toEqual(sampleTrace());
  expect(await log.tokensSince('2000-01-01T00:00:00.000Z')).toBe(0);
});

test('an older log goes on with answers of a model', async () => {
  const log = await openOldLog();
  await log.recordQuestion(sampleQuestion('q-3'));
  await log.recordAnswer(sampleAnswer('q-3'), { ...sampleTrace(), model: sampleModelUse() });
  expect((await log.find('q-3'))?.trace.model).toEqual(sampleModelUse());
  expect(await log.verify()).toEqual({ events: 8 });
});

test('what was changed in an older log is still found afterwards', async () => {
  const log = await openOldLog({
    tampering: `update answer set text = '别的' where question_id = 'q-2'`,
  });
  expect(await log.verify()).toEqual({
    events: 6,
    brokenAt: 4,
    reason: '问题 q-2 的 answer 这一行被改动过',
  });
});

test('a vote of an older log can be changed and erased, and every step verifies', async () => {
  const { database, ...log } = await openOldLog();
  expect(await log.recordFeedback('q-1', ['somebody in this quarter', 'somebody'], true)).toBe(
    false,
  );
  expect(await log.recordFeedback('q-1', ['somebody in this quarter', 'somebody'], false)).toBe(
    true,
  );
  expect(await log.verify()).toEqual({ events: 7 });
  await eraseAsker(database, () => new Date(), ['digest-of-asker']);
  expect(await log.verify()).toEqual({ events: 9 });
  // It was sealed with the key of the question, which went.
  const votes = await database.selectFrom('feedback').select(['asker', 'useful']).execute();
  expect(votes).toEqual([{ asker: '', useful: 0 }]);
});

test.each([
  ['0001', 6],
  ['0002', 8],
  ['0003', 11],
  ['0004', 14],
])(
  'a log of version %s with its %i events comes up to date whole, and goes on',
  async (version, events) => {
    const { database, ...log } = await openOldLog({ version });
    expect(await log.verify()).toEqual({ events });
    expect((await log.find('q-1'))?.answer).toEqual(sampleAnswer('q-1'));
    const clock = () => new Date();
    const redact = (text: string) => text;
    const review = createReview({ database, clock, secretKey: 'key of the tests', redact });
    await review.verdicts.record('q-2', rightVerdict, li);
    await review.blocks.block('q-2', { reason: 'other', days: 1 }, admin);
    await eraseAsker(database, clock, ['digest-of-asker']);
    expect((await log.verify()).brokenAt).toBeUndefined();
    expect(await review.blocks.isBlocked(['digest-of-asker'])).toBe(true);
  },
);

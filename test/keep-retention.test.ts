import { expect, test, vi } from 'vitest';
import { keepRetention } from '../src/keep-retention.ts';
import { createLogger } from '../src/logger.ts';
import { openReviewRoom, staff } from './fakes/open-review-room.ts';

const dayMinutes = 24 * 60;

test('the daily job removes what is too old, lets go of who was blocked, and the log verifies', async () => {
  const { answer, review, database, clock, log, passMinutes } = await openReviewRoom();
  const lines: string[] = [];
  const logger = createLogger('info', { write: (line) => lines.push(line) });
  const startJob = () => keepRetention({ database, now: clock, retentionDays: 200, logger });
  await answer('old', { asker: 'troll' });
  await review.blocks.block('old', { reason: 'abuse', days: 30 }, staff);
  // A silence of more than a week would not count.
  for (let week = 1; week <= 28; week += 1) {
    passMinutes(7 * dayMinutes);
    await answer(`week-${week}`);
  }
  const before = await database.selectFrom('block').select('asker').execute();
  expect(before).toEqual([{ asker: 'troll' }]);
  await startJob()();
  const after = await database.selectFrom('block').select('asker').execute();
  expect(after).toEqual([{ asker: '' }]);
  expect(await log.find('old')).toBeDefined();
  passMinutes(7 * dayMinutes);
  await answer('week-29');
  const stop = startJob();
  const hasRemoved = () => expect(lines.join('')).toContain('what is too old was removed');
  await vi.waitFor(hasRemoved, { timeout: 30_000 });
  await stop();
  expect(await log.find('old')).toBeUndefined();
  expect(await log.find('week-1')).toBeDefined();
  expect((await log.verify()).brokenAt).toBeUndefined();
});

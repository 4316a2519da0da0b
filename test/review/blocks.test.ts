import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createAskerDigest } from '../../src/audit/asker-digest.ts';
import { endBlocks } from '../../src/audit/end-blocks.ts';
import { eraseAsker } from '../../src/audit/erase-asker.ts';
import { findKeptData } from '../../src/audit/find-kept-data.ts';
import { createReview } from '../../src/review/create-review.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { admin, li, openReviewRoom, staff } from '../fakes/open-review-room.ts';

const form = { reason: 'abuse', days: 7 } as const;
const dayMinutes = 24 * 60;

async function openRoom() {
  const room = await openReviewRoom();
  await room.answer('q-1', { asker: 'troll' });
  return {
    ...room,
    blocks: room.review.blocks,
    /** What the table still knows of people. */
    askers: async () => {
      const rows = await room.database.selectFrom('block').select('asker').execute();
      return rows.map(({ asker }) => asker);
    },
  };
}

test('whoever asked is blocked for a time and let back in, and the log knows who did it but not whom', async () => {
  const { blocks, acts, log, askers, database } = await openRoom();
  const block = await blocks.block('q-1', form, li);
  expect(block).toMatchObject({
    reason: '辱骂、威胁',
    by: '李评',
    since: '2026-03-01T08:00:00.000Z',
    until: '2026-03-08T08:00:00.000Z',
  });
  expect(await blocks.list()).toEqual([block]);
  expect(await blocks.ofQuestion('q-1')).toEqual(block);
  expect(await blocks.isBlocked(['troll'])).toBe(true);
  expect(await blocks.isBlocked(['neighbour'])).toBe(false);
  const id = 'id' in block ? block.id : '';
  expect(await blocks.lift(id.slice(0, 8), staff)).toEqual(block);
  expect(await blocks.isBlocked(['troll'])).toBe(false);
  expect(await blocks.list()).toEqual([]);
  expect(await askers()).toEqual(['']);
  expect(await acts()).toEqual(['asker-blocked 李评 7天 辱骂、威胁', 'block-lifted 赵办']);
  const events = await database
    .selectFrom('event')
    .select('question_id')
    .where('kind', 'in', ['asker-blocked', 'block-lifted'])
    .execute();
  expect(events).toEqual([{ question_id: '' }, { question_id: '' }]);
  expect(await log.verify()).toEqual({ events: 4 });
});

test('a block ends by itself, and then knows nobody', async () => {
  const { blocks, passMinutes, database, clock, askers, acts, log } = await openRoom();
  await blocks.block('q-1', form, staff);
  passMinutes(7 * dayMinutes - 1);
  await endBlocks(database, clock);
  expect(await blocks.isBlocked(['troll'])).toBe(true);
  passMinutes(1);
  expect(await blocks.isBlocked(['troll'])).toBe(false);
  expect(await blocks.list()).toEqual([]);
  expect(await askers()).toEqual(['troll']);
  await endBlocks(database, clock);
  await endBlocks(database, clock);
  expect(await askers()).toEqual(['']);
  expect((await acts()).slice(1)).toEqual(['block-ended ']);
  expect((await log.verify()).brokenAt).toBeUndefined();
});

test('erasing is no way out of a block, and takes the link away once it has ended', async () => {
  const { blocks, passMinutes, database, clock, askers, log } = await openRoom();
  await blocks.block('q-1', form, staff);
  const person = ['troll-now', 'troll'] as const;
  await eraseAsker(database, clock, person);
  expect(await blocks.isBlocked(person)).toBe(true);
  expect(await findKeptData(database, person, clock())).toMatchObject({
    questions: 0,
    blockedUntil: '2026-03-08T08:00:00.000Z',
  });
  expect(await blocks.ofQuestion('q-1')).toBeUndefined();
  passMinutes(8 * dayMinutes);
  expect(await findKeptData(database, person, clock())).not.toHaveProperty('blockedUntil');
  await eraseAsker(database, clock, person);
  expect(await askers()).toEqual(['']);
  expect((await log.verify()).brokenAt).toBeUndefined();
});

test('a block is found under the digests of later quarters', async () => {
  const { blocks, answer, clock, passMinutes } = await openRoom();
  const digest = createAskerDigest('key', clock);
  await answer('q-2', { asker: digest('telegram', '1001') });
  await blocks.block('q-2', { reason: 'other', days: 90 }, staff);
  passMinutes(60 * dayMinutes);
  expect(digest('telegram', '1001')).not.toBe(digest.ever('telegram', '1001')[1]);
  expect(await blocks.isBlocked([digest('telegram', '1001')])).toBe(false);
  expect(await blocks.isBlocked(digest.ever('telegram', '1001'))).toBe(true);
  expect(await blocks.isBlocked(digest.ever('telegram', '1002'))).toBe(false);
});

test('another process sees a block at once', async () => {
  const { blocks, path, clock } = await openRoom();
  const database = await openDatabase(path);
  const redact = (text: string) => text;
  const other = createReview({ database, clock, secretKey: 'key', redact });
  expect(await other.blocks.isBlocked(['troll'])).toBe(false);
  await blocks.block('q-1', form, admin);
  expect(await other.blocks.isBlocked(['troll'])).toBe(true);
  await database.destroy();
});

test('who cannot be blocked is said, and nothing is written', async () => {
  const { blocks, answer, database, clock, acts } = await openRoom();
  const refused = (why: string) => ({ refused: expect.stringContaining(why) });
  expect(await blocks.block('q-9', form, staff)).toEqual(refused('没有这个编号'));
  await answer('q-2', { asker: 'staff', channel: 'cli' });
  expect(await blocks.block('q-2', form, staff)).toEqual(refused('命令行'));
  await answer('q-3', { asker: 'gone' });
  await eraseAsker(database, clock, ['gone']);
  expect(await blocks.block('q-3', form, staff)).toEqual(refused('认不出是谁'));
  expect(await blocks.lift('', staff)).toEqual(refused('没有这个编号'));
  const before = (await acts()).length;
  await blocks.block('q-1', form, staff);
  expect(await blocks.block('q-1', form, li)).toEqual(refused('已经被限制'));
  expect(await acts()).toHaveLength(before + 1);
});

test('a block that ended and still knows somebody, or was made shorter by hand, is found', async () => {
  const { blocks, passMinutes, database, clock, log } = await openRoom();
  await blocks.block('q-1', form, staff);
  await sql`update block set until = '2026-03-02'`.execute(database);
  expect((await log.verify()).reason).toMatch(/^block:.* 这一行被改动过$/);
  await sql`update block set until = '2026-03-08T08:00:00.000Z'`.execute(database);
  expect((await log.verify()).brokenAt).toBeUndefined();
  passMinutes(8 * dayMinutes);
  await sql`create trigger keep after update on block begin
    update block set asker = 'troll'; end`.execute(database);
  await endBlocks(database, clock);
  expect((await log.verify()).reason).toMatch(/^block:.* 这一行里该删的话还在$/);
});

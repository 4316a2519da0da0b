import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createAuditLog } from '../../src/audit/open-audit-log.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import {
  sampleAnswer,
  sampleModelUse,
  sampleQuestion,
  sampleTrace,
} from '../fakes/sample-answer.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

/** Three questions with answers of a model and a vote, then somebody's hand in the file, then the check. */
async function verifyAfter(tampering: string) {
  const path = join(await temporaryFolder(), 'bot.sqlite');
  const database = await openDatabase(path);
  const log = createAuditLog(database);
  for (const id of ['q-1', 'q-2', 'q-3']) {
    await log.recordQuestion(sampleQuestion(id));
    await log.recordAnswer(sampleAnswer(id), { ...sampleTrace(), model: sampleModelUse() });
    await log.recordDelivery(id, 'delivered');
  }
  await log.recordFeedback('q-2', ['somebody'], true);
  const client = new BetterSqlite(path);
  client.pragma('foreign_keys = OFF');
  client.exec(tampering);
  client.close();
  try {
    return await log.verify();
  } finally {
    await database.destroy();
  }
}

/** Without the random name of a vote. */
const named = ({ reason = '' }) => reason.replace(/feedback:[0-9a-f]{32}/, 'feedback');

test('an untouched log verifies', async () => {
  expect(await verifyAfter('')).toEqual({ events: 10 });
});

test.each([
  ['question', `update question set text = '别的' where id = 'q-2'`, 4],
  ['answer', `update answer set text = '别的' where question_id = 'q-2'`, 5],
  ['answer', `update answer set status = 'refused-unsafe' where question_id = 'q-2'`, 5],
  ['statement:1', `update statement set text = '收费' where question_id='q-2' and position=1`, 5],
  ['citation:0', `update citation set url = 'http://x' where question_id='q-2' and position=0`, 5],
  [
    'statement_citation:0:0',
    `update statement_citation set citation = 1 where question_id='q-2' and statement=0`,
    5,
  ],
  ['retrieved:1', `update retrieved set used = 1 where question_id='q-2' and position=1`, 5],
  ['composition', `update composition set writer = 'quotation' where question_id='q-2'`, 5],
  [
    'model_call:1',
    `update model_call set outcome = 'ok' where question_id='q-2' and position=1`,
    5,
  ],
  ['feedback', `update feedback set useful = 0`, 10],
  ['feedback', `update feedback set asker = 'another'`, 10],
])('a changed row of %s is named', async (name, tampering, brokenAt) => {
  const found = await verifyAfter(tampering);
  expect(found.brokenAt).toBe(brokenAt);
  expect(named(found)).toBe(`问题 q-2 的 ${name} 这一行被改动过`);
});

test.each([
  ['question', `delete from question where id = 'q-2'`, 4],
  ['answer', `delete from answer where question_id = 'q-2'`, 5],
  ['statement:0', `delete from statement where question_id = 'q-2' and position = 0`, 5],
  ['citation:1', `delete from citation where question_id = 'q-2' and position = 1`, 5],
  ['retrieved:0', `delete from retrieved where question_id = 'q-2' and position = 0`, 5],
  ['composition', `delete from composition where question_id = 'q-2'`, 5],
  ['model_call:0', `delete from model_call where question_id = 'q-2' and position = 0`, 5],
  ['feedback', `delete from feedback`, 10],
])('a removed row of %s is named', async (name, tampering, brokenAt) => {
  const found = await verifyAfter(tampering);
  expect(found.brokenAt).toBe(brokenAt);
  expect(named(found)).toBe(`问题 q-2 的 ${name} 这一行被删掉了`);
});

test.each([
  ['q-2 的 statement:2', `insert into statement values ('q-2', 2, '加的')`, 10],
  [
    'q-2 的 feedback:other',
    `insert into feedback values ('other', 'k', 'q-2', 'other', 1, '')`,
    10,
  ],
  ['q-9 的 question', `insert into question values ('q-9','web','c','a','t','[]','2026','k')`, 10],
  [
    'q-2 的 model_call:2',
    `insert into model_call values ('q-2', 2, 'check', 'check 1', 'ok', 1, 1, 1)`,
    10,
  ],
  ['ghost 的 composition', `insert into composition values ('ghost', 'm', 'model', '')`, 10],
  [
    'ghost 的 model_call:0',
    `insert into model_call values ('ghost', 0, 'check', 'check 1', 'ok', 1, 1, 1)`,
    10,
  ],
  ['ghost 的 statement:0', `insert into statement values ('ghost', 0, '加的')`, 10],
])('an inserted row is named: %s', async (name, tampering, brokenAt) => {
  const found = await verifyAfter(tampering);
  expect(found.brokenAt).toBe(brokenAt);
  expect(found.reason).toBe(`问题 ${name} 这一行是后来加进去的`);
});

test.each([
  ['changed', `update event set detail = '别的' where sequence = 5`, 5],
  ['dated back', `update event set at = '2020-01-01T00:00:00.000Z' where sequence = 5`, 5],
  ['sealed anew', `update event set rows = '{}' where sequence = 5`, 5],
  ['removed', `delete from event where sequence = 5`, 5],
  [
    'removed with the gap closed',
    `delete from event where sequence = 10; update event set sequence = 10 where sequence = 9`,
    9,
  ],
  ['removed at the start', `delete from event where sequence = 1`, 1],
  ['cut off at the end', `delete from event where sequence > 8`, 9],
  ['removed to the last', `delete from event`, 1],
  [
    'inserted at the end',
    `insert into event values (11, '2026', 'answer-delivered', 'q-1', '', '{}', 'digest')`,
    11,
  ],
])('an event that was %s is found', async (_, tampering, brokenAt) => {
  expect((await verifyAfter(tampering)).brokenAt).toBe(brokenAt);
});

test('a missing event and a changed one are told apart', async () => {
  expect((await verifyAfter('delete from event where sequence = 5')).reason).toBe(
    '第5条记录不见了',
  );
  const changed = await verifyAfter(`update event set detail = '' where sequence = 5`);
  expect(changed.reason).toContain('第5条记录（answer-composed）被改动过');
});

test('of several broken places the first in time is named', async () => {
  const found = await verifyAfter(
    `update answer set text = 'x' where question_id = 'q-1'; delete from question where id = 'q-3'`,
  );
  expect(found.brokenAt).toBe(2);
});

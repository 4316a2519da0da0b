import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { appendEvent, type EventKind, gone, lockChain } from '../../src/audit/append-event.ts';
import { readRowDigests } from '../../src/audit/row-digests.ts';
import { openReviewRoom } from '../fakes/open-review-room.ts';

/**
 * Changes rows of an answered question by hand and adds an event that fits the chain and says so, `days` later.
 * @param names rows the event seals as they then are, or as gone.
 */
async function verifyAfterForging(
  kind: EventKind,
  names: readonly string[],
  tampering: string,
  days = 0,
) {
  const { answer, database, clock, log, passMinutes } = await openReviewRoom();
  await answer('q-1');
  passMinutes(days * 24 * 60);
  await sql`pragma foreign_keys = off`.execute(database);
  for (const statement of tampering.split(';')) await sql.raw(statement).execute(database);
  const digests = (await readRowDigests(database, ['q-1'])).get('q-1');
  const rows = Object.fromEntries(names.map((name) => [name, digests?.get(name)?.digest ?? gone]));
  await database.transaction().execute(async (transaction) => {
    const end = await lockChain(transaction);
    const at = clock().toISOString();
    await appendEvent(transaction, end, { at, kind, questionId: 'q-1', rows });
  });
  return log.verify();
}

const changedAnswer = `update answer set text = '别的'`;
const removedVote = `delete from retrieved where position = 1`;

test.each([
  ['answer-composed', ['answer'], changedAnswer],
  ['answer-delivered', ['answer'], changedAnswer],
  ['feedback-given', ['answer'], changedAnswer],
  ['verdict-recorded', ['question'], `update question set text = '别的'`],
  ['data-erased', ['answer'], changedAnswer],
  ['data-erased', ['citation:0'], `update citation set quote = '别的' where position = 0`],
  ['data-erased', ['question', 'citation:0'], `delete from citation where position = 0`],
  ['data-expired', ['answer'], changedAnswer],
  ['data-expired', ['retrieved:1'], removedVote],
  ['answer-delivered', ['retrieved:1'], removedVote],
] as const)('an event %s does not excuse what was done to %j', async (kind, names, tampering) => {
  const { reason } = await verifyAfterForging(kind, names, tampering);
  expect(reason).toMatch(new RegExp(`问题 q-1 的 ${names.at(-1)} 这一行被(改动过|删掉了)$`));
});

test('an event that seals what is none of its business is found though the row is as it was', async () => {
  const { reason } = await verifyAfterForging('answer-delivered', ['answer'], 'select 1');
  expect(reason).toBe('第3条记录（answer-delivered）不该改动问题 q-1 的 answer 这一行');
});

test('an erasure that leaves words behind is found', async () => {
  const { brokenAt, reason } = await verifyAfterForging(
    'data-erased',
    ['question'],
    `update question set text = '别的'`,
  );
  expect({ brokenAt, reason }).toEqual({
    brokenAt: 3,
    reason: '问题 q-1 的 question 这一行里该删的话还在',
  });
});

test.each([
  [183, undefined],
  [182.9, 2],
])('rows that are said to be too old after %s days: broken at %s', async (days, brokenAt) => {
  const found = await verifyAfterForging('data-expired', ['retrieved:1'], removedVote, days);
  expect(found.brokenAt).toBe(brokenAt);
});

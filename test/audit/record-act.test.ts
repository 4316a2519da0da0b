import BetterSqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createActRecorder } from '../../src/audit/record-act.ts';
import {
  admin,
  li,
  openReviewRoom,
  rightVerdict,
  staff,
  wang,
  wrongVerdict,
} from '../fakes/open-review-room.ts';

/** A row in every table that is sealed, somebody's hand in the file, then the check. */
async function verifyAfter(tampering: string) {
  const { review, answer, passMinutes, path, log } = await openReviewRoom();
  await review.accounts.add('李评', 'reviewer', '十个字符以上的密码才行', admin);
  await review.setSampleRate(1, admin);
  await answer('q-1');
  await answer('q-2');
  await review.verdicts.record('q-1', wrongVerdict, li);
  await review.verdicts.record('q-1', rightVerdict, wang);
  await review.verdicts.record('q-1', rightVerdict, li);
  await review.proposals.proposeGolden('q-1', { question: '问', documents: ['d'], facts: [] }, li);
  await review.proposals.approve('q-1', ['other#a'], staff);
  const ticket = { kind: 'correction', text: '改一改', questionId: 'q-2' } as const;
  const opened = await review.tickets.openInHouse(ticket, staff);
  if ('id' in opened) await review.tickets.note(opened.id, 'closed', '改了', staff);
  await review.tickets.openForResident({ kind: 'complaint', text: '没人接' }, ['digest']);
  await review.pauses.pause('web', '演练', admin);
  passMinutes(24 * 60);
  const day = '2026-03-01';
  await review.signOffs.sign({ from: day, to: day, note: '', reason: '先签' }, admin);
  const client = new BetterSqlite(path);
  client.pragma('foreign_keys = OFF');
  client.exec(tampering);
  client.close();
  return log.verify();
}

test('a log with acts of every kind verifies', async () => {
  const { events, brokenAt } = await verifyAfter('');
  expect(brokenAt).toBeUndefined();
  expect(events).toBe(16);
});

test.each([
  ['verdict', `update verdict set overall = 'right' where overall = 'wrong'`, 7, '问题 q-1 的 '],
  ['ticket', `update ticket set state = 'open' where question_id = 'q-2'`, 13, '问题 q-2 的 '],
  ['ticket_note', `update ticket_note set note = '没改'`, 13, '问题 q-2 的 '],
  ['ticket', `update ticket set text = '好' where question_id = ''`, 14, ''],
  ['golden_proposal', `update golden_proposal set facts = '["x"]'`, 10, '问题 q-1 的 '],
  ['approved_question', `update approved_question set passage_ids = '[]'`, 11, '问题 q-1 的 '],
  ['account', `update account set role = 'admin'`, 1, ''],
  ['sample_rate', `update sample_rate set rate = 0.01`, 2, ''],
  ['pause', `update pause set paused_by = '别人'`, 15, ''],
  ['sign_off', `update sign_off set signed_by = '别人'`, 16, ''],
])('a changed row of %s is named', async (table, tampering, brokenAt, of) => {
  const found = await verifyAfter(tampering);
  expect(found.reason).toMatch(new RegExp(`^${of}${table}:[0-9a-f-]{36} 这一行被改动过$`));
  expect(found.brokenAt).toBe(brokenAt);
});

test.each([
  ['verdict', `delete from verdict where overall = 'wrong'`, '被删掉了'],
  ['account', `delete from account`, '被删掉了'],
  [
    'verdict',
    `insert into verdict select 'x', row_key, 'q-2', reviewer, overall, '[]', '[]', '[]', '', '', '', '' from verdict limit 1`,
    '是后来加进去的',
  ],
  [
    'ticket',
    `insert into ticket select 'x', row_key, 'q-9', kind, text, asker, opened_by, '', '', state from ticket limit 1`,
    '是后来加进去的',
  ],
  [
    'account',
    `insert into account select 'x', row_key, '新人', role, password, '', null from account limit 1`,
    '是后来加进去的',
  ],
])('a row of %s that was removed or added is named: %#', async (table, tampering, what) => {
  const { reason } = await verifyAfter(tampering);
  expect(reason).toContain(`${table}:`);
  expect(reason).toContain(what);
});

test('an act that fails leaves neither row nor event', async () => {
  const { database, log } = await openReviewRoom();
  const recordAct = createActRecorder(database, () => new Date());
  const failing = recordAct(async (transaction, at) => {
    const row = { id: 'p', row_key: 'k', channel: 'web', reason: 'r', paused_by: 'x' };
    await transaction
      .insertInto('pause')
      .values({ ...row, paused_at: at, resumed_by: null, resumed_at: null })
      .execute();
    throw new Error('in between');
  });
  await expect(failing).rejects.toThrow('in between');
  expect(await database.selectFrom('pause').selectAll().execute()).toEqual([]);
  expect(await log.verify()).toEqual({ events: 0 });
});

import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { countDue, expireRows } from '../../src/audit/expire-rows.ts';
import { findCutoff } from '../../src/audit/find-cutoff.ts';
import { li, openReviewRoom, rightVerdict, staff, wang } from '../fakes/open-review-room.ts';
import { sampleQuestion } from '../fakes/sample-answer.ts';

const retentionDays = 183;

async function openRoom() {
  const room = await openReviewRoom();
  const { database, log, clock, passMinutes, answer } = room;
  const passDays = (days: number) => passMinutes(days * 24 * 60);
  let number = 0;
  return {
    ...room,
    passDays,
    /** Days on which the service runs and somebody asks. */
    async liveDays(days: number) {
      for (let day = 0; day < days; day += 5) {
        passDays(5);
        number += 1;
        await log.recordQuestion(sampleQuestion(`daily-${number}`));
      }
    },
    async run() {
      const cutoff = await findCutoff(database, clock(), retentionDays);
      return cutoff === undefined ? undefined : expireRows(database, clock, cutoff);
    },
    /** Ids, the oldest first. */
    async kept() {
      const rows = await database.selectFrom('question').select('id').orderBy('asked_at').execute();
      return rows.map(({ id }) => id);
    },
    /** A question with everything that can hang on it. */
    async answerWithEverything(id: string) {
      await answer(id, { text: '好久能退那七千三' });
      await log.recordFeedback(id, ['somebody'], true);
      await room.review.verdicts.record(id, rightVerdict, li);
      await room.review.verdicts.record(id, rightVerdict, wang);
      const ticket = { kind: 'handoff', text: '想当面问', questionId: id } as const;
      const opened = await room.review.tickets.openForResident(ticket, ['somebody']);
      if ('id' in opened) await room.review.tickets.note(opened.id, 'closed', '问过了', staff);
      await room.review.proposals.approve(id, ['other#a'], staff);
    },
  };
}

test('what is older than the retention time goes, what is younger stays, the chain verifies', async () => {
  const { answerWithEverything, liveDays, run, kept, log, database, path } = await openRoom();
  await answerWithEverything('old');
  await liveDays(180);
  expect(await run()).toBeUndefined();
  await liveDays(5);
  const { events } = await log.verify();
  expect(await run()).toEqual({ question: 1, feedback: 1, verdict: 2, ticket_note: 1, ticket: 1 });
  expect((await kept())[0]).toBe('daily-1');
  expect(await log.verify()).toEqual({ events: events + 6 });
  expect(await log.find('old')).toBeUndefined();
  for (const table of ['answer', 'statement', 'citation', 'review_item', 'feedback'] as const) {
    expect(await database.selectFrom(table).selectAll().execute()).toEqual([]);
  }
  const file = Buffer.concat([await readFile(path), await readFile(`${path}-wal`)]).toString();
  expect(file).not.toContain('想当面问');
  expect(await run()).toEqual({ question: 0, feedback: 0, verdict: 0, ticket_note: 0, ticket: 0 });
});

test('a question that staff approved stays with the corpus', async () => {
  const { answerWithEverything, liveDays, run, review } = await openRoom();
  await answerWithEverything('old');
  await liveDays(185);
  await run();
  expect(await review.proposals.listApproved()).toMatchObject([{ question: '好久能退那七千三' }]);
});

test('a verdict and a vote go by their own age, and the figures do without the answer', async () => {
  const { answer, liveDays, run, log, review, database } = await openRoom();
  await answer('old');
  await liveDays(100);
  await log.recordFeedback('old', ['somebody'], false);
  for (const reviewer of [li, wang]) await review.verdicts.record('old', rightVerdict, reviewer);
  await liveDays(90);
  expect(await run()).toMatchObject({ question: 2, feedback: 0, verdict: 0 });
  expect((await log.verify()).reason).toBeUndefined();
  const period = { from: '2026-03-01', to: '2026-03-31' };
  const { feedback, sample } = await review.overview(period, (id) => id);
  expect({ feedback, sample }).toEqual({
    feedback: { useful: 0, notUseful: 0 },
    sample: { drawn: 0, open: 0, agreement: { pairs: 0 } },
  });
  await review.signOffs.sign({ ...period, note: '', reason: '' }, { name: '管理', role: 'admin' });
  expect(await review.signOffs.list()).toHaveLength(1);
  expect(await log.recordFeedback('old', ['another'], true)).toBe(false);
  await liveDays(100);
  expect(await run()).toMatchObject({ feedback: 1, verdict: 2 });
  expect(await database.selectFrom('verdict').selectAll().execute()).toEqual([]);
  expect((await log.verify()).reason).toBeUndefined();
});

test('a ticket stays as long as the last note on it', async () => {
  const { liveDays, run, review, log } = await openRoom();
  const opened = await review.tickets.openForResident({ kind: 'complaint', text: '没人接' }, ['d']);
  await liveDays(100);
  if ('id' in opened) await review.tickets.note(opened.id, 'closed', '打过了', staff);
  await liveDays(90);
  expect(await run()).toMatchObject({ ticket: 0, ticket_note: 0 });
  await liveDays(100);
  expect(await run()).toMatchObject({ ticket: 1, ticket_note: 1 });
  expect((await log.verify()).reason).toBeUndefined();
});

test('counting removes nothing', async () => {
  const { answerWithEverything, liveDays, clock, database, kept } = await openRoom();
  await answerWithEverything('old');
  await liveDays(190);
  const cutoff = await findCutoff(database, clock(), retentionDays);
  const counted = { question: 2, feedback: 1, verdict: 2, ticket_note: 1, ticket: 1 };
  expect(await countDue(database, cutoff ?? '')).toEqual(counted);
  expect(await kept()).toContain('old');
});

test('many are removed a few at a time, and it can be stopped between', async () => {
  const { log, liveDays, clock, database, kept } = await openRoom();
  for (let number = 0; number < 45; number += 1)
    await log.recordQuestion(sampleQuestion(`${number}`));
  await liveDays(190);
  const cutoff = (await findCutoff(database, clock(), retentionDays)) ?? '';
  const stopped = AbortSignal.abort();
  expect(await expireRows(database, clock, cutoff, stopped)).toMatchObject({ question: 0 });
  const asked = log.recordQuestion(sampleQuestion('meanwhile'));
  expect(await expireRows(database, clock, cutoff)).toMatchObject({ question: 46 });
  await asked;
  expect(await kept()).toContain('meanwhile');
  expect((await log.verify()).reason).toBeUndefined();
});

test('a clock put ahead by a year removes nothing, however long nobody notices', async () => {
  const { answer, liveDays, passDays, run, kept } = await openRoom();
  await answer('young');
  await liveDays(30);
  passDays(365);
  expect(await run()).toBeUndefined();
  await liveDays(60);
  expect(await run()).toBeUndefined();
  passDays(-365);
  expect(await run()).toBeUndefined();
  await liveDays(90);
  expect(await run()).toBeUndefined();
  expect(await kept()).toContain('young');
  // The days under the wrong clock are not counted.
  await liveDays(70);
  expect(await run()).toMatchObject({ question: 1 });
  expect(await kept()).not.toContain('young');
});

test('a clock that runs behind removes nothing that is young', async () => {
  const { answer, liveDays, passDays, run, kept } = await openRoom();
  await answer('young');
  await liveDays(200);
  passDays(-190);
  expect(await run()).toBeUndefined();
  expect(await kept()).toContain('young');
});

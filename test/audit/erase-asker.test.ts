import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { isErased } from '../../src/audit/empty-question.ts';
import { eraseAsker } from '../../src/audit/erase-asker.ts';
import { findKeptData } from '../../src/audit/find-kept-data.ts';
import {
  li,
  openReviewRoom,
  rightVerdict,
  staff,
  wang,
  wrongVerdict,
} from '../fakes/open-review-room.ts';
import { sampleAnswer, sampleModelUse, sampleTrace } from '../fakes/sample-answer.ts';

/** Stands in everything that one person leaves, and in what others write about it. */
const words = '晓得不得退我那七千三';
const person = ['zhang-now', 'zhang-before'] as const;

async function openRoom() {
  const room = await openReviewRoom();
  const { log, review } = room;
  const ask = async (id: string, asker: string, text: string) => {
    const question = { id, channel: 'telegram', conversation: `chat of ${asker}` } as const;
    await log.recordQuestion({ ...question, asker, text, redacted: ['phone'] });
    await log.recordAnswer(
      {
        ...sampleAnswer(id),
        text,
        lead: text,
        statements: [{ text, citations: [0] }],
        notices: [text],
        suggestions: [text],
      },
      { ...sampleTrace(), dropped: [text], route: text, model: sampleModelUse() },
    );
  };
  return {
    ...room,
    ask,
    erase: () => eraseAsker(room.database, room.clock, person),
    /** Two quarters of one person, everything that can hang on a question, and a neighbour. */
    async leaveEverything() {
      await ask('q-1', 'zhang-before', words);
      await ask('q-2', 'zhang-now', `再问：${words}`);
      await ask('q-3', 'neighbour', '邻居问的');
      await log.recordFeedback('q-1', person, true);
      await log.recordFeedback('q-3', person, false);
      await log.recordFeedback('q-1', ['neighbour'], false);
      const told = { ...wrongVerdict, statements: [], note: words, correction: words };
      await review.verdicts.record('q-1', told, li);
      await review.verdicts.record('q-1', rightVerdict, wang);
      await review.verdicts.record('q-3', rightVerdict, li);
      const golden = { question: words, documents: ['d'], facts: [words] };
      await review.proposals.proposeGolden('q-1', golden, li);
      await review.proposals.approve('q-1', ['other#a'], staff);
      const complaint = { kind: 'complaint', text: words } as const;
      const opened = await review.tickets.openForResident(complaint, person);
      if ('id' in opened) await review.tickets.note(opened.id, 'in-progress', words, staff);
      await review.tickets.openForResident({ ...complaint, questionId: 'q-1' }, ['neighbour']);
      await review.tickets.openInHouse(
        { kind: 'correction', text: words, questionId: 'q-2' },
        staff,
      );
      await review.queue.page({ queue: 'all', unjudged: false }, li);
    },
  };
}

test('every word of the person and every link to them leaves the file, the facts stay', async () => {
  const { leaveEverything, erase, database, log, path, clock } = await openRoom();
  await leaveEverything();
  expect(await findKeptData(database, person, clock())).toMatchObject({
    questions: 2,
    votes: 2,
    tickets: 1,
    openTickets: 1,
    since: '2026-03-01T08:00:00.000Z',
  });
  const asFile = async () => {
    const files = [readFile(path), readFile(`${path}-wal`)];
    return Buffer.concat(await Promise.all(files)).toString();
  };
  expect(await asFile()).toContain(words);
  expect(await erase()).toEqual({ questions: 2, votes: 1, tickets: 1 });
  const left = await asFile();
  for (const gone of [words, 'zhang-now', 'zhang-before']) expect(left).not.toContain(gone);
  expect(left).toContain('邻居问的');

  expect((await log.verify()).reason).toBeUndefined();
  const found = await log.find('q-1');
  expect(found?.question).toMatchObject({ text: '', asker: '', redacted: [] });
  expect(found?.answer.status).toBe('answered');
  expect(found?.answer.citations).toEqual(sampleAnswer('q-1').citations);
  expect(found?.events.map(({ kind }) => kind).slice(0, 2)).toEqual([
    'question-asked',
    'answer-composed',
  ]);
  expect(found?.events.at(-1)).toMatchObject({ kind: 'data-erased', detail: '17 rows' });
  expect(await findKeptData(database, person, clock())).toEqual({
    questions: 0,
    votes: 0,
    tickets: 0,
    openTickets: 0,
    latest: [],
  });
});

test('what others left stays theirs, votes stay counted, a matter without words is closed', async () => {
  const { leaveEverything, erase, log, review, database } = await openRoom();
  await leaveEverything();
  await erase();
  expect((await log.find('q-3'))?.question).toMatchObject({ text: '邻居问的', asker: 'neighbour' });
  const votes = await database
    .selectFrom('feedback')
    .select(['question_id', 'asker', 'useful'])
    .orderBy('question_id')
    .orderBy('useful')
    .execute();
  expect(votes).toEqual([
    { question_id: 'q-1', asker: 'neighbour', useful: 0 },
    { question_id: 'q-1', asker: '', useful: 1 },
    { question_id: 'q-3', asker: '', useful: 0 },
  ]);
  const tickets = await database
    .selectFrom('ticket')
    .select(['kind', 'text', 'asker', 'state'])
    .orderBy('kind')
    .execute();
  const closed = { kind: 'complaint', text: '', asker: '', state: 'closed' };
  expect(tickets).toEqual([closed, closed, { ...closed, kind: 'correction', state: 'open' }]);
  expect(await review.proposals.listApproved()).toEqual([]);
  expect(await review.proposals.listGolden()).toEqual([]);
});

test('an erased answer that nobody has judged is in no queue, a judged one stays in the figures', async () => {
  const { leaveEverything, erase, review } = await openRoom();
  await leaveEverything();
  await erase();
  const { items } = await review.queue.page({ queue: 'all', unjudged: false }, li);
  expect(items.map(({ questionId }) => questionId).sort()).toEqual(['q-1', 'q-3']);
  const period = { from: '2026-03-01', to: '2026-03-01' };
  const { questions, sample, gaps } = await review.overview(period, (id) => id);
  expect({ questions, pairs: sample.agreement.pairs, gaps }).toEqual({
    questions: 3,
    pairs: 1,
    gaps: [],
  });
});

test('what was erased before anybody looked is in no queue and among no gaps', async () => {
  const { log, erase, review } = await openRoom();
  const question = { id: 'q-1', channel: 'web', conversation: 'c', redacted: [] } as const;
  await log.recordQuestion({ ...question, asker: person[0], text: words });
  const answer = { ...sampleAnswer('q-1'), status: 'unanswerable-not-covered' } as const;
  await log.recordAnswer(answer, sampleTrace());
  await erase();
  expect((await review.queue.page({ queue: 'all', unjudged: false }, li)).items).toEqual([]);
  const period = { from: '2026-03-01', to: '2026-03-01' };
  const { questions, gaps } = await review.overview(period, (id) => id);
  expect({ questions, gaps }).toEqual({ questions: 1, gaps: [] });
});

test('an answer that was still being made has no words when it comes', async () => {
  const { log, erase, database } = await openRoom();
  await log.recordQuestion({
    id: 'q-1',
    channel: 'web',
    conversation: 'c',
    asker: person[0],
    text: words,
    redacted: [],
  });
  await erase();
  expect(await isErased(database, 'q-1')).toBe(true);
  await log.recordAnswer({ ...sampleAnswer('q-1'), text: words }, sampleTrace());
  expect((await log.find('q-1'))?.answer).toMatchObject({ text: '', suggestions: [] });
  expect((await log.find('q-1'))?.trace.retrieved).toEqual([]);
  expect(await log.verify()).toEqual({ events: 3 });
});

test('no digest of an erased row tells whether a guess at its words is right', async () => {
  const { leaveEverything, erase, database } = await openRoom();
  await leaveEverything();
  const keys = async () => {
    const tables = ['question', 'feedback', 'verdict', 'ticket', 'ticket_note'] as const;
    const rows = await Promise.all(
      tables.map((table) => database.selectFrom(table).select('row_key').execute()),
    );
    return rows.flat().map(({ row_key }) => row_key);
  };
  const before = new Set(await keys());
  await erase();
  const kept = (await keys()).filter((key) => before.has(key));
  // The neighbour's question, the verdict on it, and the neighbour's vote.
  expect(kept).toHaveLength(3);
});

test('the chain names nobody who voted', async () => {
  const { leaveEverything, database } = await openRoom();
  await leaveEverything();
  const events = await database.selectFrom('event').select(['rows', 'detail']).execute();
  expect(JSON.stringify(events)).not.toMatch(/zhang|neighbour/);
});

test('erasing twice, or what is not there, changes nothing', async () => {
  const { leaveEverything, erase, log } = await openRoom();
  await leaveEverything();
  await erase();
  const { events } = await log.verify();
  expect(await erase()).toEqual({ questions: 0, votes: 0, tickets: 0 });
  expect(await log.verify()).toEqual({ events });
});

test.each([
  [
    'words put back',
    `update question set text = '别的' where id = 'q-1'`,
    'question 这一行被改动过',
  ],
  [
    'an answer put back',
    `update answer set lead = '别的' where question_id = 'q-1'`,
    'answer 这一行',
  ],
  ['a row removed', `delete from model_call where question_id = 'q-1'`, '被删掉了'],
  [
    'a removed row put back',
    `insert into retrieved values ('q-1', 0, 'other#a', 1, 1, 1, 1)`,
    'retrieved:0 这一行是后来加进去的',
  ],
])('what is done by hand after erasing is found: %s', async (_, tampering, reason) => {
  const { leaveEverything, erase, database, log } = await openRoom();
  await leaveEverything();
  await erase();
  await sql.raw(tampering).execute(database);
  expect((await log.verify()).reason).toContain(reason);
});

import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import type { ModelUse } from '../../src/audit/audit-log.ts';
import { createAuditLog } from '../../src/audit/open-audit-log.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { StorageError } from '../../src/storage/storage-error.ts';
import {
  sampleAnswer,
  sampleModelUse,
  sampleQuestion,
  sampleTrace,
} from '../fakes/sample-answer.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

async function openLog() {
  const database = await openDatabase(join(await temporaryFolder(), 'bot.sqlite'));
  onTestFinished(() => database.destroy());
  let now = Date.parse('2026-03-01T08:00:00Z');
  const log = createAuditLog(database, () => new Date(now));
  return {
    log,
    passMinutes(minutes: number) {
      now += minutes * 60_000;
    },
  };
}

test('an answer comes back with everything that became of it', async () => {
  const { log } = await openLog();
  await log.recordQuestion(sampleQuestion());
  await log.recordAnswer(sampleAnswer(), sampleTrace());
  await log.recordDelivery('q-1', 'delivered', '2 messages');
  await log.recordFeedback('q-1', ['somebody'], true);
  const at = '2026-03-01T08:00:00.000Z';
  expect(await log.find('q-1')).toEqual({
    question: { ...sampleQuestion(), askedAt: at },
    answer: sampleAnswer(),
    trace: sampleTrace(),
    events: [
      { at, kind: 'question-asked', detail: '' },
      { at, kind: 'answer-composed', detail: 'answered' },
      { at, kind: 'answer-delivered', detail: '2 messages' },
      { at, kind: 'feedback-given', detail: 'useful' },
    ],
  });
  expect(await log.verify()).toEqual({ events: 4 });
});

test('an answer without statements is kept too', async () => {
  const { log } = await openLog();
  const bare = { ...sampleAnswer(), statements: [], citations: [], notices: [], suggestions: [] };
  await log.recordQuestion(sampleQuestion());
  await log.recordAnswer(bare, { ...sampleTrace(), retrieved: [] });
  expect((await log.find('q-1'))?.answer).toEqual(bare);
});

test('what a model did comes back with its answer, call by call', async () => {
  const { log } = await openLog();
  const uses: readonly ModelUse[] = [
    sampleModelUse(),
    { model: 'qwen-plus', writer: 'quotation', fallback: 'budget-spent', calls: [] },
  ];
  for (const [index, model] of uses.entries()) {
    const id = `q-${index}`;
    await log.recordQuestion(sampleQuestion(id));
    await log.recordAnswer(sampleAnswer(id), { ...sampleTrace(), model });
    expect((await log.find(id))?.trace).toEqual({ ...sampleTrace(), model });
  }
  expect(await log.verify()).toEqual({ events: 4 });
});

test('an answer made without a model says nothing of one', async () => {
  const { log } = await openLog();
  await log.recordQuestion(sampleQuestion());
  await log.recordAnswer(sampleAnswer(), sampleTrace());
  expect((await log.find('q-1'))?.trace).not.toHaveProperty('model');
});

test('tokens are counted from a moment on, input and output together', async () => {
  const { log, passMinutes } = await openLog();
  expect(await log.tokensSince('2026-03-01T00:00:00.000Z')).toBe(0);
  for (const id of ['a', 'b', 'c']) {
    await log.recordQuestion(sampleQuestion(id));
    const model = id === 'c' ? {} : { model: sampleModelUse() };
    await log.recordAnswer(sampleAnswer(id), { ...sampleTrace(), ...model });
    passMinutes(10);
  }
  expect(await log.tokensSince('2026-03-01T08:00:00.000Z')).toBe(2 * (812 + 96));
  expect(await log.tokensSince('2026-03-01T08:00:00.001Z')).toBe(812 + 96);
  expect(await log.tokensSince('2026-03-01T08:10:00.001Z')).toBe(0);
});

test('an answer to an unknown question is refused and leaves nothing behind', async () => {
  const { log } = await openLog();
  await expect(log.recordAnswer(sampleAnswer(), sampleTrace())).rejects.toThrow(StorageError);
  expect(await log.verify()).toEqual({ events: 0 });
});

test('a statement that names a citation the answer lacks is refused whole', async () => {
  const { log } = await openLog();
  await log.recordQuestion(sampleQuestion());
  const answer = { ...sampleAnswer(), statements: [{ text: '没有出处。', citations: [7] }] };
  await expect(log.recordAnswer(answer, sampleTrace())).rejects.toThrow(StorageError);
  expect(await log.find('q-1')).toBeUndefined();
  expect(await log.verify()).toEqual({ events: 1 });
});

test("a person's vote counts once, a changed vote supersedes, strangers' answers take none", async () => {
  const { log } = await openLog();
  await log.recordQuestion(sampleQuestion());
  await log.recordAnswer(sampleAnswer(), sampleTrace());
  expect(await log.recordFeedback('q-1', ['a'], true)).toBe(true);
  expect(await log.recordFeedback('q-1', ['a'], true)).toBe(false);
  expect(await log.recordFeedback('q-1', ['b'], true)).toBe(true);
  expect(await log.recordFeedback('q-1', ['a'], false)).toBe(true);
  expect(await log.recordFeedback('nothing', ['a'], false)).toBe(false);
  expect(await log.recordFeedback('q-1', ['a in the next quarter', 'a'], false)).toBe(false);
  expect(await log.recordFeedback('q-1', ['a in the next quarter', 'a'], true)).toBe(true);
  expect(await log.verify()).toEqual({ events: 6 });
});

test('recent turns are those of the chat in the last half hour, newest first', async () => {
  const { log, passMinutes } = await openLog();
  for (const id of ['a', 'b', 'c', 'd']) {
    const conversation = id === 'c' ? 'another chat' : 'digest-of-chat';
    await log.recordQuestion({ ...sampleQuestion(id), text: `问题${id}`, conversation });
    if (id !== 'd') await log.recordAnswer(sampleAnswer(id), sampleTrace());
    if (id === 'a') passMinutes(31);
  }
  await log.recordQuestion({ ...sampleQuestion('e'), text: '问题e' });
  await log.recordAnswer(sampleAnswer('e'), sampleTrace());
  const turns = await log.recentTurns(['digest-of-chat'], 5);
  expect(turns.map((turn) => turn.text)).toEqual(['问题e', '问题b']);
  expect(turns[0]).toEqual({
    text: '问题e',
    status: 'answered',
    answer: '劳动仲裁不收费。\n受理费是每件10元。',
    citedPassageIds: ['labor-arbitration#cost', 'litigation-fees#labor'],
  });
  expect(await log.recentTurns(['digest-of-chat'], 1)).toHaveLength(1);
});

test('a turn that quoted nothing has no answer to remember', async () => {
  const { log } = await openLog();
  await log.recordQuestion(sampleQuestion());
  await log.recordAnswer({ ...sampleAnswer(), statements: [], citations: [] }, sampleTrace());
  expect(await log.recentTurns(['digest-of-chat'], 1)).toMatchObject([
    { answer: '', citedPassageIds: [] },
  ]);
});

test('an id is found by its beginning only when one question begins so', async () => {
  const { log } = await openLog();
  for (const id of ['abc1', 'abc2', 'xyz', 'abc']) {
    await log.recordQuestion(sampleQuestion(id));
    await log.recordAnswer(sampleAnswer(id), sampleTrace());
  }
  expect((await log.find('x'))?.question.id).toBe('xyz');
  expect((await log.find('abc2'))?.question.id).toBe('abc2');
  expect((await log.find('abc'))?.question.id).toBe('abc');
  expect(await log.find('ab')).toBeUndefined();
  expect(await log.find('%')).toBeUndefined();
  expect(await log.find('')).toBeUndefined();
});

test('the list shows the newest question first and says which wait for an answer', async () => {
  const { log } = await openLog();
  await log.recordQuestion(sampleQuestion('a'));
  await log.recordAnswer(sampleAnswer('a'), sampleTrace());
  await log.recordQuestion(sampleQuestion('b'));
  const rows = await log.list(10);
  expect(rows.map(({ id, status }) => [id, status])).toEqual([
    ['b', 'pending'],
    ['a', 'answered'],
  ]);
  expect(await log.list(1)).toHaveLength(1);
});

test('records made at the same time all find their place in the chain', async () => {
  const { log } = await openLog();
  const ids = Array.from({ length: 40 }, (_, index) => `q-${index}`);
  await Promise.all(
    ids.map(async (id) => {
      await log.recordQuestion(sampleQuestion(id));
      await log.recordAnswer(sampleAnswer(id), sampleTrace());
    }),
  );
  expect(await log.verify()).toEqual({ events: 80 });
});

test('whatever a resident types, the log still verifies', async () => {
  const { log } = await openLog();
  let number = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      async (a, b) => {
        number += 1;
        const id = `q-${number}`;
        await log.recordQuestion({ ...sampleQuestion(id), text: `${a}\ud83d\u0000${b}` });
        await log.recordAnswer({ ...sampleAnswer(id), text: b, lead: `${a}\udc00` }, sampleTrace());
        await log.recordDelivery(id, 'undeliverable', `${b}\ud83d`);
      },
    ),
    { numRuns: 50 },
  );
  expect(await log.verify()).toEqual({ events: number * 3 });
});

// Whatever residents, reviewers and time do to a log, it verifies; whatever a hand does to it is found.

import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { eraseAsker } from '../../src/audit/erase-asker.ts';
import { expireRows } from '../../src/audit/expire-rows.ts';
import { createAuditLog } from '../../src/audit/open-audit-log.ts';
import { createReview } from '../../src/review/create-review.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import type { Database } from '../../src/storage/schema.ts';
import { li, rightVerdict, staff } from '../fakes/open-review-room.ts';
import {
  sampleAnswer,
  sampleModelUse,
  sampleQuestion,
  sampleTrace,
} from '../fakes/sample-answer.ts';

interface Step {
  readonly what: 'ask' | 'vote' | 'judge' | 'leave' | 'approve' | 'erase' | 'age' | 'expire';
  readonly who: number;
  readonly which: number;
}

const number = fc.nat({ max: 3 });
const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom('ask', 'vote', 'judge', 'leave', 'approve', 'erase', 'age', 'expire'),
  who: number,
  which: number,
});

const sealedTables = [
  'question',
  'answer',
  'statement',
  'citation',
  'statement_citation',
  'retrieved',
  'composition',
  'model_call',
  'feedback',
  'verdict',
  'ticket',
  'ticket_note',
  'golden_proposal',
  'approved_question',
  'event',
] as const;

const day = 24 * 3_600_000;

async function openRoom() {
  const database = await openDatabase(':memory:');
  let now = Date.parse('2026-03-01T08:00:00Z');
  const clock = () => new Date(now);
  const log = createAuditLog(database, clock);
  const redact = (text: string) => text;
  const review = createReview({ database, clock, secretKey: 'key of the tests', redact });
  let asked = 0;
  const take = async ({ what, who, which }: Step) => {
    const questionId = `q-${which}`;
    const asker = [`person-${who}`] as const;
    switch (what) {
      case 'ask': {
        const id = `q-${asked}`;
        asked += 1;
        await log.recordQuestion({ ...sampleQuestion(id), asker: asker[0] });
        await log.recordAnswer(sampleAnswer(id), { ...sampleTrace(), model: sampleModelUse() });
        return;
      }
      case 'vote':
        await log.recordFeedback(questionId, asker, which > 1);
        return;
      case 'judge':
        await review.verdicts.record(questionId, { ...rightVerdict, note: '好' }, li);
        await review.proposals.proposeGolden(
          questionId,
          { question: '问', documents: ['d'], facts: [] },
          li,
        );
        return;
      case 'leave': {
        const about = which > 1 ? { questionId } : {};
        const ticket = { kind: 'complaint', text: `没人接${asked}`, ...about } as const;
        const opened = await review.tickets.openForResident(ticket, asker);
        if ('id' in opened) await review.tickets.note(opened.id, 'in-progress', '在办', staff);
        return;
      }
      case 'approve':
        await review.proposals.approve(questionId, ['other#a'], staff);
        return;
      case 'erase':
        await eraseAsker(database, clock, asker);
        return;
      case 'age':
        now += (100 * who + 1) * day;
        return;
      case 'expire':
        await expireRows(database, clock, new Date(now - 183 * day).toISOString());
    }
  };
  return { database, log, take };
}

const rowsSchema = z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()])));

/** Every row of the log, by table. */
async function readRows(database: Database) {
  const tables = sealedTables.map(async (table) => {
    const { rows } = await sql`select rowid as row, * from ${sql.table(table)}`.execute(database);
    return rowsSchema.parse(rows).map(({ row, ...columns }) => ({ table, row, columns }));
  });
  return (await Promise.all(tables)).flat();
}

type Row = Awaited<ReturnType<typeof readRows>>[number];
type Columns = Row['columns'];

const isSame = (a: Row, b: Row) =>
  a.table === b.table && JSON.stringify(a.columns) === JSON.stringify(b.columns);

function meddle(columns: Columns, name: string): Columns {
  const value = columns[name];
  return { ...columns, [name]: typeof value === 'number' ? value + 7777 : `${value}x` };
}

/** @param columns nothing removes the row. */
async function overwrite(database: Database, { table, row }: Row, columns: Columns | undefined) {
  await sql`delete from ${sql.table(table)} where rowid = ${row}`.execute(database);
  if (!columns) return;
  const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)));
  const values = sql.join(Object.values(columns));
  await sql`insert into ${sql.table(table)} (${names}) values (${values})`.execute(database);
}

test('any course of things verifies, and any one change by hand is found', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 25 }),
      fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 10, maxLength: 10 }),
      async (steps, hands) => {
        const { database, log, take } = await openRoom();
        await take({ what: 'ask', who: 0, which: 0 });
        for (const one of steps) await take(one);
        expect((await log.verify()).reason).toBeUndefined();
        await sql`pragma foreign_keys = off`.execute(database);
        for (const [place, choice] of hands) {
          const rows = await readRows(database);
          const hit = rows[place % rows.length];
          if (!hit) continue;
          const { columns } = hit;
          const names = Object.keys(columns);
          const name = names[choice % (names.length + 1)];
          await overwrite(database, hit, name === undefined ? undefined : meddle(columns, name));
          const found = (await log.verify()).reason;
          expect({ table: hit.table, name, isFound: found !== undefined }).toMatchObject({
            isFound: true,
          });
          const isKnown = (row: Row) => rows.some((known) => isSame(known, row));
          const meddled = (await readRows(database)).find((row) => !isKnown(row));
          await overwrite(database, meddled ?? { ...hit, row: -1 }, columns);
        }
        expect((await log.verify()).reason).toBeUndefined();
        await database.destroy();
      },
    ),
    { numRuns: 12 },
  );
});

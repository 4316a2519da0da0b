// Walks the whole log: first the chain of events, then every row against the last event that describes it.

import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import type { Database } from '../storage/schema.ts';
import { gone } from './append-event.ts';
import { type ChainEnd, start, walkChain } from './digest-chain.ts';
import { answerTables, readRowDigests } from './row-digests.ts';
import { hasToBeEmpty, type Seal, sealRow } from './seal-rules.ts';
import { questionsOfActs, readActRowDigests } from './sealed-acts.ts';

export interface LogVerification {
  readonly events: number;
  readonly brokenAt?: number;
  readonly reason?: string;
}

interface Break {
  readonly brokenAt: number;
  readonly reason: string;
}

/** Small enough that residents who ask meanwhile notice nothing. */
const eventsAtOnce = 500;
const questionsAtOnce = 50;

const rowsSchema = z.record(z.string(), z.string());

export async function verifyLog(database: Database): Promise<LogVerification> {
  const end = await verifyEvents(database);
  const found = 'brokenAt' in end ? end : await verifyRows(database, end);
  const events = 'sequence' in end ? end.sequence : end.brokenAt - 1;
  return found ? { events, ...found } : { events };
}

async function verifyEvents(database: Database): Promise<ChainEnd | Break> {
  let end = start;
  for (;;) {
    const { events, head } = await database.transaction().execute(async (snapshot) => ({
      events: await snapshot
        .selectFrom('event')
        .selectAll()
        .where('sequence', '>', end.sequence)
        .orderBy('sequence')
        .limit(eventsAtOnce)
        .execute(),
      head: await snapshot.selectFrom('chain_head').selectAll().executeTakeFirst(),
    }));
    if (events.length === 0) {
      if (head?.sequence === end.sequence && head.digest === end.digest) return end;
      return {
        brokenAt: end.sequence + 1,
        reason: `第${end.sequence + 1}条记录起的结尾不见了或被改动过`,
      };
    }
    const next = walkChain(end, events);
    if ('brokenAt' in next) return next;
    end = next;
    await setImmediate();
  }
}

/** @returns the mismatch with the lowest event number. */
async function verifyRows(database: Database, end: ChainEnd): Promise<Break | undefined> {
  let first: Break | undefined;
  let after: string | undefined;
  for (;;) {
    const { ids, breaks } = await database.transaction().execute(async (snapshot) => {
      // What is not about a question has the empty id and comes first.
      const ids = after === undefined ? [''] : await nextQuestionIds(snapshot, after);
      return { ids, breaks: ids.length === 0 ? [] : await compareRows(snapshot, ids, end) };
    });
    for (const found of breaks) {
      if (!first || found.brokenAt < first.brokenAt) first = found;
    }
    const last = ids.at(-1);
    if (last === undefined) return first;
    after = last;
    await setImmediate();
  }
}

/** Ids that any table knows, so that rows without a question and questions without an event are met too. */
async function nextQuestionIds(database: Database, after: string): Promise<string[]> {
  const idsIn = (table: (typeof answerTables)[number] | 'event' | 'feedback') =>
    database.selectFrom(table).select('question_id as id').where('question_id', '>', after);
  const first = database.selectFrom('question').select('id').where('id', '>', after);
  const withActs = questionsOfActs(database, after).reduce((ids, table) => ids.union(table), first);
  const rows = await ([...answerTables, 'event', 'feedback'] as const)
    .reduce((ids, table) => ids.union(idsIn(table)), withActs)
    .orderBy('id')
    .limit(questionsAtOnce)
    .execute();
  return rows.map((row) => row.id);
}

async function compareRows(
  database: Database,
  ids: readonly string[],
  end: ChainEnd,
): Promise<Break[]> {
  const events = await database
    .selectFrom('event')
    .select(['sequence', 'at', 'kind', 'question_id', 'rows'])
    .where('question_id', 'in', ids)
    .where('rows', '<>', '{}')
    .orderBy('sequence')
    .execute();
  const actual = await readRowDigests(database, ids);
  const ofActs = await readActRowDigests(database, ids);
  const breaks: Break[] = [];
  for (const id of ids) {
    const of = id === '' ? '' : `问题 ${id} 的 `;
    const sealed = new Map<string, Seal>();
    let lastEvent = end.sequence;
    for (const { question_id, ...event } of events) {
      if (question_id !== id) continue;
      lastEvent = event.sequence;
      const rows = rowsSchema.parse(JSON.parse(event.rows));
      for (const name of Object.keys(rows)) {
        const seal = sealRow(sealed.get(name), name, { ...event, rows });
        if (seal) sealed.set(name, seal);
        else {
          const reason = `第${event.sequence}条记录（${event.kind}）不该改动${of}${name} 这一行`;
          breaks.push({ brokenAt: event.sequence, reason });
        }
      }
    }
    const present = new Map([...(actual.get(id) ?? []), ...(ofActs.get(id) ?? [])]);
    for (const [name, { digest, sequence, kind }] of sealed) {
      const found = present.get(name);
      if (digest === gone && !found) continue;
      if (digest !== gone && found?.digest === digest) {
        if (!hasToBeEmpty({ kind }) || found.isEmptied) continue;
        breaks.push({ brokenAt: sequence, reason: `${of}${name} 这一行里该删的话还在` });
        continue;
      }
      const what = digest === gone ? '是后来加进去的' : found ? '被改动过' : '被删掉了';
      breaks.push({ brokenAt: sequence, reason: `${of}${name} 这一行${what}` });
    }
    for (const name of present.keys()) {
      if (sealed.has(name)) continue;
      breaks.push({ brokenAt: lastEvent, reason: `${of}${name} 这一行是后来加进去的` });
    }
  }
  return breaks;
}

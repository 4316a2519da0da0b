// The home of the arithmetic that makes the log tamper-evident: every event's digest covers the one before it.

import { createHash, createHmac } from 'node:crypto';

export interface ChainedEvent {
  /** From 1, without gaps. */
  readonly sequence: number;
  readonly at: string;
  readonly kind: string;
  readonly question_id: string;
  readonly detail: string;
  /** JSON record: row name -> digest of the row as this event left it. */
  readonly rows: string;
  readonly digest: string;
}

/** The end of a walked stretch of the chain; `start` is the end of nothing. */
export interface ChainEnd {
  readonly sequence: number;
  readonly digest: string;
}

export const start: ChainEnd = { sequence: 0, digest: '' };

/** JSON with sorted keys and no white space: equal values have equal texts. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** sha256 over the previous digest and the event, in hex. */
export function eventDigest(previous: string, event: Omit<ChainedEvent, 'digest'>): string {
  const { sequence, at, kind, question_id, detail, rows } = event;
  const text = canonicalJson({ sequence, at, kind, question_id, detail, rows });
  return createHash('sha256').update(`${previous}\n${text}`).digest('hex');
}

/**
 * What the chain holds of a row instead of its words, 128 bits in hex. Keyed with the question's
 * own random key: once words and key are erased, nobody can guess the words from the chain.
 */
export function rowDigest(
  key: string,
  name: string,
  row: Readonly<Record<string, unknown>>,
): string {
  return createHmac('sha256', key)
    .update(canonicalJson([name, row]))
    .digest('hex')
    .slice(0, 32);
}

/**
 * Walks events that follow `from`.
 * @returns where the chain goes on, or the number of the first event that does not fit.
 */
export function walkChain(
  from: ChainEnd,
  events: readonly ChainedEvent[],
): ChainEnd | { readonly brokenAt: number; readonly reason: string } {
  let end = from;
  for (const event of events) {
    const expected = end.sequence + 1;
    if (event.sequence !== expected) {
      return { brokenAt: expected, reason: `第${expected}条记录不见了` };
    }
    if (event.digest !== eventDigest(end.digest, event)) {
      return {
        brokenAt: expected,
        reason: `第${expected}条记录（${event.kind}）被改动过，或者是后来加进去的`,
      };
    }
    end = { sequence: event.sequence, digest: event.digest };
  }
  return end;
}

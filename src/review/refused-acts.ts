// Puts into the log what somebody who is logged in tried and may not do.

import type { RecordAct } from '../audit/record-act.ts';
import type { Actor } from './permits.ts';

/** Why it was refused: no right to it, or a form without the token of the session. */
export type RefusalCause = 'not-permitted' | 'forged';

/**
 * Seals one event an account, page and minute, and at most ten an account and minute, so that nobody can
 * fill the log. @param path of the request; only its first two parts are kept, and no words.
 */
export type RecordRefusal = (by: Actor, cause: RefusalCause, path: string) => Promise<void>;

const minuteMs = 60_000;
const mostAMinute = 10;

export function createRecordRefusal(recordAct: RecordAct, clock: () => Date): RecordRefusal {
  const recent = new Map<string, { readonly minute: number; readonly seen: Set<string> }>();
  return async (by, cause, path) => {
    const minute = Math.floor(clock().getTime() / minuteMs);
    const what = `${cause} ${pageOf(path)}`;
    const last = recent.get(by.name);
    const { seen } = last?.minute === minute ? last : { seen: new Set<string>() };
    recent.set(by.name, { minute, seen });
    if (seen.has(what) || seen.size >= mostAMinute) return;
    seen.add(what);
    await recordAct(async () => ({
      result: undefined,
      acts: [{ kind: 'refused', detail: `${by.name} ${what}` }],
    }));
  };
}

/** What stands further behind is a number of something, or what somebody typed. */
function pageOf(path: string): string {
  const parts = path.split('/').filter((part) => /^[a-z-]{1,20}$/.test(part));
  return `/${parts.slice(0, 2).join('/')}`;
}

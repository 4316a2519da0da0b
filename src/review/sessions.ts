// The home of being logged in: from name and password to a session, and from a session to who acts.

import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { RecordAct } from '../audit/record-act.ts';
import type { Database } from '../storage/schema.ts';
import { withStorageErrors } from '../storage/storage-error.ts';
import type { Passwords } from './hash-password.ts';
import { countAttempt, failuresAllowed, forgetAttempts } from './login-attempts.ts';
import { type Actor, roleSchema } from './permits.ts';

export type Login =
  | { readonly status: 'logged-in'; readonly sessionId: string; readonly actor: Actor }
  | { readonly status: 'wrong' }
  | { readonly status: 'locked'; readonly until: string };

export interface Sessions {
  /**
   * Always a new id, 256 random bits in base64url, of which only the digest is stored.
   * @param former id that the browser brought; it ends, so that nobody can plant one beforehand.
   */
  login(name: string, password: string, former?: string): Promise<Login>;
  /** Who acts, unless the session is unknown, ended, idle for half an hour or 12 hours old. */
  resume(sessionId: string): Promise<Actor | undefined>;
  logout(sessionId: string): Promise<void>;
  /** For the forms of this session; see `isCsrfToken`. */
  csrfToken(sessionId: string): string;
  isCsrfToken(sessionId: string, token: string): boolean;
}

const idleMs = 30 * 60 * 1000;
const absoluteMs = 12 * 60 * 60 * 1000;
/** Seen is written once a minute at most: a page of many requests is one write. */
const seenEveryMs = 60 * 1000;

export function createSessions(
  database: Database,
  recordAct: RecordAct,
  clock: () => Date,
  secretKey: string,
  passwords: Passwords,
): Sessions {
  const before = (ms: number) => new Date(clock().getTime() - ms).toISOString();

  const findSession = (sessionId: string) =>
    database
      .selectFrom('session')
      .innerJoin('account', 'account.id', 'session.account_id')
      .select(['session.id_digest', 'session.seen_at', 'account.name', 'account.role'])
      .where('session.id_digest', '=', digestOf(sessionId))
      .where('session.seen_at', '>', before(idleMs))
      .where('session.started_at', '>', before(absoluteMs))
      .executeTakeFirst();

  const csrfToken = (sessionId: string) =>
    createHmac('sha256', secretKey).update(`csrf\0${sessionId}`).digest('base64url');

  return {
    csrfToken,

    isCsrfToken(sessionId, token) {
      const expected = Buffer.from(csrfToken(sessionId));
      const given = Buffer.from(token);
      return expected.length === given.length && timingSafeEqual(expected, given);
    },

    async login(typedName, password, former) {
      const name = typedName.normalize('NFKC').trim();
      const counted = await recordAct(async (transaction, at) => ({
        result: await countAttempt(transaction, name, at),
        acts: [],
      }));
      if ('lockedUntil' in counted) return { status: 'locked', until: counted.lockedUntil };
      const account = await withStorageErrors(() =>
        database.selectFrom('account').selectAll().where('name', '=', name).executeTakeFirst(),
      );
      const right = await passwords.verify(password, account?.password);
      // What was typed as a name that nobody has may be a password.
      const who = account?.name ?? '（没有这个账号）';
      return recordAct<Login>(async (transaction, at) => {
        if (!account || !right || !(await isOpen(transaction, account))) {
          const failed = { kind: 'login-failed', detail: who } as const;
          const locked = { kind: 'locked-out', detail: who } as const;
          const acts = counted.attempt === failuresAllowed ? [failed, locked] : [failed];
          return { result: { status: 'wrong' }, acts };
        }
        const sessionId = randomBytes(32).toString('base64url');
        await forgetAttempts(transaction, name);
        await transaction
          .deleteFrom('session')
          .where(({ or, eb }) =>
            or([
              eb('id_digest', '=', digestOf(former ?? '')),
              eb('seen_at', '<=', before(idleMs)),
              eb('started_at', '<=', before(absoluteMs)),
            ]),
          )
          .execute();
        await transaction
          .insertInto('session')
          .values({
            id_digest: digestOf(sessionId),
            account_id: account.id,
            started_at: at,
            seen_at: at,
          })
          .execute();
        const actor = { name: account.name, role: roleSchema.parse(account.role) };
        return {
          result: { status: 'logged-in', sessionId, actor },
          acts: [{ kind: 'login', detail: account.name }],
        };
      });
    },

    resume: (sessionId) =>
      withStorageErrors(async () => {
        const session = await findSession(sessionId);
        if (!session) return undefined;
        if (session.seen_at <= before(seenEveryMs)) {
          await database
            .updateTable('session')
            .set({ seen_at: clock().toISOString() })
            .where('id_digest', '=', session.id_digest)
            .execute();
        }
        return { name: session.name, role: roleSchema.parse(session.role) };
      }),

    logout: (sessionId) =>
      recordAct(async (transaction) => {
        const ended = await transaction
          .deleteFrom('session')
          .where('id_digest', '=', digestOf(sessionId))
          .returning('account_id')
          .executeTakeFirst();
        if (!ended) return { result: undefined, acts: [] };
        const { name } = await transaction
          .selectFrom('account')
          .select('name')
          .where('id', '=', ended.account_id)
          .executeTakeFirstOrThrow();
        return { result: undefined, acts: [{ kind: 'logout', detail: name }] };
      }),
  };
}

/** Asked last: the password may have been changed, or the account disabled, while this one was checked. */
async function isOpen(
  transaction: Database,
  { id, password }: { readonly id: string; readonly password: string },
): Promise<boolean> {
  const now = await transaction
    .selectFrom('account')
    .select('id')
    .where('id', '=', id)
    .where('password', '=', password)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  return now !== undefined;
}

function digestOf(sessionId: string): string {
  return createHash('sha256').update(sessionId).digest('hex');
}

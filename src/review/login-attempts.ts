// The home of the lock-out: how many passwords may be tried for a name before it rests.

import { createHash } from 'node:crypto';
import type { Database } from '../storage/schema.ts';

export const failuresAllowed = 5;
const lockMs = 15 * 60 * 1000;

/**
 * Counts an attempt before its password is checked, so that a hundred at once are not a hundred tries.
 * Names that nobody has are counted alike: a lock-out tells nothing about them.
 * @returns which try it is, or until when there is none.
 */
export async function countAttempt(
  transaction: Database,
  name: string,
  at: string,
): Promise<{ readonly attempt: number } | { readonly lockedUntil: string }> {
  const name_digest = digestOf(name);
  const rested = new Date(Date.parse(at) - lockMs).toISOString();
  await transaction.deleteFrom('login_attempt').where('last_at', '<=', rested).execute();
  const counted = await transaction
    .selectFrom('login_attempt')
    .select(['failures', 'last_at'])
    .where('name_digest', '=', name_digest)
    .executeTakeFirst();
  if (counted && counted.failures >= failuresAllowed) {
    return { lockedUntil: new Date(Date.parse(counted.last_at) + lockMs).toISOString() };
  }
  const failures = (counted?.failures ?? 0) + 1;
  await transaction
    .insertInto('login_attempt')
    .values({ name_digest, failures, last_at: at })
    .onConflict((conflict) => conflict.column('name_digest').doUpdateSet({ failures, last_at: at }))
    .execute();
  return { attempt: failures };
}

export async function forgetAttempts(transaction: Database, name: string): Promise<void> {
  await transaction.deleteFrom('login_attempt').where('name_digest', '=', digestOf(name)).execute();
}

/** A digest, because a password typed into the wrong field must not lie in the table. */
function digestOf(name: string): string {
  return createHash('sha256').update(name).digest('hex');
}

// Finds an answer for the browser that asked for it, and for no other.

import type { Context } from 'hono';
import type { LoggedAnswer } from '../audit/audit-log.ts';
import type { Desk } from './desk.ts';

export async function findOwnAnswer(
  { audit, askerDigest, sessions }: Desk,
  context: Context,
  id: string,
): Promise<LoggedAnswer | undefined> {
  const session = await sessions.read(context);
  if (session === undefined) return undefined;
  const logged = await audit.find(id);
  // The digest is also of the channel: what was asked through another door is not found here.
  return logged?.question.conversation === askerDigest('web', session) ? logged : undefined;
}

// Finds an answer for the browser that asked for it, and for no other; and what that browser is known by.

import type { Context } from 'hono';
import type { Digests } from '../audit/asker-digest.ts';
import type { LoggedAnswer } from '../audit/audit-log.ts';
import type { Desk } from './desk.ts';

export async function findOwnAnswer(
  desk: Desk,
  context: Context,
  id: string,
): Promise<LoggedAnswer | undefined> {
  const conversations = await ownDigests(desk, context);
  if (!conversations) return undefined;
  const logged = await desk.audit.find(id);
  // The digest is also of the channel: what was asked through another door is not found here.
  return logged && conversations.includes(logged.question.conversation) ? logged : undefined;
}

/** By which this browser is known in the log, as asker and as conversation; nothing when it has not asked. */
export async function ownDigests(
  { askerDigest, sessions }: Desk,
  context: Context,
): Promise<Digests | undefined> {
  const session = await sessions.read(context);
  return session === undefined ? undefined : askerDigest.ever('web', session);
}

// Adds one event to the chain, inside the transaction that writes the rows it describes.

import { sql } from 'kysely';
import type { Database } from '../storage/schema.ts';
import { StorageError } from '../storage/storage-error.ts';
import { type ChainEnd, canonicalJson, eventDigest } from './digest-chain.ts';

export type EventKind =
  | 'question-asked'
  | 'answer-composed'
  | 'answer-delivered'
  | 'answer-undeliverable'
  | 'feedback-given'
  /** On the wish of whoever asked: words and link to the person are gone, the fact stays. */
  | 'data-erased'
  /** Older than the retention time: the rows are gone. */
  | 'data-expired'
  | ActKind;

/** What people of the house do: log in, judge, sign, pause. */
export type ActKind =
  | 'login'
  | 'login-failed'
  | 'locked-out'
  | 'logout'
  | 'refused'
  | 'account-added'
  | 'account-changed'
  | 'verdict-recorded'
  | 'verdict-superseded'
  | 'golden-proposed'
  | 'question-approved'
  | 'ticket-opened'
  | 'ticket-changed'
  | 'period-signed'
  | 'sample-rate-set'
  | 'export-made'
  | 'answering-paused'
  | 'answering-resumed'
  | 'asker-blocked'
  | 'block-lifted'
  /** Its time is over: the link to the person is gone. */
  | 'block-ended'
  | 'corpus-published'
  | 'corpus-rolled-back'
  | 'corpus-switching'
  | 'corpus-not-switched'
  | 'document-stored'
  | 'document-removed'
  | 'questions-written'
  | 'questions-removed'
  | 'sources-fetched'
  | 'corpus-staged'
  | 'stage-tested'
  | 'stage-discarded'
  | 'log-restored';

/** Stands for the digest of a row that the event removed. */
export const gone = '';

/**
 * Takes the write lock. Must be the first statement of the transaction: SQLite refuses a
 * transaction that reads first and writes after another process wrote in between.
 */
export async function lockChain(transaction: Database): Promise<ChainEnd> {
  const head = await transaction
    .updateTable('chain_head')
    .set({ sequence: sql`sequence` })
    .where('id', '=', 1)
    .returning(['sequence', 'digest'])
    .executeTakeFirst();
  if (head) return head;
  throw new StorageError(
    'corrupt',
    'The log has lost the head of its chain: stop the service and restore the last backup.',
  );
}

export async function appendEvent(
  transaction: Database,
  end: ChainEnd,
  event: {
    readonly at: string;
    readonly kind: EventKind;
    readonly questionId: string;
    readonly detail?: string;
    /** Row name -> digest, or `gone`. */
    readonly rows?: Readonly<Record<string, string>>;
  },
): Promise<void> {
  const unsealed = {
    sequence: end.sequence + 1,
    at: event.at,
    kind: event.kind,
    question_id: event.questionId,
    // What SQLite stores of half a surrogate pair differs from what was hashed.
    detail: Buffer.from(event.detail ?? '').toString(),
    rows: canonicalJson(event.rows ?? {}),
  };
  const digest = eventDigest(end.digest, unsealed);
  await transaction
    .insertInto('event')
    .values({ ...unsealed, digest })
    .execute();
  await transaction
    .updateTable('chain_head')
    .set({ sequence: unsealed.sequence, digest })
    .where('id', '=', 1)
    .execute();
}

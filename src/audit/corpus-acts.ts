// The home of what the log says of publishing and going back: who made which index live, when, and why.

import { z } from 'zod';
import type { Database } from '../storage/schema.ts';
import { withStorageErrors } from '../storage/storage-error.ts';
import { createActRecorder } from './record-act.ts';

const detailSchema = z.object({
  /** Who did it: an account, a user of the machine, or the service itself at its start. */
  by: z.string(),
  generation: z.string(),
  corpusDigest: z.string(),
  documents: z.number(),
  passages: z.number(),
  /** Absent where no golden questions were asked: a first index, or going back. */
  golden: z.object({ right: z.number(), questions: z.number() }).optional(),
  /** Golden questions that were right before and are not now. */
  worse: z.array(z.string()).default([]),
  /** Why it was published all the same, or why staff went back. */
  reason: z.string().default(''),
});

const kindSchema = z.enum(['corpus-published', 'corpus-rolled-back']);

export type CorpusActDetail = z.infer<typeof detailSchema>;
export type CorpusAct = CorpusActDetail & {
  readonly kind: z.infer<typeof kindSchema>;
  /** ISO time. */
  readonly at: string;
};

/** Appends one sealed event. @throws StorageError */
export function recordCorpusAct(
  database: Database,
  clock: () => Date,
  kind: CorpusAct['kind'],
  detail: CorpusActDetail,
): Promise<void> {
  return createActRecorder(
    database,
    clock,
  )(async () => ({ result: undefined, acts: [{ kind, detail: JSON.stringify(detail) }] }));
}

/** Newest first. @throws StorageError */
export function readCorpusActs(database: Database, limit: number): Promise<CorpusAct[]> {
  return withStorageErrors(async () => {
    const rows = await database
      .selectFrom('event')
      .select(['at', 'kind', 'detail'])
      .where('kind', 'in', kindSchema.options)
      .orderBy('sequence', 'desc')
      .limit(limit)
      .execute();
    return rows.map(({ at, kind, detail }) => ({
      ...detailSchema.parse(JSON.parse(detail)),
      kind: kindSchema.parse(kind),
      at,
    }));
  });
}

// The home of what the log says of the corpus: who changed, staged, tried or published what, when, and why.

import { z } from 'zod';
import type { Database } from '../storage/schema.ts';
import { withStorageErrors } from '../storage/storage-error.ts';
import { createActRecorder } from './record-act.ts';

const by = z.string();
const golden = z.object({ right: z.number(), questions: z.number() });

const moveSchema = z.object({
  /** Who did it: an account, a user of the machine, or the service itself at its start. */
  by,
  generation: z.string(),
  corpusDigest: z.string(),
  documents: z.number(),
  passages: z.number(),
  /** Absent where no golden questions were asked: a first index, or going back. */
  golden: golden.optional(),
  /** Golden questions that were right before and are not now. */
  worse: z.array(z.string()).default([]),
  /** Why it was published all the same, or why staff went back. */
  reason: z.string().default(''),
});

const workSchema = z.object({
  by,
  /** Ids of the documents whose files were changed. */
  documentIds: z.array(z.string()).default([]),
  /** The index that was made, tried or taken away; absent where files were changed. */
  generation: z.string().optional(),
  golden: golden.optional(),
  worse: z.array(z.string()).default([]),
});

const moveKindSchema = z.enum(['corpus-published', 'corpus-rolled-back']);
const workKindSchema = z.enum([
  'document-stored',
  'document-removed',
  'questions-written',
  'questions-removed',
  'sources-fetched',
  'corpus-staged',
  'stage-tested',
  'stage-discarded',
]);
/** What is meant to become live; what comes of it follows. */
const intentSchema = moveSchema.extend({ kind: moveKindSchema });
const intentKind = 'corpus-switching';
const failedKind = 'corpus-not-switched';

export type MoveKind = z.infer<typeof moveKindSchema>;
export type MoveDetail = z.infer<typeof moveSchema>;
export type WorkKind = z.infer<typeof workKindSchema>;
export type WorkDetail = z.input<typeof workSchema>;

interface Told<Kind> {
  readonly kind: Kind;
  /** ISO time. */
  readonly at: string;
}
/** Another index became live. */
export type CorpusMove = Told<MoveKind> & MoveDetail;
/** Anything else that was done to the files or to the stage. */
export type CorpusWork = Told<WorkKind> & z.output<typeof workSchema>;
export type CorpusAct = CorpusMove | CorpusWork;

export function isMove(act: CorpusAct): act is CorpusMove {
  return moveKindSchema.safeParse(act.kind).success;
}

/** Appends one sealed event of what was done. @throws StorageError */
export function recordCorpusWork(
  database: Database,
  clock: () => Date,
  kind: WorkKind,
  detail: WorkDetail,
): Promise<void> {
  return append(database, clock, kind, detail);
}

/** Appends what is meant; `endMove` appends what came of it. @throws StorageError */
export function beginMove(
  database: Database,
  clock: () => Date,
  kind: MoveKind,
  detail: MoveDetail,
): Promise<void> {
  return append(database, clock, intentKind, { ...detail, kind });
}

/** Whether a crash left open what came of a move. @throws StorageError */
export async function hasOpenMove(database: Database): Promise<boolean> {
  return (await findIntent(database)) !== undefined;
}

/**
 * Appends what came of the move that was begun last, unless that is said already. Only for whoever holds the
 * corpus lock.
 * @param live the generation that answers now. @throws StorageError
 */
export async function endMove(
  database: Database,
  clock: () => Date,
  live: string | undefined,
): Promise<void> {
  const intent = await findIntent(database);
  if (!intent) return;
  const { kind, ...detail } = intent;
  if (detail.generation === live) return append(database, clock, kind, detail);
  return append(database, clock, failedKind, { by: detail.by, generation: detail.generation });
}

async function findIntent(database: Database) {
  return withStorageErrors(async () => {
    const last = await database
      .selectFrom('event')
      .select(['kind', 'detail'])
      .where('kind', 'in', [intentKind, failedKind, ...moveKindSchema.options])
      .orderBy('sequence', 'desc')
      .limit(1)
      .executeTakeFirst();
    return last?.kind === intentKind ? intentSchema.parse(JSON.parse(last.detail)) : undefined;
  });
}

/** What was published and gone back to, newest first. @throws StorageError */
export async function readCorpusMoves(database: Database, limit: number): Promise<CorpusMove[]> {
  const rows = await readEvents(database, moveKindSchema.options, limit);
  return rows.map(readMove);
}

/** All that was done, newest first. @throws StorageError */
export async function readCorpusActs(database: Database, limit: number): Promise<CorpusAct[]> {
  const kinds = [...moveKindSchema.options, ...workKindSchema.options];
  const rows = await readEvents(database, kinds, limit);
  return rows.map((row) => {
    const kind = workKindSchema.safeParse(row.kind);
    if (!kind.success) return readMove(row);
    return { ...workSchema.parse(JSON.parse(row.detail)), kind: kind.data, at: row.at };
  });
}

interface EventRow {
  readonly at: string;
  readonly kind: string;
  readonly detail: string;
}

function readMove({ at, kind, detail }: EventRow): CorpusMove {
  return { ...moveSchema.parse(JSON.parse(detail)), kind: moveKindSchema.parse(kind), at };
}

function readEvents(
  database: Database,
  kinds: readonly string[],
  limit: number,
): Promise<EventRow[]> {
  return withStorageErrors(() =>
    database
      .selectFrom('event')
      .select(['at', 'kind', 'detail'])
      .where('kind', 'in', kinds)
      .orderBy('sequence', 'desc')
      .limit(limit)
      .execute(),
  );
}

function append(
  database: Database,
  clock: () => Date,
  kind: MoveKind | WorkKind | typeof intentKind | typeof failedKind,
  detail: object,
): Promise<void> {
  return createActRecorder(
    database,
    clock,
  )(async () => ({ result: undefined, acts: [{ kind, detail: JSON.stringify(detail) }] }));
}

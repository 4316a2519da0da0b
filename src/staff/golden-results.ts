// The home of how an index does on the golden questions, kept in its own folder, and of comparing two of them.

import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { EvaluatedService } from '../answering/evaluate-answers.ts';
import { evaluateAnswers } from '../answering/evaluate-answers.ts';
import { readGolden } from '../corpus/golden.ts';
import { hasFile } from '../corpus/load-corpus.ts';
import type { Document, GoldenQuestion } from '../domain.ts';

export interface GoldenSet {
  readonly questions: readonly GoldenQuestion[];
  readonly digest: string;
}

const resultsSchema = z.object({
  questions: z.number(),
  right: z.number(),
  wrong: z.array(z.object({ id: z.string(), question: z.string(), faults: z.array(z.string()) })),
});
const keptFile = 'golden.json';
const keptSchema = z.object({ key: z.string(), results: resultsSchema });

export type GoldenResults = z.infer<typeof resultsSchema>;
export type WrongAnswer = GoldenResults['wrong'][number];

export interface GoldenComparison {
  /** Absent when it was asked only what the staged index got wrong, which is all that publishing needs. */
  readonly live: GoldenResults | undefined;
  readonly staged: GoldenResults;
  /** Right on the live index, wrong on the staged one: what publishing is refused for. */
  readonly worse: readonly WrongAnswer[];
  readonly better: readonly WrongAnswer[];
  /** As `worse`, but asked of a digest whose original now stands in its place: shown, not counted. */
  readonly ofReplacedDigest: readonly WrongAnswer[];
}

/** A corpus of one's own may have no golden questions. @throws CorpusError */
export async function loadGolden(corpusDir: string): Promise<GoldenSet> {
  const file = 'golden.yaml';
  const text = (await hasFile(corpusDir, file))
    ? await readFile(join(corpusDir, file), 'utf8')
    : '';
  const digest = createHash('sha256').update(text).digest('hex');
  return { questions: text.trim() === '' ? [] : readGolden(text), digest };
}

export interface GoldenDesk {
  /** Folder of the generation. */
  readonly directory: string;
  /** Lends a service that answers from it. */
  readonly open: (
    work: (service: EvaluatedService) => Promise<GoldenResults>,
  ) => Promise<GoldenResults>;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Asks all golden questions, unless the same ones were put to the same index by the same code before. */
export async function measureGolden(golden: GoldenSet, desk: GoldenDesk): Promise<GoldenResults> {
  const known = await knownGolden(golden, desk);
  if (known) return known;
  const results = await askGolden(golden.questions, desk);
  const kept = JSON.stringify({ key: keyOf(golden), results });
  // Worth a few seconds, not a failure.
  await writeFile(join(desk.directory, keptFile), kept).catch(() => {});
  return results;
}

export async function knownGolden(
  golden: GoldenSet,
  { directory }: Pick<GoldenDesk, 'directory'>,
): Promise<GoldenResults | undefined> {
  const kept = await readKept(join(directory, keptFile));
  return kept?.key === keyOf(golden) ? kept.results : undefined;
}

export function askGolden(
  questions: readonly GoldenQuestion[],
  { open, onProgress = () => {} }: GoldenDesk,
): Promise<GoldenResults> {
  return open(async (service) => {
    const { failures } = await evaluateAnswers(questions, service, (done) =>
      onProgress(done, questions.length),
    );
    const wrong = failures.map(({ id, question, faults }) => ({
      id,
      question,
      faults: [...faults],
    }));
    return { questions: questions.length, right: questions.length - wrong.length, wrong };
  });
}

/** The bundle's folder, which is in the address, is named by the state of its sources. */
function keyOf({ digest }: GoldenSet): string {
  return `${digest} ${import.meta.url}`;
}

async function readKept(path: string): Promise<z.infer<typeof keptSchema> | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '{}');
  try {
    return keptSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** @param live asked all questions, or only those in which the staged index failed. */
export function compareGolden(
  { questions }: GoldenSet,
  live: GoldenResults,
  staged: GoldenResults,
  replacedDigests: readonly string[],
): GoldenComparison {
  const wrongLive = new Set(live.wrong.map(({ id }) => id));
  const wrongStaged = new Set(staged.wrong.map(({ id }) => id));
  const ofDigest = new Set(
    questions.flatMap(({ id, documents }) =>
      documents.some((pattern) => replacedDigests.some(matches(pattern))) ? [id] : [],
    ),
  );
  const worse = staged.wrong.filter(({ id }) => !wrongLive.has(id));
  const isWhole = live.questions === staged.questions;
  return {
    live: isWhole ? live : undefined,
    staged,
    worse: worse.filter(({ id }) => !ofDigest.has(id)),
    better: live.wrong.filter(({ id }) => !wrongStaged.has(id)),
    ofReplacedDigest: worse.filter(({ id }) => ofDigest.has(id)),
  };
}

/** Ids of digests that left the corpus because the report they sum up came in (`digest-of`). */
export function findReplacedDigests(
  before: readonly Document[],
  after: readonly Document[],
): string[] {
  const known = new Set(before.map(({ id }) => id));
  const kept = new Set(after.map(({ id }) => id));
  const originals = after.filter(({ id, kind }) => kind === 'report' && !known.has(id));
  return before
    .filter(({ id, kind }) => kind === 'report-digest' && !kept.has(id))
    .filter(({ year }) => originals.some((original) => original.year === year))
    .map(({ id }) => id);
}

function matches(pattern: string): (id: string) => boolean {
  return (id) => (pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : id === pattern);
}

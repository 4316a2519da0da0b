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
const keptSchema = z.object({ key: z.string(), results: resultsSchema });

export type GoldenResults = z.infer<typeof resultsSchema>;
export type WrongAnswer = GoldenResults['wrong'][number];

export interface GoldenComparison {
  readonly live: GoldenResults;
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

/**
 * Asks all golden questions, or takes over what is known: the same questions to the same index by the same code.
 * @param directory of the generation. @param open lends a service that answers from it.
 */
export async function measureGolden(
  directory: string,
  golden: GoldenSet,
  open: (work: (service: EvaluatedService) => Promise<GoldenResults>) => Promise<GoldenResults>,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<GoldenResults> {
  const path = join(directory, 'golden.json');
  // The bundle's folder is named by the state of its sources.
  const key = `${golden.digest} ${import.meta.url}`;
  const kept = await readKept(path);
  if (kept?.key === key) return kept.results;
  const total = golden.questions.length;
  const results = await open(async (service) => {
    const { failures } = await evaluateAnswers(golden.questions, service, (done) =>
      onProgress(done, total),
    );
    const wrong = failures.map(({ id, question, faults }) => ({
      id,
      question,
      faults: [...faults],
    }));
    return { questions: total, right: total - wrong.length, wrong };
  });
  // Worth a few seconds, not a failure.
  await writeFile(path, JSON.stringify({ key, results })).catch(() => {});
  return results;
}

async function readKept(path: string): Promise<z.infer<typeof keptSchema> | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '{}');
  try {
    return keptSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** A first index has nothing to be worse than. */
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
  return {
    live,
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

// The home of trying a staged index: the golden questions, and what residents asked lately.

import { setImmediate } from 'node:timers/promises';
import { findAskedQuestions } from '../audit/find-asked-questions.ts';
import type { Generation } from '../retrieval/generation.ts';
import type { GenerationStore } from '../retrieval/generation-store.ts';
import { documentsOf } from './documents-of.ts';
import {
  askGolden,
  compareGolden,
  findReplacedDigests,
  type GoldenComparison,
  type GoldenDesk,
  knownGolden,
  loadGolden,
  measureGolden,
} from './golden-results.ts';
import { type OnCount, type OnGolden, type ReleaseParts, withDatabase } from './release-parts.ts';
import { type AskedTrial, tryAskedQuestions } from './try-asked-questions.ts';

const askedDays = 90;
const mostAsked = 5000;
const trialMs = 120_000;

/**
 * What publishing the staged index is decided by.
 * @param whole has the live index asked everything too, to tell what gets better.
 */
export async function compareOnGolden(
  parts: ReleaseParts,
  generations: GenerationStore,
  live: Generation,
  staged: Generation,
  { whole, onProgress }: { readonly whole: boolean; readonly onProgress?: OnGolden | undefined },
): Promise<GoldenComparison> {
  const golden = await loadGolden(parts.corpusDir);
  const deskOf = (generation: Generation): GoldenDesk => ({
    directory: generations.directoryOf(generation.manifest.generation),
    open: openService(parts, generation),
    onProgress: (done, total) =>
      onProgress?.(done, total, generation === staged ? 'staged' : 'live'),
  });
  const ofStaged = await measureGolden(golden, deskOf(staged));
  const failed = new Set(ofStaged.wrong.map(({ id }) => id));
  const ofLive = whole
    ? await measureGolden(golden, deskOf(live))
    : ((await knownGolden(golden, deskOf(live))) ??
      (await askGolden(
        golden.questions.filter(({ id }) => failed.has(id)),
        deskOf(live),
      )));
  const replaced = findReplacedDigests(documentsOf(live), documentsOf(staged));
  return compareGolden(golden, ofLive, ofStaged, replaced);
}

/** Passages are quoted, so that figures compare. */
function openService(
  { withPassingService }: ReleaseParts,
  generation: Generation,
): GoldenDesk['open'] {
  return (work) =>
    withPassingService(generation, undefined, ({ service, audit }) =>
      work({
        async ask(text, conversation) {
          // In the service residents come first.
          await setImmediate();
          return service.answer({ text, conversation, channel: 'cli', asker: 'evaluate' });
        },
        traceOf: async (questionId) => (await audit.find(questionId))?.trace,
      }),
    );
}

/** Questions of the log from the last 90 days, put to both indexes; two minutes at most. */
export async function tryOnLog(
  parts: ReleaseParts,
  live: Generation,
  staged: Generation,
  onProgress: OnCount = () => {},
): Promise<AskedTrial & { readonly days: number }> {
  const since = new Date(parts.now().getTime() - askedDays * 86_400_000).toISOString();
  const asked = await withDatabase(parts, (database) =>
    findAskedQuestions(database, since, mostAsked),
  );
  const trial = await parts.withPassingService(live, undefined, (of) =>
    parts.withPassingService(staged, undefined, (to) =>
      tryAskedQuestions(asked, {
        live: of.service,
        staged: to.service,
        clock: () => performance.now(),
        maxMs: trialMs,
        onProgress,
      }),
    ),
  );
  return { ...trial, days: askedDays };
}

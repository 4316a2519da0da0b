// What staff bring from use into the corpus: approved questions, proposed golden questions, what is missing.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditLog } from './audit/audit-log.ts';
import type { Config } from './config.ts';
import { formatGolden, readGolden } from './corpus/golden.ts';
import { loadCorpus } from './corpus/load-corpus.ts';
import { digestText } from './corpus/model-questions.ts';
import { writeApprovedQuestions } from './corpus/write-approved-questions.ts';
import { writeFileAtomically } from './corpus/write-file-atomically.ts';
import type { GoldenQuestion } from './domain.ts';
import type { Generation } from './retrieval/generation.ts';
import type { GenerationStore } from './retrieval/generation-store.ts';
import { groupQuestions } from './retrieval/group-questions.ts';
import { PassageRetriever } from './retrieval/passage-retriever.ts';
import { addDays, dayOf } from './review/beijing-days.ts';
import type { ContentGap } from './review/content-gaps.ts';
import type { Review } from './review/create-review.ts';
import { type GapReportFormat, type PlacedGap, writeGapReport } from './review/gap-report.ts';
import { lowScore } from './review/selection.ts';

/** What the composition root lends. */
export interface LearningParts {
  readonly config: Config;
  readonly now: () => Date;
  readonly addedDir: string;
  readonly openIndex: () => Promise<GenerationStore>;
  readonly openReview: () => Promise<{
    readonly audit: AuditLog;
    readonly review: Review;
    close(): Promise<void>;
  }>;
}

export function createLearningActs({
  config,
  now,
  addedDir,
  openReview,
  openIndex,
}: LearningParts) {
  /** What residents asked in the last `days` days and did not get answered well, grouped by meaning. */
  async function findGaps(days: number) {
    const { live } = await openIndex();
    const to = dayOf(now().toISOString());
    const { review, close } = await openReview();
    try {
      const period = { from: addDays(to, 1 - days), to };
      const gaps = await review.contentGaps(period, (texts) => groupQuestions(texts, live));
      const place = async (found: readonly ContentGap[]) => {
        const placed: PlacedGap[] = [];
        for (const gap of found) placed.push({ ...gap, ...(await placeOf(gap.text, live)) });
        return placed;
      };
      return { period, missed: await place(gaps.missed), outOfScope: await place(gaps.outOfScope) };
    } finally {
      await close();
    }
  }

  return {
    /** The first `shown` groups of each kind, to be read. */
    async describeGaps(days: number, shown: number) {
      const { period, missed, outOfScope } = await findGaps(days);
      const beginning = { missed: missed.slice(0, shown), outOfScope: outOfScope.slice(0, shown) };
      const more = Math.max(0, missed.length - shown) + Math.max(0, outOfScope.length - shown);
      return { text: writeGapReport.md({ period, ...beginning }), more };
    },
    /** Writes all groups to a file. @param format csv, jsonl or md. @throws ServiceError */
    async saveGaps(days: number, path: string, format: GapReportFormat) {
      const report = await findGaps(days);
      await writeFileAtomically(path, writeGapReport[format](report));
      return { groups: report.missed.length + report.outOfScope.length };
    },
    /**
     * Brings the questions that the review room approved into the corpus, to be searched from the next
     * index on. Run again it changes nothing.
     * @param live the index that served when they were approved: its texts are what they were approved for.
     */
    async writeApprovedQuestions(live: Pick<Generation, 'passages'> | undefined) {
      const { audit, review, close } = await openReview();
      try {
        const approvals = (await review.proposals.listApproved()).flatMap(
          ({ questionId, question, passageIds, at }) =>
            passageIds.map((passage) => ({ questionId, question, passage, approved: at })),
        );
        return await writeApprovedQuestions(addedDir, approvals, async (approval) => {
          const logged = await audit.find(approval.questionId);
          const served = live?.passages.find(({ passage }) => passage.id === approval.passage);
          return (
            logged?.trace.passageDigests[approval.passage] ??
            (served && digestText(served.passage.text))
          );
        });
      } finally {
        await close();
      }
    },
    /** What reviewers proposed and `golden.yaml` does not ask yet, in its form, for its authors to paste. */
    async proposedGolden() {
      const { documents } = await loadCorpus(config.corpusDir, addedDir);
      const reports = new Set(
        documents.filter(({ kind }) => kind.startsWith('report')).map(({ id }) => id),
      );
      const file = await readFile(join(config.corpusDir, 'golden.yaml'), 'utf8');
      const asked = new Set(readGolden(file).map(({ question }) => question));
      const { review, close } = await openReview();
      try {
        const proposals = (await review.proposals.listGolden()).reverse();
        const golden = proposals
          .filter(({ question }) => !asked.has(question))
          .map(
            ({ id, question, documents: cited, facts }): GoldenQuestion => ({
              id: `proposed-${id.slice(0, 8)}`,
              question,
              after: [],
              kind: cited.some((document) => reports.has(document)) ? 'report' : 'service',
              facts,
              documents: cited,
              never: [],
              form: 'plain',
            }),
          );
        return { count: golden.length, yaml: formatGolden(golden) };
      } finally {
        await close();
      }
    },
  };
}

const nearestShown = 3;

/** The nearest passages, and the topic of the first that is near enough. */
async function placeOf(text: string, live: Generation) {
  const ranked = await new PassageRetriever(live).rank(text, nearestShown);
  const near = ranked.find(
    ({ document, score }) => document.kind !== 'off-topic' && score >= lowScore,
  );
  const nearest = ranked.map(({ passage, document, score }) => ({
    passageId: passage.id,
    title: document.title,
    section: passage.headings.slice(1).join(' › '),
    score,
  }));
  return { topic: near?.document.topic ?? '', nearest };
}

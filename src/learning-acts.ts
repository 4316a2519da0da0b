// What staff bring from use into the corpus: approved questions, proposed golden questions.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditLog } from './audit/audit-log.ts';
import type { Config } from './config.ts';
import { formatGolden, readGolden } from './corpus/golden.ts';
import { loadCorpus } from './corpus/load-corpus.ts';
import { digestText } from './corpus/model-questions.ts';
import { writeApprovedQuestions } from './corpus/write-approved-questions.ts';
import type { GoldenQuestion } from './domain.ts';
import type { Generation } from './retrieval/generation.ts';
import type { Review } from './review/create-review.ts';

/** What the composition root lends. */
export interface LearningParts {
  readonly config: Config;
  readonly addedDir: string;
  readonly openReview: () => Promise<{
    readonly audit: AuditLog;
    readonly review: Review;
    close(): Promise<void>;
  }>;
}

export function createLearningActs({ config, addedDir, openReview }: LearningParts) {
  return {
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

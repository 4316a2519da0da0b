// Puts the review room together over the database and the log.

import { readChainEnd } from '../audit/read-chain-end.ts';
import { createActRecorder } from '../audit/record-act.ts';
import type { Database } from '../storage/schema.ts';
import { createAccounts } from './accounts.ts';
import { createBlocks } from './blocks.ts';
import { createReadContentGaps } from './content-gaps.ts';
import { createReadDailySummary, describeDailySummary } from './daily-summary.ts';
import { createExportAnswers } from './export-answers.ts';
import { createPasswords, type PasswordCost, passwordCost } from './hash-password.ts';
import { createReadOverview } from './overview.ts';
import { createPauses } from './pauses.ts';
import { createProposals } from './proposals.ts';
import { createSetSampleRate, sampleRate } from './random-sample.ts';

import { createRecordRefusal } from './refused-acts.ts';
import { createReviewItems } from './review-items.ts';
import { createReviewQueue } from './review-queue.ts';
import { createSessions } from './sessions.ts';
import { createSignOffs } from './sign-offs.ts';
import { createSummaryPosts } from './summary-posts.ts';
import { createTickets } from './tickets.ts';
import { createVerdicts } from './verdicts.ts';

export interface ReviewDependencies {
  readonly database: Database;
  readonly clock: () => Date;
  /** Keys the random sample and the tokens of forms. */
  readonly secretKey: string;
  /** Masks personal data in what is typed. */
  readonly redact: (text: string) => string;
  /** Of passwords that are set; lower only where nothing hangs on them, as in tests. */
  readonly cost?: PasswordCost;
}

export type Review = ReturnType<typeof createReview>;

/** What cannot be done is returned as a `Refusal` with its sentence; functions reject with `StorageError` only. */
export function createReview({
  database,
  clock,
  secretKey,
  redact,
  cost = passwordCost,
}: ReviewDependencies) {
  const passwords = createPasswords(cost);
  const recordAct = createActRecorder(database, clock);
  const items = createReviewItems(database, secretKey);
  const tickets = createTickets(database, recordAct, clock, redact);
  const contentGaps = createReadContentGaps(database, items);
  const readDailySummary = createReadDailySummary(database, contentGaps, tickets, clock);
  return {
    accounts: createAccounts(database, recordAct, passwords),
    sessions: createSessions(database, recordAct, clock, secretKey, passwords),
    recordRefusal: createRecordRefusal(recordAct, clock),
    queue: createReviewQueue(database, items),
    verdicts: createVerdicts(database, recordAct, redact),
    signOffs: createSignOffs(database, recordAct, items),
    proposals: createProposals(database, recordAct, redact),
    tickets,
    pauses: createPauses(database, recordAct),
    blocks: createBlocks(database, recordAct, clock),
    exportAnswers: createExportAnswers(database, recordAct, items),
    overview: createReadOverview(database, items),
    contentGaps,
    /** @param day by default yesterday, in Beijing. @returns a line a fact. */
    describeDay: async (day?: string) => describeDailySummary(await readDailySummary(day)),
    summaryPosts: createSummaryPosts(database, clock),
    chainEnd: () => readChainEnd(database),
    sampleRate: () => sampleRate(database),
    setSampleRate: createSetSampleRate(recordAct, items.catchUp),
  };
}

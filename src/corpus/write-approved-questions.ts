// Writes the questions that the review room approved into the corpus, each with the text it was approved for.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type ApprovedQuestion,
  approvalKey,
  approvedQuestionsFile,
  formatApprovedQuestions,
} from './approved-questions.ts';
import { loadApprovedQuestions } from './load-corpus.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

/** An approval as the review room has it. */
export type Approval = Pick<ApprovedQuestion, 'question' | 'passage' | 'approved'>;

/**
 * Makes the file say what is approved now: a new approval comes in, one that is gone from the review room
 * goes, one that was repeated later counts for the text it was repeated for. The rest stays as it stands,
 * what staff switched off included. Writes nothing when nothing has changed.
 * @param digestOf sha256 of the passage's text as it was approved; without one the approval waits.
 * @returns what the file holds. @throws CorpusError
 */
export async function writeApprovedQuestions<A extends Approval>(
  addedDir: string,
  approvals: readonly A[],
  digestOf: (approval: A) => Promise<string | undefined>,
): Promise<readonly ApprovedQuestion[]> {
  const known = new Map(
    (await loadApprovedQuestions(addedDir)).map((entry) => [approvalKey(entry), entry]),
  );
  const latest = new Map<string, A>();
  for (const approval of approvals) {
    const before = latest.get(approvalKey(approval));
    if (!before || before.approved < approval.approved) {
      latest.set(approvalKey(approval), approval);
    }
  }
  const entries: ApprovedQuestion[] = [];
  for (const [key, approval] of latest) {
    const entry = known.get(key);
    if (entry && entry.approved >= approval.approved) {
      entries.push(entry);
      continue;
    }
    const sha256 = await digestOf(approval);
    const { question, passage, approved } = approval;
    if (sha256) entries.push({ question, passage, sha256, approved, use: true });
  }
  const path = join(addedDir, approvedQuestionsFile);
  const text = formatApprovedQuestions(entries);
  const isWritten = known.size > 0 && (await readFile(path, 'utf8')) === text;
  const isNeeded = known.size > 0 || entries.length > 0;
  if (isNeeded && !isWritten) await writeFileAtomically(path, text);
  return entries;
}

// The home of having a model write residents' likely questions: which passages, one after another, stored at once.

import { join } from 'node:path';
import type { DocumentHeader, Passage } from '../domain.ts';
import { ServiceError } from '../errors.ts';
import { type CleanedQuestions, cleanQuestions, comparableQuestion } from './clean-questions.ts';
import { CorpusError } from './corpus-error.ts';
import { loadCorpus, loadModelQuestions } from './load-corpus.ts';
import {
  digestText,
  formatModelQuestions,
  isCurrent,
  type ModelQuestions,
  modelQuestionsFile,
  takesModelQuestions,
} from './model-questions.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

/** Writes up to five questions for a passage; which model and prompt it does it with is kept beside them. */
export interface QuestionWriter {
  readonly model: string;
  readonly promptDigest: string;
  /** @throws ServiceError when nothing came back; counted, and the next passage is tried. */
  write(passage: Passage, document: DocumentHeader): Promise<readonly string[]>;
}

export interface QuestionPlan {
  /** Passages without questions, in the order of the corpus. */
  readonly waiting: readonly { readonly passage: Passage; readonly document: DocumentHeader }[];
  /** Questions people wrote, by `comparableQuestion`, with their passages. */
  readonly taken: ReadonlyMap<string, string>;
}

/** What came of one passage. */
export interface WrittenQuestions extends CleanedQuestions {
  readonly passageId: string;
  readonly headings: readonly string[];
  /** Questions for an earlier text of the passage, which these replace. */
  readonly replaced: readonly string[];
}

export interface QuestionRun {
  /** Passages whose questions were stored. */
  readonly passages: number;
  readonly questions: number;
  readonly failures: readonly { readonly passageId: string; readonly problem: string }[];
  /** Three failures in a row ended it early. */
  readonly stopped: boolean;
}

export interface QuestionWatch {
  readonly onPassage: (written: WrittenQuestions) => void;
  readonly onProgress: (done: number, total: number) => void;
}

const maxFailuresInARow = 3;

/**
 * Finds the passages that have no questions, neither people's nor a model's for their present text.
 * @param documentId of this document only. @throws CorpusError
 */
export async function planQuestions(
  corpusDir: string,
  addedDir: string,
  documentId?: string,
): Promise<QuestionPlan> {
  const { documents } = await loadCorpus(corpusDir, addedDir);
  const entries = byPassage(await loadModelQuestions(addedDir));
  if (documentId !== undefined && !documents.some(({ id }) => id === documentId)) {
    const message = '没有这个编号的文档，检查写得对不对';
    throw new CorpusError([{ file: documentId, message }]);
  }
  const all = documents.flatMap((document) =>
    document.passages.map((passage) => ({ passage, document })),
  );
  const taken = all.flatMap(({ passage }) =>
    passage.questions.map((question) => [comparableQuestion(question), passage.id] as const),
  );
  const waiting = all.filter(({ passage, document }) => {
    const entry = entries.get(passage.id);
    return (
      (documentId === undefined || document.id === documentId) &&
      takesModelQuestions(passage, document) &&
      !(entry && isCurrent(entry, passage))
    );
  });
  return { waiting, taken: new Map(taken) };
}

/**
 * Asks the writer for each passage of the plan and stores what is kept before the next is asked: a run
 * that is interrupted goes on where it was.
 * @param today ISO date. @throws CorpusError when the file cannot be read or written.
 */
export async function writeModelQuestions(
  { waiting, taken }: QuestionPlan,
  addedDir: string,
  writer: QuestionWriter,
  today: string,
  { onPassage, onProgress }: QuestionWatch,
): Promise<QuestionRun> {
  const entries = byPassage(await loadModelQuestions(addedDir));
  const failures: { passageId: string; problem: string }[] = [];
  let passages = 0;
  let questions = 0;
  let inARow = 0;
  for (const { passage, document } of waiting) {
    onProgress(passages + failures.length, waiting.length);
    const asked = await ask(writer, passage, document);
    if ('problem' in asked) {
      failures.push({ passageId: passage.id, problem: asked.problem });
      inARow += 1;
      if (inARow === maxFailuresInARow) break;
      continue;
    }
    inARow = 0;
    const cleaned = cleanQuestions(asked.written, taken);
    const replaced = entries.get(passage.id)?.questions ?? [];
    entries.set(passage.id, {
      passage: passage.id,
      sha256: digestText(passage.text),
      model: writer.model,
      prompt: writer.promptDigest,
      date: today,
      questions: [...cleaned.kept],
    });
    await store(addedDir, entries.values());
    passages += 1;
    questions += cleaned.kept.length;
    onPassage({ ...cleaned, passageId: passage.id, headings: passage.headings, replaced });
  }
  onProgress(passages + failures.length, waiting.length);
  return { passages, questions, failures, stopped: inARow === maxFailuresInARow };
}

/**
 * Takes out what a model wrote for one document, whether it is still there or not.
 * @param documentId or `all`. @returns the entries taken out.
 */
export async function removeModelQuestions(
  addedDir: string,
  documentId: string,
): Promise<readonly ModelQuestions[]> {
  const entries = await loadModelQuestions(addedDir);
  const leaves = ({ passage }: ModelQuestions) =>
    documentId === 'all' || passage.startsWith(`${documentId}#`);
  const removed = entries.filter(leaves);
  if (removed.length > 0) {
    await store(
      addedDir,
      entries.filter((entry) => !leaves(entry)),
    );
  }
  return removed;
}

async function ask(writer: QuestionWriter, passage: Passage, document: DocumentHeader) {
  try {
    return { written: await writer.write(passage, document) };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { problem: error.message };
  }
}

function store(addedDir: string, entries: Iterable<ModelQuestions>): Promise<void> {
  return writeFileAtomically(
    join(addedDir, modelQuestionsFile),
    formatModelQuestions([...entries]),
  );
}

function byPassage(entries: readonly ModelQuestions[]): Map<string, ModelQuestions> {
  return new Map(entries.map((entry) => [entry.passage, entry]));
}

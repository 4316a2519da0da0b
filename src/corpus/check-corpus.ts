// The home of what `corpus check` holds against the corpus before it may be indexed.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyApprovedQuestions, findStaleApprovals } from './approved-questions.ts';
import { checkValidity } from './check-validity.ts';
import { CorpusError, type Problem } from './corpus-error.ts';
import { readFetchPlans } from './fetch/fetch-plan.ts';
import { findFewQuestions } from './few-questions.ts';
import { readGlossary } from './glossary.ts';
import { characterPairs, pairSimilarity, readGolden } from './golden.ts';
import {
  hasFile,
  loadApprovedQuestions,
  loadModelQuestions,
  readDocuments,
  replaceDigests,
  screeningFile,
} from './load-corpus.ts';
import { applyModelQuestions, findStaleQuestions } from './model-questions.ts';
import { readScreening } from './screening.ts';
import { readSources } from './source-registry.ts';

export interface CorpusCheck {
  readonly documents: number;
  readonly passages: number;
  readonly questions: number;
  readonly problems: readonly Problem[];
  /** What has to be looked at: review dates that have passed, documents and law versions out of force. */
  readonly expired: readonly Problem[];
  /** Questions a model wrote that are searched. */
  readonly modelQuestions: number;
  /** Residents' questions that staff approved and that are searched. */
  readonly approvedQuestions: number;
  /** What a model wrote, or staff approved, and is searched no more. */
  readonly stale: readonly Problem[];
}

/** From here on two questions count as copies: one word changed in ten. */
const copySimilarity = 0.86;

/** @param today ISO date that `review-by` is held against. */
export async function checkCorpus(
  corpusDir: string,
  addedDir: string,
  today: string,
): Promise<CorpusCheck> {
  const problems: Problem[] = [];
  const attempt = async <T>(name: string, read: (text: string) => T): Promise<T | undefined> => {
    try {
      return read(await readFile(join(corpusDir, name), 'utf8'));
    } catch (error) {
      if (error instanceof CorpusError) problems.push(...error.problems);
      else problems.push({ file: name, message: '读不了这个文件：检查它在不在、能不能读' });
      return undefined;
    }
  };
  const sources = (await attempt('sources.yaml', readSources)) ?? new Map();
  if (sources.size > 0) await attempt('sources.yaml', readFetchPlans);
  await attempt('glossary.yaml', readGlossary);
  if (await hasFile(corpusDir, screeningFile)) await attempt(screeningFile, readScreening);
  const golden = (await attempt('golden.yaml', readGolden)) ?? [];
  const { documents, problems: unreadable } = await readDocuments([corpusDir, addedDir], sources);
  problems.push(...unreadable);

  const searched = replaceDigests(documents);
  const noteProblems = (error: unknown) => {
    if (!(error instanceof CorpusError)) throw error;
    problems.push(...error.problems);
    return [];
  };
  const written = await loadModelQuestions(addedDir).catch(noteProblems);
  const approved = await loadApprovedQuestions(addedDir).catch(noteProblems);
  const approvedQuestions = applyApprovedQuestions(documents, approved)
    .flatMap(({ passages }) => passages)
    .reduce((sum, passage) => sum + (passage.approvedQuestions?.length ?? 0), 0);
  const modelQuestions = applyModelQuestions(searched, written)
    .flatMap(({ passages }) => passages)
    .reduce((sum, passage) => sum + passage.modelQuestions.length, 0);

  const questions = new Map<string, string>();
  const expired: Problem[] = [];
  const validity = checkValidity(documents, today);
  problems.push(...validity.problems);
  expired.push(...validity.expired);
  for (const document of documents) {
    const { file } = document;
    if (document.id !== file.replace(/^.*\//, '').replace(/\.md$/, '')) {
      problems.push({ file, message: `文件名应与编号（id）“${document.id}”相同` });
    }
    if (document.reviewBy < document.checked) {
      problems.push({ file, message: 'review-by 早于 checked' });
    }
    if (document.reviewBy < today && document.supersededBy === undefined) {
      expired.push({ file, message: `该重看了：review-by ${document.reviewBy}` });
    }
    problems.push(...findFewQuestions(document).map((message) => ({ file, message })));
    for (const passage of document.passages) {
      for (const question of passage.questions) {
        const twin = questions.get(question);
        if (twin) problems.push({ file, message: `问法“${question}”已在 ${twin} 用过` });
        questions.set(question, passage.id);
      }
    }
  }
  const asked = [...questions].map(([question, passage]) => ({
    question,
    passage,
    pairs: characterPairs(question),
  }));
  for (const item of golden) {
    const ofItem = characterPairs(item.question);
    for (const { question, passage, pairs } of asked) {
      if (pairSimilarity(ofItem, pairs) >= copySimilarity) {
        problems.push({
          file: 'golden.yaml',
          message: `考题 ${item.id} 和 ${passage} 的问法“${question}”几乎一样，改掉问法`,
        });
      }
    }
  }
  return {
    documents: documents.length,
    passages: documents.reduce((sum, document) => sum + document.passages.length, 0),
    questions: questions.size,
    problems,
    expired,
    modelQuestions,
    approvedQuestions,
    // What belongs to a document that cannot be read is not gone.
    stale:
      unreadable.length > 0
        ? []
        : [...findStaleQuestions(searched, written), ...findStaleApprovals(documents, approved)],
  };
}

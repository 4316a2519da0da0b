// The contract that doors (Telegram, web, command line) speak to.

import type { Answer, DocumentHeader, Passage, Question } from '../domain.ts';

export interface AnswerService {
  /**
   * Answers one question. The question and the answer are in the log when the promise resolves.
   * Never rejects for anything a resident can write; storage failures resolve to `failed-storage`
   * and are not in the log.
   */
  answer(question: Question): Promise<Answer>;
  /** What the live generation knows, for browsing. */
  catalogue(): Catalogue;
}

export interface Catalogue {
  readonly generation: string;
  readonly documents: readonly DocumentHeader[];
  /** Passages of a document in reading order; empty when there is no such document. */
  passages(documentId: string): readonly Passage[];
  passage(passageId: string): { passage: Passage; document: DocumentHeader } | undefined;
}

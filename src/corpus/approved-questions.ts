// The home of `approved-questions.yaml`: residents' own questions that staff approved for passages.

import { parse, stringify } from 'yaml';
import { z } from 'zod';
import type { Document, Passage } from '../domain.ts';
import { comparableQuestion } from './clean-questions.ts';
import { CorpusError, type Problem } from './corpus-error.ts';
import { digestText } from './model-questions.ts';

/** In the folder of what staff added. */
export const approvedQuestionsFile = 'approved-questions.yaml';

const entrySchema = z.strictObject({
  /** As the log has it, personal data masked. */
  question: z.string().trim().min(1),
  passage: z.string().regex(/^[^#\s]+#[^#\s]+$/, '写成 文档编号#锚点'),
  /** Of the passage's text as it was approved. */
  sha256: z.hash('sha256'),
  approved: z.iso.datetime(),
  /** Staff's way to take one out that leads residents astray: the approval itself stays in the log. */
  use: z.boolean().default(true),
});

/** One approved question of one passage. */
export type ApprovedQuestion = Readonly<z.infer<typeof entrySchema>>;

const heading = ` 居民问过、工作人员认可的问法，只用来查找，不会给居民看。由程序写，更新资料时会再写一遍。
 不想再用哪一条，把它的 use 改成 false。`;

/** @throws CorpusError when the file is malformed. */
export function readApprovedQuestions(
  text: string,
  file = approvedQuestionsFile,
): ApprovedQuestion[] {
  const parsed = z.array(entrySchema).safeParse(parseYaml(text, file));
  if (parsed.success) return parsed.data;
  throw new CorpusError(
    parsed.error.issues.map(({ path: [index, ...path], message }) => ({
      file,
      message: `第${Number(index ?? 0) + 1}条的 ${path.join('.') || '内容'} 不对：${message}`,
    })),
  );
}

function parseYaml(text: string, file: string): unknown {
  try {
    return parse(text) ?? [];
  } catch (error) {
    const message = '不是正确的 YAML，改好它，或者删掉这个文件，下次更新资料时会重新写';
    throw new CorpusError([{ file, message }], { cause: error });
  }
}

/** What `readApprovedQuestions` reads back, by passage, then by question. */
export function formatApprovedQuestions(entries: readonly ApprovedQuestion[]): string {
  const sorted = [...entries].sort((a, b) => (approvalKey(a) < approvalKey(b) ? -1 : 1));
  const list = stringify(sorted, { lineWidth: 0 });
  return `${heading.replace(/^/gm, '#')}\n${list}`;
}

/** The same question of the same passage, however it is punctuated. */
export function approvalKey({
  passage,
  question,
}: Pick<ApprovedQuestion, 'passage' | 'question'>): string {
  return `${passage} ${comparableQuestion(question)}`;
}

/** Gives passages the questions approved for exactly their text. */
export function applyApprovedQuestions<D extends Document>(
  documents: readonly D[],
  entries: readonly ApprovedQuestion[],
): D[] {
  const approved = new Map<string, ApprovedQuestion[]>();
  for (const entry of entries) {
    approved.set(entry.passage, [...(approved.get(entry.passage) ?? []), entry]);
  }
  return documents.map((document) => ({
    ...document,
    passages: document.passages.map((passage) => {
      const current = (approved.get(passage.id) ?? []).filter((entry) =>
        isSearched(entry, passage),
      );
      const approvedQuestions = current.map(({ question }) => question);
      return approvedQuestions.length > 0 ? { ...passage, approvedQuestions } : passage;
    }),
  }));
}

function isSearched({ use, sha256 }: ApprovedQuestion, { text }: Passage): boolean {
  return use && sha256 === digestText(text);
}

/** Approved questions that are no longer searched although nobody took them out. */
export function findStaleApprovals(
  documents: readonly Document[],
  entries: readonly ApprovedQuestion[],
): Problem[] {
  const passages = new Map(
    documents.flatMap((document) => document.passages.map((passage) => [passage.id, passage])),
  );
  return entries.flatMap((entry) => {
    const passage = passages.get(entry.passage);
    if (!entry.use || (passage && isSearched(entry, passage))) return [];
    const reason = passage ? '正文改过' : '没有了';
    const message = `认可的问法“${entry.question}”不再用：段落 ${entry.passage} ${reason}。还有人这样问时，请在后台重新认可`;
    return [{ file: approvedQuestionsFile, message }];
  });
}

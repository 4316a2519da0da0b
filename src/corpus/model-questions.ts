// The home of `model-questions.yaml`: residents' likely questions that a model wrote, kept apart from those people wrote.

import { createHash } from 'node:crypto';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import type { Document, DocumentHeader, Passage } from '../domain.ts';
import { CorpusError, type Problem } from './corpus-error.ts';

/** In the folder of what staff added. */
export const modelQuestionsFile = 'model-questions.yaml';

const entrySchema = z.strictObject({
  passage: z.string().regex(/^[^#\s]+#[^#\s]+$/, '写成 文档编号#锚点'),
  /** Of the passage's text as the model read it. */
  sha256: z.hash('sha256'),
  model: z.string().min(1),
  /** Digest of the prompt. */
  prompt: z.string().min(1),
  date: z.iso.date(),
  /** Empty where nothing that came back could be kept: asked, and not to be asked again. */
  questions: z.array(z.string().trim().min(1)),
});

/** What a model wrote for one passage. */
export type ModelQuestions = Readonly<z.infer<typeof entrySchema>>;

const heading = ` 模型写的问法，只用来查找，不会给居民看。
 不合适的可以删掉那一行；要重新写，运行：npm run corpus -- questions --remove 文档编号`;

/** @throws CorpusError when the file is malformed or a passage stands twice. */
export function readModelQuestions(text: string, file = modelQuestionsFile): ModelQuestions[] {
  const parsed = z.array(entrySchema).safeParse(parseYaml(text, file));
  if (!parsed.success) {
    throw new CorpusError(
      parsed.error.issues.map(({ path: [index, ...path], message }) => ({
        file,
        message: `第${Number(index ?? 0) + 1}条的 ${path.join('.') || '内容'} 不对：${message}`,
      })),
    );
  }
  const seen = new Set<string>();
  for (const { passage } of parsed.data) {
    if (seen.has(passage)) throw new CorpusError([{ file, message: `段落“${passage}”写了两次` }]);
    seen.add(passage);
  }
  return parsed.data;
}

function parseYaml(text: string, file: string): unknown {
  try {
    return parse(text) ?? [];
  } catch (error) {
    const message = '不是正确的 YAML，改好它，或者删掉这个文件重新写';
    throw new CorpusError([{ file, message }], { cause: error });
  }
}

/** What `readModelQuestions` reads back, by passage. */
export function formatModelQuestions(entries: readonly ModelQuestions[]): string {
  const sorted = [...entries].sort((a, b) => (a.passage < b.passage ? -1 : 1));
  const list = stringify(sorted, { lineWidth: 0 });
  return `${heading.replace(/^/gm, '#')}\n${list}`;
}

export function digestText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Whether a model may write questions for a passage: nobody has. Service cards are found through their
 * documents, gaps and off-topic examples are people's decisions.
 */
export function takesModelQuestions(passage: Passage, { kind }: DocumentHeader): boolean {
  return (
    passage.questions.length === 0 && !passage.service && kind !== 'gap' && kind !== 'off-topic'
  );
}

export function isCurrent(entry: ModelQuestions, passage: Passage): boolean {
  return entry.sha256 === digestText(passage.text);
}

/** Gives passages the questions written for exactly their text, as long as nobody has written any. */
export function applyModelQuestions(
  documents: readonly Document[],
  entries: readonly ModelQuestions[],
): Document[] {
  const written = new Map(entries.map((entry) => [entry.passage, entry]));
  return documents.map((document) => ({
    ...document,
    passages: document.passages.map((passage) => {
      const entry = written.get(passage.id);
      return entry && isCurrent(entry, passage) && takesModelQuestions(passage, document)
        ? { ...passage, modelQuestions: entry.questions }
        : passage;
    }),
  }));
}

/** Entries that are no longer searched, each with the reason and what to do. */
export function findStaleQuestions(
  documents: readonly Document[],
  entries: readonly ModelQuestions[],
): Problem[] {
  const passages = new Map(
    documents.flatMap((document) =>
      document.passages.map((passage) => [passage.id, { passage, document }] as const),
    ),
  );
  return entries.flatMap((entry) => {
    const reason = staleReason(entry, passages.get(entry.passage));
    return reason === undefined
      ? []
      : [{ file: modelQuestionsFile, message: `${entry.passage} ${reason}` }];
  });
}

function staleReason(
  entry: ModelQuestions,
  found: { readonly passage: Passage; readonly document: DocumentHeader } | undefined,
): string | undefined {
  const [documentId] = entry.passage.split('#');
  const remove = `去掉它：npm run corpus -- questions --remove ${documentId}`;
  if (!found) return `这个段落没有了，${remove}`;
  if (!takesModelQuestions(found.passage, found.document)) {
    return `这个段落不用模型写的问法（已经有人写了，或者不该有），${remove}`;
  }
  if (!isCurrent(entry, found.passage)) {
    return '这个段落的正文改过，旧问法不再用；重新写：npm run corpus -- questions';
  }
  return undefined;
}

// The home of reading a whole corpus: the folder in the repository and what staff added beside it.

import { createHash } from 'node:crypto';
import { access, readdir, readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Document, IntentExamples, Term } from '../domain.ts';
import {
  type ApprovedQuestion,
  applyApprovedQuestions,
  approvedQuestionsFile,
  readApprovedQuestions,
} from './approved-questions.ts';
import { CorpusError, type Problem } from './corpus-error.ts';
import { decodeText } from './decode-text.ts';
import { readGlossary } from './glossary.ts';
import {
  applyModelQuestions,
  type ModelQuestions,
  modelQuestionsFile,
  readModelQuestions,
} from './model-questions.ts';
import { type CorpusDocument, readMarkdown } from './read-markdown.ts';
import { readScreening } from './screening.ts';
import { readSources, type SourceRegistry } from './source-registry.ts';

export interface Corpus {
  readonly documents: readonly Document[];
  readonly glossary: readonly Term[];
  readonly screening: IntentExamples;
  /** sha256 over all files read; equal corpora have equal digests. */
  readonly digest: string;
}

export const screeningFile = 'screening.yaml';
const folders = ['reports', 'guides', 'hotlines', 'gaps'] as const;

/** Reads every Markdown document below the corpus folders, without applying what stands in for what. */
export async function readDocuments(
  roots: readonly string[],
  sources: SourceRegistry,
): Promise<{ documents: CorpusDocument[]; problems: Problem[] }> {
  const documents: CorpusDocument[] = [];
  const problems: Problem[] = [];
  for (const root of roots) {
    for (const folder of folders) {
      for (const name of await listMarkdown(join(root, folder))) {
        const file = join(folder, name);
        try {
          const text = decodeText(await readBytes(root, file), file);
          const document = readMarkdown(text, file, sources);
          const twin = documents.find((other) => other.id === document.id);
          if (twin) problems.push({ file, message: `编号“${document.id}”与 ${twin.file} 重复` });
          else documents.push(document);
        } catch (error) {
          if (!(error instanceof CorpusError)) throw error;
          problems.push(...error.problems);
        }
      }
    }
  }
  return { documents, problems };
}

/**
 * sha256 over all files of the corpus, unread: enough to know whether an index is still of this corpus.
 * @throws CorpusError when a file cannot be read.
 */
export async function digestCorpus(corpusDir: string, addedDir: string): Promise<string> {
  const hash = createHash('sha256');
  const add = async (root: string, file: string) => {
    const bytes = await readBytes(root, file);
    hash.update(`${file}\0${bytes.length}\0`).update(bytes);
  };
  for (const file of ['sources.yaml', 'glossary.yaml']) await add(corpusDir, file);
  if (await hasFile(corpusDir, screeningFile)) await add(corpusDir, screeningFile);
  for (const root of [corpusDir, addedDir]) {
    for (const folder of folders) {
      for (const name of await listMarkdown(join(root, folder)))
        await add(root, join(folder, name));
    }
  }
  for (const file of [modelQuestionsFile, approvedQuestionsFile]) {
    if (await hasFile(addedDir, file)) await add(addedDir, file);
  }
  return hash.digest('hex');
}

/**
 * Loads the corpus as it is searched.
 * @param corpusDir the shipped corpus; @param addedDir what staff added (same folders), may be absent.
 * @throws CorpusError listing every problem of every file.
 */
export async function loadCorpus(corpusDir: string, addedDir: string): Promise<Corpus> {
  // Before the files are read: one that changes meanwhile makes the index stale, not wrong for ever.
  const digest = await digestCorpus(corpusDir, addedDir);
  const sources = await loadSources(corpusDir);
  const glossary = readGlossary(await readRoot(corpusDir, 'glossary.yaml'));
  // A corpus of one's own may do with the built-in patterns.
  const screening = (await hasFile(corpusDir, screeningFile))
    ? readScreening(await readRoot(corpusDir, screeningFile))
    : {};
  const { documents, problems } = await readDocuments([corpusDir, addedDir], sources);
  if (problems.length > 0) throw new CorpusError(problems);
  if (documents.length === 0) {
    throw new CorpusError([{ file: corpusDir, message: '语料文件夹里没有文档' }]);
  }
  // Before digests are replaced: what was approved for a digest leads to its original too.
  const approved = applyApprovedQuestions(documents, await loadApprovedQuestions(addedDir));
  const searched = applyModelQuestions(
    replaceDigests(approved),
    await loadModelQuestions(addedDir),
  );
  return { documents: searched, glossary, screening, digest };
}

/** What a model wrote, by passage; nothing when no model was ever asked. @throws CorpusError */
export async function loadModelQuestions(addedDir: string): Promise<ModelQuestions[]> {
  if (!(await hasFile(addedDir, modelQuestionsFile))) return [];
  return readModelQuestions(await readRoot(addedDir, modelQuestionsFile));
}

/** What the review room approved, as last written; nothing when it never was. @throws CorpusError */
export async function loadApprovedQuestions(addedDir: string): Promise<ApprovedQuestion[]> {
  if (!(await hasFile(addedDir, approvedQuestionsFile))) return [];
  return readApprovedQuestions(await readRoot(addedDir, approvedQuestionsFile));
}

/** @throws CorpusError */
export async function loadSources(corpusDir: string): Promise<SourceRegistry> {
  return readSources(await readRoot(corpusDir, 'sources.yaml'));
}

export async function hasFile(root: string, file: string): Promise<boolean> {
  return access(join(root, file)).then(
    () => true,
    () => false,
  );
}

async function readRoot(root: string, name: string): Promise<string> {
  return decodeText(await readBytes(root, name), name);
}

/**
 * Where the original of a digest is present, its passages are what answers cite: the digest leaves the
 * index, and its questions go to the original's passages with the same anchors.
 */
export function replaceDigests(documents: readonly CorpusDocument[]): Document[] {
  const result: Document[] = [];
  for (const document of documents) {
    if (documents.some((other) => isDigestOf(document, other))) continue;
    const { file, digestOf, titleInFile, selfSource, ...searched } = document;
    const questions = new Map<string, readonly string[]>();
    for (const digest of documents.filter((other) => isDigestOf(other, document))) {
      for (const {
        anchor,
        questions: asked,
        approvedQuestions = [],
        headings,
        text,
      } of digest.passages) {
        // The digest's plain words lead to the original too; like questions, they are never shown.
        questions.set(anchor, [...asked, headings.at(-1) ?? '', text, ...approvedQuestions]);
      }
    }
    result.push({
      ...searched,
      passages: searched.passages.map((passage) => ({
        ...passage,
        questions: [...passage.questions, ...(questions.get(passage.anchor) ?? [])],
      })),
    });
  }
  return result;
}

/** By the title staff gave the original or the one it bears itself, whatever the spaces. */
export function isDigestOf(
  digest: Pick<CorpusDocument, 'digestOf'>,
  original: Pick<CorpusDocument, 'title' | 'titleInFile'>,
): boolean {
  const plain = (title: string) => title.replace(/\s+/g, '');
  if (digest.digestOf === undefined) return false;
  const wanted = plain(digest.digestOf);
  return [original.title, original.titleInFile ?? ''].some((title) => plain(title) === wanted);
}

async function listMarkdown(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names.filter((name) => name.endsWith('.md')).sort();
  } catch (error) {
    if (!isFileError(error)) throw error;
    if (error.code === 'ENOENT') return [];
    const message = `读不了这个文件夹（${error.code}），检查权限`;
    throw new CorpusError([{ file: folder, message }], { cause: error });
  }
}

async function readBytes(root: string, file: string): Promise<Buffer> {
  try {
    const path = await realpath(join(root, file));
    if (!path.startsWith(`${await realpath(root)}${sep}`)) {
      const message = '是一个指到语料文件夹外面的链接，请换成文件本身';
      throw new CorpusError([{ file, message }]);
    }
    return await readFile(path);
  } catch (error) {
    if (!isFileError(error)) throw error;
    const message = `读不了这个文件（${error.code}）：检查它在不在、权限对不对；语料文件夹现在是 ${root}`;
    throw new CorpusError([{ file, message }], { cause: error });
  }
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

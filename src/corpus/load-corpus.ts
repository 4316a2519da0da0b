// The home of reading a whole corpus: the folder in the repository and what staff added beside it.

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Document, Term } from '../domain.ts';
import { CorpusError, type Problem } from './corpus-error.ts';
import { readGlossary } from './glossary.ts';
import { type CorpusDocument, readMarkdown } from './read-markdown.ts';
import { readSources, type SourceRegistry } from './source-registry.ts';

export interface Corpus {
  readonly documents: readonly Document[];
  readonly glossary: readonly Term[];
  /** sha256 over all files read; equal corpora have equal digests. */
  readonly digest: string;
}

const folders = ['reports', 'guides', 'hotlines', 'gaps'] as const;

/** Reads every Markdown document below the corpus folders, without applying what stands in for what. */
export async function readDocuments(
  roots: readonly string[],
  sources: SourceRegistry,
  onText: (file: string, text: string) => void = () => {},
): Promise<{ documents: CorpusDocument[]; problems: Problem[] }> {
  const documents: CorpusDocument[] = [];
  const problems: Problem[] = [];
  for (const root of roots) {
    for (const folder of folders) {
      for (const name of await listMarkdown(join(root, folder))) {
        const path = join(root, folder, name);
        const file = relative(root, path);
        try {
          const text = decode(await readFile(path), file);
          onText(file, text);
          const document = readMarkdown(text, file, sources);
          const twin = documents.find((other) => other.id === document.id);
          if (twin) problems.push({ file, message: `id“${document.id}”与 ${twin.file} 重复` });
          else documents.push(document);
        } catch (error) {
          if (error instanceof CorpusError) problems.push(...error.problems);
          else if (isFileError(error)) {
            problems.push({ file, message: `读不了这个文件（${error.code}），检查权限` });
          } else throw error;
        }
      }
    }
  }
  return { documents, problems };
}

/**
 * Loads the corpus as it is searched.
 * @param corpusDir the shipped corpus; @param addedDir what staff added (same folders), may be absent.
 * @throws CorpusError listing every problem of every file.
 */
export async function loadCorpus(corpusDir: string, addedDir: string): Promise<Corpus> {
  const hash = createHash('sha256');
  const onText = (file: string, text: string) => {
    hash.update(`${file}\0${text.length}\0${text}\0`);
  };
  const readRoot = async (name: string) => {
    try {
      const text = decode(await readFile(join(corpusDir, name)), name);
      onText(name, text);
      return text;
    } catch (error) {
      if (!isFileError(error)) throw error;
      const message = `读不了语料文件，CORPUS_DIR 现在是 ${corpusDir}，检查这个文件夹`;
      throw new CorpusError([{ file: name, message }], { cause: error });
    }
  };
  const sources = readSources(await readRoot('sources.yaml'));
  const glossary = readGlossary(await readRoot('glossary.yaml'));
  const { documents, problems } = await readDocuments([corpusDir, addedDir], sources, onText);
  if (problems.length > 0) throw new CorpusError(problems);
  if (documents.length === 0) {
    throw new CorpusError([{ file: corpusDir, message: '语料文件夹里没有文档' }]);
  }
  return { documents: replaceDigests(documents), glossary, digest: hash.digest('hex') };
}

/**
 * Where the original of a digest is present, its passages are what answers cite: the digest leaves the
 * index, and its questions go to the original's passages with the same anchors.
 */
export function replaceDigests(documents: readonly CorpusDocument[]): Document[] {
  const plain = (title: string) => title.replace(/\s+/g, '');
  const result: Document[] = [];
  for (const { file: _file, digestOf, ...document } of documents) {
    const digests = documents.filter(
      (other) => plain(other.digestOf ?? '') === plain(document.title),
    );
    const superseded =
      digestOf !== undefined && documents.some((other) => plain(other.title) === plain(digestOf));
    if (superseded) continue;
    const questions = new Map(
      digests.flatMap((digest) =>
        digest.passages.map((passage) => [passage.anchor, passage.questions] as const),
      ),
    );
    result.push({
      ...document,
      passages: document.passages.map((passage) => ({
        ...passage,
        questions: [...passage.questions, ...(questions.get(passage.anchor) ?? [])],
      })),
    });
  }
  return result;
}

async function listMarkdown(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names.filter((name) => name.endsWith('.md')).sort();
  } catch (error) {
    if (isFileError(error) && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** UTF-8 with or without a byte-order mark; anything else is refused rather than shown garbled. */
function decode(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new CorpusError([{ file, message: '不是 UTF-8 文本，另存为 UTF-8 再试' }], {
      cause: error,
    });
  }
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

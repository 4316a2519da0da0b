// The home of documents that staff added: which there are, and taking one away, out of the corpus, kept beside it.

import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CorpusError } from './corpus-error.ts';
import { loadSources, readDocuments } from './load-corpus.ts';
import type { CorpusDocument } from './read-markdown.ts';

export interface RemovedDocument {
  readonly document: CorpusDocument;
  /** Where the file lies now. */
  readonly path: string;
}

/** Not read as corpus: only the folders of the kinds are. */
const removedFolder = 'removed';

/** What staff added, the newest check first. @throws CorpusError */
export async function listAdded(corpusDir: string, addedDir: string): Promise<CorpusDocument[]> {
  const { documents } = await readDocuments([addedDir], await loadSources(corpusDir));
  return [...documents].sort((one, other) => other.checked.localeCompare(one.checked));
}

/**
 * Moves the file to `removed/` in the same folder, where it can be fetched back from.
 * @param at goes into the new file name. @throws CorpusError when there is no such document, or staff did not add it.
 */
export async function removeDocument(
  id: string,
  corpusDir: string,
  addedDir: string,
  at: Date,
): Promise<RemovedDocument> {
  const sources = await loadSources(corpusDir);
  const added = await readDocuments([addedDir], sources);
  const document = added.documents.find((candidate) => candidate.id === id);
  if (!document) {
    const shipped = await readDocuments([corpusDir], sources);
    const isShipped = shipped.documents.some((candidate) => candidate.id === id);
    const message = isShipped
      ? '是随服务发布的文档，不能这样去掉；要去掉它，从语料文件夹里删掉这个文件'
      : '没有这份文档；编号要和添加时打印的一样';
    throw new CorpusError([{ file: id, message }]);
  }
  const stamp = at.toISOString().replace(/[-:]|\.\d+/g, '');
  const path = join(addedDir, removedFolder, `${document.file.replace(/\.md$/, '')}-${stamp}.md`);
  try {
    await mkdir(dirname(path), { recursive: true });
    await rename(join(addedDir, document.file), path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    throw new CorpusError(
      [{ file: document.file, message: `移不动这个文件（${code}）：检查磁盘空间和权限` }],
      { cause: error },
    );
  }
  return { document, path };
}

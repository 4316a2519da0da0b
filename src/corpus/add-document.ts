// The home of adding a document: a file that staff hand in becomes a document of the corpus in the data folder.

import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { DocumentHeader } from '../domain.ts';
import { CorpusError } from './corpus-error.ts';
import { decodeText } from './decode-text.ts';
import type { ImportedText } from './imported-text.ts';
import { isDigestOf, loadSources, readDocuments } from './load-corpus.ts';
import { type CorpusDocument, readMarkdown, topics } from './read-markdown.ts';
import { readOfficialText } from './read-official-text.ts';
import { hasMarkdownHeadings, readPlainMarkdown } from './read-plain-markdown.ts';
import type { SourceRegistry } from './source-registry.ts';
import { writeFileAtomically } from './write-file-atomically.ts';
import { writeMarkdown } from './write-markdown.ts';

/** What staff hand in, as typed. */
export interface DocumentRequest {
  readonly file: string;
  readonly title?: string;
  readonly publisher?: string;
  readonly published?: string;
  readonly url?: string;
  readonly kind?: string;
  readonly year?: string;
  readonly topic?: string;
  readonly id?: string;
  /** Puts this text in the place of another one with the same id. */
  readonly replace?: boolean;
}

export interface AddedDocument {
  readonly document: CorpusDocument;
  readonly path: string;
  readonly outcome: 'added' | 'replaced' | 'unchanged';
  /** Title of the digest whose place the document takes. */
  readonly replacedDigest?: string;
}

const maxBytes = 4_000_000;
/** From a document's check to the next. */
export const reviewAfterMonths = 6;

const requestSchema = z.object({
  title: z.string().trim().min(1, '--title 不能是空的').optional(),
  publisher: z.string().trim().min(1, '--publisher 不能是空的').optional(),
  published: z.iso.date('--published 写成 2024-01-30').optional(),
  url: z.url({ protocol: /^https?$/, error: '--url 要是完整的网址，例如 https://…' }).optional(),
  kind: z.enum(['report', 'guide'], '--kind 只能是 report 或 guide').optional(),
  year: z
    .string()
    .regex(/^(?:19|20)\d\d$/, '--year 写成四位数，例如 2023')
    .transform(Number)
    .optional(),
  topic: z.enum(topics, `--topic 从这些里选：${topics.join('、')}`).optional(),
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, '--id 只用小写英文、数字和连字符')
    .optional(),
});
type Description = z.infer<typeof requestSchema>;

/**
 * Reads, checks and stores one file under `addedDir` in the corpus's own Markdown form.
 * @param today ISO date; becomes `checked`.
 * @throws CorpusError saying what to change; nothing is written then.
 */
export async function addDocument(
  request: DocumentRequest,
  corpusDir: string,
  addedDir: string,
  today: string,
): Promise<AddedDocument> {
  const name = basename(request.file);
  const refuse = (message: string): never => {
    throw new CorpusError([{ file: name, message }]);
  };
  const parsed = requestSchema.safeParse(request);
  if (!parsed.success) {
    throw new CorpusError(parsed.error.issues.map(({ message }) => ({ file: name, message })));
  }
  const text = await readHandedIn(request.file, name);
  const sources = await loadSources(corpusDir);
  const { documents, problems } = await readDocuments([corpusDir, addedDir], sources);
  if (problems.length > 0) throw new CorpusError(problems);

  const markdown = /^---\r?\n/.test(text)
    ? readPrepared(text, parsed.data, name, sources)
    : importText(text, parsed.data, name, today, documents);
  const document = readMarkdown(markdown, name, sources);

  const folder = `${document.kind.replace(/-digest$/, '')}s`;
  const path = join(addedDir, folder, `${document.id}.md`);
  const before = documents.find((other) => other.id === document.id);
  const sameTitle = documents.find(
    (other) =>
      other.id !== document.id && other.title === document.title && !isDigestOf(other, document),
  );
  if (sameTitle) {
    refuse(
      `《${document.title}》已经在语料里，id 是 ${sameTitle.id}；要换成这一份，加 --id ${sameTitle.id} --replace`,
    );
  }
  if (before && !(await isFile(path))) {
    refuse(`id“${document.id}”已用于随服务发布的《${before.title}》，用 --id 另起一个`);
  }
  const unchanged = before !== undefined && contentOf(before) === contentOf(document);
  if (before && !unchanged && !request.replace) {
    refuse(
      `id“${document.id}”已有另一份内容（《${before.title}》）；要换掉它，加 --replace；两份都要，用 --id 另起一个`,
    );
  }
  if (!unchanged) await writeFileAtomically(path, markdown);
  const digest = documents.find((other) => isDigestOf(other, document));
  return {
    document,
    path,
    outcome: unchanged ? 'unchanged' : before ? 'replaced' : 'added',
    ...(digest ? { replacedDigest: digest.title } : {}),
  };
}

async function readHandedIn(path: string, name: string): Promise<string> {
  const refuse = (message: string, cause?: unknown): never => {
    throw new CorpusError([{ file: name, message }], { cause });
  };
  let bytes = Buffer.alloc(0);
  try {
    const { size } = await stat(path);
    if (size > maxBytes)
      refuse(`有${Math.ceil(size / 1e6)}MB，最多${maxBytes / 1e6}MB，拆成几份再添加`);
    bytes = await readFile(path);
  } catch (error) {
    if (error instanceof CorpusError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOENT') refuse(`找不到这个文件（${path}），检查文件名和所在的文件夹`, error);
    if (code === 'EISDIR') refuse('是文件夹，请一次添加一个文件', error);
    refuse(`读不了这个文件（${code}），检查权限`, error);
  }
  const text = decodeText(bytes, name);
  if (text.trim() === '') refuse('是空的，没有可以添加的内容');
  if (text.includes('\ufffd')) refuse('里面有乱码（�），找到原文件，另存为 UTF-8 再试');
  return text;
}

/** A document already in the corpus's form is stored as it is; what is typed beside it may not contradict it. */
function readPrepared(
  text: string,
  description: Description,
  name: string,
  sources: SourceRegistry,
): string {
  const document = readMarkdown(text, name, sources);
  const written = new Map<string, unknown>(Object.entries(document));
  const problems = Object.entries(description)
    .filter(([key, value]) => value !== undefined && value !== written.get(key))
    .map(([key, value]) => ({
      file: name,
      message: `front matter 里的 ${key} 是“${written.get(key) ?? ''}”，--${key} 写的是“${value}”，改成一样的，或者去掉 --${key}`,
    }));
  if (problems.length > 0) throw new CorpusError(problems);
  return text;
}

function importText(
  text: string,
  description: Description,
  name: string,
  today: string,
  documents: readonly CorpusDocument[],
): string {
  const { title, publisher, published, kind = 'report' } = description;
  const missing = Object.entries({ title, publisher, published }).flatMap(([key, value]) =>
    value === undefined ? [`--${key}`] : [],
  );
  if (kind === 'guide' && description.topic === undefined) missing.push('--topic');
  if (!title || !publisher || !published || missing.length > 0) {
    throw new CorpusError([
      {
        file: name,
        message: `还要写明 ${missing.join('、')}，例如：npm run corpus -- add ${name} --title "某街道2024年法治政府建设情况报告" --publisher "某街道办事处" --published 2025-01-20`,
      },
    ]);
  }
  if (published > today) {
    throw new CorpusError([{ file: name, message: `--published ${published} 还没有到，检查日期` }]);
  }
  const imported: ImportedText = hasMarkdownHeadings(text)
    ? readPlainMarkdown(text)
    : readOfficialText(text);
  if (imported.sections.length === 0) {
    throw new CorpusError([{ file: name, message: '里面没有成句的正文，检查是不是选错了文件' }]);
  }
  const yearInTitle = kind === 'report' ? /(?:19|20)\d\d(?=年)/.exec(title)?.[0] : undefined;
  const year = description.year ?? (yearInTitle === undefined ? undefined : Number(yearInTitle));
  const digest = documents.find((other) =>
    isDigestOf(other, { title, titleInFile: imported.title }),
  );
  const header: DocumentHeader = {
    id: description.id ?? deriveId(kind, year, `${title}\0${publisher}`, digest),
    title,
    kind,
    topic: description.topic ?? '街道法治',
    summary: `${publisher}发布的《${title}》原文。`,
    publisher,
    published,
    url: description.url ?? '',
    ...(year === undefined ? {} : { year }),
    checked: today,
    reviewBy: addMonths(today, reviewAfterMonths),
  };
  return writeMarkdown(header, imported);
}

/** The original of a digest bears the digest's name; others are told apart by title and publisher. */
function deriveId(
  kind: string,
  year: number | undefined,
  identity: string,
  digest: CorpusDocument | undefined,
): string {
  if (digest?.id.endsWith('-digest')) return digest.id.slice(0, -'-digest'.length);
  const hash = createHash('sha256').update(identity.replace(/\s+/g, '')).digest('hex').slice(0, 8);
  return [kind, year, hash].filter((part) => part !== undefined).join('-');
}

/** Everything but the dates of checking, which change with the day a file is handed in again. */
function contentOf({ checked, reviewBy, file, ...content }: CorpusDocument): string {
  return JSON.stringify(content);
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );
}

/** @param date ISO date, as is the result. */
export function addMonths(date: string, months: number): string {
  const result = new Date(`${date}T00:00:00Z`);
  result.setUTCMonth(result.getUTCMonth() + months);
  return result.toISOString().slice(0, 10);
}

// The home of adding a document: a file that staff hand in becomes a document of the corpus in the data folder.

import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { DocumentHeader } from '../domain.ts';
import { CorpusError } from './corpus-error.ts';
import { findFewQuestions } from './few-questions.ts';
import { importFile } from './import/import-file.ts';
import type { ImportedFile } from './import/imported-file.ts';
import type { ImportedText, ImportWarning } from './imported-text.ts';
import { type IsPlanted, leaveOutPlanted } from './leave-out-planted.ts';
import { isDigestOf, loadSources, readDocuments } from './load-corpus.ts';
import { type CorpusDocument, readMarkdown, topics } from './read-markdown.ts';
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
  /** CSS: which part of a page is read, where the main text is not found by itself. */
  readonly selector?: string;
  /** Puts this text in the place of another one with the same id. */
  readonly replace?: boolean;
}

export interface AddedDocument {
  readonly document: CorpusDocument;
  readonly path: string;
  /** What somebody should look at: what was left out, and where. */
  readonly warnings: readonly ImportWarning[];
  readonly outcome: 'added' | 'replaced' | 'unchanged';
  /** Title of the digest whose place the document takes. */
  readonly replacedDigest?: string;
}

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
 * @param isPlanted tells orders to the bot, which are left out.
 * @throws CorpusError saying what to change; nothing is written then.
 */
export async function addDocument(
  request: DocumentRequest,
  corpusDir: string,
  addedDir: string,
  today: string,
  isPlanted: IsPlanted,
): Promise<AddedDocument> {
  const name = basename(request.file);
  const refuse = (message: string): never => {
    throw new CorpusError([{ file: name, message }]);
  };
  const parsed = requestSchema.safeParse(request);
  if (!parsed.success) {
    throw new CorpusError(parsed.error.issues.map(({ message }) => ({ file: name, message })));
  }
  const imported = await importFile(request.file, { selector: request.selector });
  const sources = await loadSources(corpusDir);
  const { documents, problems } = await readDocuments([corpusDir, addedDir], sources);
  if (problems.length > 0) throw new CorpusError(problems);

  const { warnings, preparedText, ...text } =
    imported.preparedText === undefined ? leaveOutPlanted(imported, isPlanted) : imported;
  const markdown =
    preparedText === undefined
      ? importText(text, parsed.data, name, today, documents)
      : readPrepared(preparedText, imported, parsed.data, name, sources, isPlanted);
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
      `《${document.title}》已经在语料里，编号是 ${sameTitle.id}；要换成这一份，加 --id ${sameTitle.id} --replace`,
    );
  }
  if (before && !(await isFile(path))) {
    refuse(`编号“${document.id}”已用于随服务发布的《${before.title}》，用 --id 另起一个`);
  }
  const unchanged = before !== undefined && contentOf(before) === contentOf(document);
  if (before && !unchanged && !request.replace) {
    refuse(
      `编号“${document.id}”已有另一份内容（《${before.title}》）；要换掉它，加 --replace；两份都要，用 --id 另起一个`,
    );
  }
  const twin = documents.find(
    (other) => other.id !== document.id && passagesOf(other) === passagesOf(document),
  );
  if (twin) {
    refuse(`内容和已有的《${twin.title}》（编号 ${twin.id}）完全一样，不用再添加`);
  }
  if (!unchanged) await writeFileAtomically(path, markdown);
  const digest = documents.find((other) => isDigestOf(other, document));
  const few =
    preparedText === undefined
      ? []
      : findFewQuestions(document).map((message) => ({ where: '', message, text: '' }));
  return {
    document,
    path,
    warnings: [...warnings, ...few],
    outcome: unchanged ? 'unchanged' : before ? 'replaced' : 'added',
    ...(digest ? { replacedDigest: digest.title } : {}),
  };
}

/**
 * A document already in the corpus's form is stored as it is, so that nothing can be left out of it; what is
 * typed beside it may not contradict it.
 */
function readPrepared(
  text: string,
  { warnings }: ImportedFile,
  description: Description,
  name: string,
  sources: SourceRegistry,
  isPlanted: IsPlanted,
): string {
  const unwanted = warnings.map(({ where, message }) => ({
    file: name,
    message: `${where}：${message.replace(/，(?:没有收进来|已经去掉)$/, '')}，删掉以后再添加`,
  }));
  const document = readMarkdown(text, name, sources);
  const written = new Map<string, unknown>(Object.entries(document));
  const problems = Object.entries(description)
    .filter(([key, value]) => value !== undefined && value !== written.get(key))
    .map(([key, value]) => ({
      file: name,
      message: `front matter 里的 ${key} 是“${written.get(key) ?? ''}”，--${key} 写的是“${value}”，改成一样的，或者去掉 --${key}`,
    }));
  const planted = document.passages
    .filter((passage) => isPlanted(passage.text))
    .map(({ anchor }) => ({
      file: name,
      message: `段落“${anchor}”里有像是对机器人下的命令，删掉以后再添加`,
    }));
  const wrong = [...problems, ...unwanted, ...planted];
  if (wrong.length > 0) throw new CorpusError(wrong);
  return text;
}

const examples = {
  report:
    '--title "某街道2024年法治政府建设情况报告" --publisher "某街道办事处" --published 2025-01-20',
  guide:
    '--kind guide --topic 法律援助 --title "法律援助怎么申请" --publisher "某街道办事处" --published 2025-01-20',
} as const;

function importText(
  imported: ImportedText,
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
        message: `还要写明 ${missing.join('、')}，例如：npm run corpus -- add ${name} ${examples[kind]}`,
      },
    ]);
  }
  if (published > today) {
    throw new CorpusError([{ file: name, message: `--published ${published} 还没有到，检查日期` }]);
  }
  if (imported.sections.length === 0) {
    throw new CorpusError([{ file: name, message: '里面没有成句的正文，检查是不是选错了文件' }]);
  }
  const titles = kind === 'report' ? `${title} ${imported.title}` : '';
  const yearInTitle = /(?:19|20)\d\d(?=年)/.exec(titles)?.[0];
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

/** What residents could be shown of it. */
function passagesOf(document: CorpusDocument): string {
  return JSON.stringify(document.passages.map(({ text }) => text));
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

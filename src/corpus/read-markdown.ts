// The home of the Markdown form of a document: front matter, one passage a second-level heading.

import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import type {
  Document,
  DocumentHeader,
  Passage,
  Service,
  Source,
  SourceReference,
} from '../domain.ts';
import { CorpusError, type Problem } from './corpus-error.ts';
import { readReferences, type SourceRegistry } from './source-registry.ts';

/** The longest passage: what a resident can still read in a message, and a prompt can hold several of. */
export const maxPassageLength = 600;

/** Between the headings of a path: "一、主要举措 › （二）完善机制 › 一是…". */
export const headingSeparator = ' › ';

/** What residents browse by. */
export const topics = [
  '法律援助',
  '调解',
  '公证',
  '打官司',
  '行政复议与信访',
  '劳动工伤',
  '婚姻家庭',
  '继承',
  '邻里物业',
  '消费借贷',
  '交通事故',
  '治安反诈',
  '特殊群体',
  '街道法治',
  '热线',
] as const;

const isoDate = z.iso.date('日期写成 2026-11-22');

const serviceSchema = z.strictObject({
  name: z.string().min(1),
  who: z.string().min(1),
  cost: z.string().min(1),
  phone: z.string().min(1),
  hours: z.string().min(1),
  materials: z.array(z.string().min(1)).min(1),
  steps: z.array(z.string().min(1)).min(1),
  deadline: z.string().min(1),
  basis: z.string().min(1),
});

const frontMatterSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, '只用小写英文、数字和连字符'),
  title: z.string().min(1),
  kind: z.enum(['report', 'report-digest', 'guide', 'hotline', 'gap', 'off-topic']),
  topic: z.enum(topics, `从这些里选：${topics.join('、')}`),
  summary: z.string().min(1),
  checked: isoDate,
  'review-by': isoDate,
  publisher: z.string().min(1).default('本服务整理'),
  published: z.string().default(''),
  url: z.url({ protocol: /^https?$/ }).optional(),
  year: z.number().int().min(1990).max(2100).optional(),
  'digest-of': z.string().min(1).optional(),
  'applies-to': z.enum(['other-year', 'other-place']).optional(),
  'known-years': z.array(z.number().int()).min(1).optional(),
  'superseded-by': z.string().min(1).optional(),
  'valid-until': isoDate.optional(),
  // An original text rather than one written by us: its passages stand for themselves.
  'self-source': z.boolean().default(false),
  'title-in-file': z.string().min(1).optional(),
  note: z.string().optional(),
  service: serviceSchema.optional(),
});

/** A document with what only the corpus room needs to know of it. */
export interface CorpusDocument extends Document {
  readonly file: string;
  /** Title of the original that this digest stands in for until the original is added. */
  readonly digestOf?: string;
  /** Title the imported file itself bears, where staff gave another. */
  readonly titleInFile?: string;
  /** Set when the document is its own source. */
  readonly selfSource?: true;
}

interface Section {
  heading: string;
  anchor: string;
  line: number;
  basis: string | undefined;
  page: number | undefined;
  body: string[];
  questions: string[];
}

/**
 * Reads one Markdown document. Everything wrong with it is reported at once.
 * @param file the name problems are reported under.
 * @throws CorpusError
 */
export function readMarkdown(text: string, file: string, sources: SourceRegistry): CorpusDocument {
  const problems: Problem[] = [];
  const match = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(text);
  if (!match?.[1]) {
    throw new CorpusError([{ file, message: '开头缺少 front matter（两行 --- 之间的说明）' }]);
  }
  const frontMatter = readFrontMatter(match[1], file);
  const bodyLine = match[0].split('\n').length;
  const sections = readSections(text.slice(match[0].length), bodyLine, file, problems);

  const {
    'known-years': knownYears,
    'superseded-by': supersededBy,
    'valid-until': validUntil,
  } = frontMatter;
  const header: DocumentHeader = {
    id: frontMatter.id,
    title: frontMatter.title,
    kind: frontMatter.kind,
    topic: frontMatter.topic,
    summary: frontMatter.summary,
    publisher: frontMatter.publisher,
    published: frontMatter.published,
    url: frontMatter.url ?? '',
    ...(frontMatter.year === undefined ? {} : { year: frontMatter.year }),
    ...(frontMatter['applies-to'] === undefined ? {} : { appliesTo: frontMatter['applies-to'] }),
    ...(knownYears === undefined ? {} : { knownYears }),
    ...(supersededBy === undefined ? {} : { supersededBy }),
    ...(validUntil === undefined ? {} : { validUntil }),
    checked: frontMatter.checked,
    reviewBy: frontMatter['review-by'],
  };

  const readBasis = (line: string | undefined, at: number): SourceReference[] => {
    if (line === undefined && frontMatter['self-source']) {
      return [{ source: ownSource(header), articles: [] }];
    }
    if (line === undefined) {
      problems.push({ file, line: at, message: '这一段缺少“依据：”一行' });
      return [];
    }
    const { references, problems: wrong } = readReferences(line, sources);
    problems.push(...wrong.map((message) => ({ file, line: at, message })));
    return references;
  };

  const passages: Passage[] = sections.map((section) => ({
    id: `${header.id}#${section.anchor}`,
    documentId: header.id,
    anchor: section.anchor,
    headings: [header.title, ...section.heading.split(headingSeparator)],
    text: section.body.join('\n').trim(),
    ...(section.page === undefined ? {} : { page: section.page }),
    questions: section.questions,
    modelQuestions: [],
    references: readBasis(section.basis, section.line),
  }));

  if (frontMatter.service) {
    const { basis, ...service } = frontMatter.service;
    passages.unshift({
      id: `${header.id}#card`,
      documentId: header.id,
      anchor: 'card',
      headings: [header.title, '办事卡'],
      text: serviceText(service),
      questions: [],
      modelQuestions: [],
      references: readBasis(basis, 1),
      service,
    });
  }

  for (const [index, passage] of passages.entries()) {
    const line = sections[index - (frontMatter.service ? 1 : 0)]?.line ?? 1;
    if (passage.text === '') problems.push({ file, line, message: '这一段没有正文' });
    if (passage.text.length > maxPassageLength) {
      problems.push({
        file,
        line,
        message: `这一段有${passage.text.length}字，超过${maxPassageLength}字，拆成两段`,
      });
    }
    if (passages.findIndex((other) => other.anchor === passage.anchor) !== index) {
      problems.push({ file, line, message: `锚点“${passage.anchor}”用了两次` });
    }
  }
  if (passages.length === 0) problems.push({ file, message: '没有段落（## 标题 {#锚点}）' });
  if (problems.length > 0) throw new CorpusError(problems);

  const digestOf = frontMatter['digest-of'];
  const titleInFile = frontMatter['title-in-file'];
  return {
    ...header,
    passages,
    file,
    ...(digestOf === undefined ? {} : { digestOf }),
    ...(titleInFile === undefined ? {} : { titleInFile }),
    ...(frontMatter['self-source'] ? { selfSource: true } : {}),
  };
}

/** The document as the basis of its own passages. */
function ownSource({ title, kind, publisher, published, url }: DocumentHeader): Source {
  const sourceKind = kind === 'report' ? 'report' : 'page';
  return { name: title, title, kind: sourceKind, publisher, version: published, url };
}

/** A service card as the lines residents read; also what its statements are checked against. */
export function serviceText(service: Service): string {
  return [
    `谁能办：${service.who}`,
    `费用：${service.cost}`,
    `电话：${service.phone}`,
    `时间地点：${service.hours}`,
    `材料：${service.materials.join('；')}`,
    `步骤：${service.steps.map((step, index) => `${index + 1}. ${step}`).join('；')}`,
    `期限：${service.deadline}`,
  ].join('\n');
}

function readFrontMatter(text: string, file: string): z.infer<typeof frontMatterSchema> {
  let value: unknown;
  try {
    value = parse(text, { schema: 'core' });
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    const message = `front matter 不是正确的 YAML：${error.message.split('\n')[0]}`;
    throw new CorpusError([{ file, line: (error.linePos?.[0].line ?? 0) + 1, message }], {
      cause: error,
    });
  }
  const parsed = frontMatterSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new CorpusError(
    parsed.error.issues.map((issue) => ({
      file,
      message: `front matter 的 ${issue.path.join('.') || '内容'} 不对：${issue.message}`,
    })),
  );
}

function readSections(
  body: string,
  firstLine: number,
  file: string,
  problems: Problem[],
): readonly Section[] {
  const sections: Section[] = [];
  let inQuestions = false;
  for (const [index, raw] of body.split(/\r?\n/).entries()) {
    const line = firstLine + index;
    const heading = /^##\s+(.+?)\s*$/.exec(raw)?.[1];
    if (heading !== undefined) {
      const [, title = heading, anchor = ''] = /^(.*?)\s*\{#([^}]*)\}$/.exec(heading) ?? [];
      if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(anchor)) {
        problems.push({ file, line, message: '标题后面要有锚点，例如 {#cost}' });
      }
      sections.push({
        heading: title,
        anchor,
        line,
        basis: undefined,
        page: undefined,
        body: [],
        questions: [],
      });
      inQuestions = false;
      continue;
    }
    const section = sections.at(-1);
    if (!section) {
      if (raw.trim() !== '') problems.push({ file, line, message: '第一个 ## 标题之前不能有正文' });
      continue;
    }
    const basis = /^依据[：:]\s*(.*)$/.exec(raw)?.[1];
    const page = /^页码[：:]\s*([1-9]\d{0,4})\s*$/.exec(raw)?.[1];
    if (basis !== undefined) {
      section.basis = basis;
    } else if (page !== undefined) {
      section.page = Number(page);
    } else if (/^问法[：:]\s*$/.test(raw)) {
      inQuestions = true;
    } else if (inQuestions) {
      const question = /^[-*]\s+(.+?)\s*$/.exec(raw)?.[1];
      if (question) section.questions.push(question);
      else if (raw.trim() !== '') {
        problems.push({ file, line, message: '“问法：”下面每行写成“- 问题”' });
      }
    } else {
      section.body.push(raw.trimEnd().replace(/^\\/, ''));
    }
  }
  return sections;
}

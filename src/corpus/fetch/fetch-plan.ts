// The home of the `fetch:` blocks in `corpus/sources.yaml`: which pages are looked at, how often, and what for.

import { z } from 'zod';
import { CorpusError, type Problem } from '../corpus-error.ts';
import { topics } from '../read-markdown.ts';
import { readSourceEntries } from '../source-registry.ts';

const fetchSchema = z.strictObject({
  'every-days': z.int('写整数').min(1, '至少1天').max(3650, '最多3650天'),
  /** CSS selector of the main text, where it is not found by itself. */
  selector: z.string().min(1).optional(),
  /** Set when the page itself is to become a document of the corpus. */
  document: z
    .strictObject({
      id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, '只用小写英文、数字和连字符'),
      kind: z.enum(['report', 'guide'], '只能是 report 或 guide'),
      topic: z.enum(topics, `从这些里选：${topics.join('、')}`),
      year: z.int().min(1990).max(2100).optional(),
    })
    .optional(),
});

/** What a fetched page becomes; title, publisher and address are the source's. */
export interface FetchedDocument {
  readonly id: string;
  readonly kind: 'report' | 'guide';
  readonly topic: string;
  readonly year?: number;
  /** ISO date. */
  readonly published: string;
}

export interface FetchPlan {
  readonly name: string;
  /** The name as a folder. */
  readonly slug: string;
  readonly title: string;
  readonly publisher: string;
  readonly url: string;
  readonly everyDays: number;
  readonly selector?: string;
  readonly document?: FetchedDocument;
}

export interface FetchPlans {
  readonly plans: readonly FetchPlan[];
  /** Hosts of all registered addresses; no other is ever asked. */
  readonly hosts: ReadonlySet<string>;
}

/** @throws CorpusError listing every block that is malformed. */
export function readFetchPlans(text: string, file = 'sources.yaml'): FetchPlans {
  const problems: Problem[] = [];
  const plans: FetchPlan[] = [];
  const entries = readSourceEntries(text, file);
  for (const { name, title, publisher, version, url, link, fetch } of entries) {
    if (fetch === undefined) continue;
    const refuse = (message: string) =>
      problems.push({ file, message: `来源“${name}”的 fetch ${message}` });
    const parsed = fetchSchema.safeParse(fetch);
    if (!parsed.success) {
      for (const { path, message } of parsed.error.issues) {
        refuse(`的 ${path.join('.') || '内容'} 不对：${message}`);
      }
      continue;
    }
    const { 'every-days': everyDays, selector, document } = parsed.data;
    const [published] = /^\d{4}-\d\d-\d\d/.exec(version) ?? [];
    const slug = name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60);
    const twin = plans.find((other) => other.slug === slug);
    if (url === undefined || link !== 'confirmed') {
      refuse('不能写：网址要先有人打开看过（link: confirmed）');
      continue;
    }
    if (document && published === undefined) {
      refuse('的 document 不能写：version 要以发布日期开头，例如 2024-01-24');
    }
    if (document && plans.some((other) => other.document?.id === document.id)) {
      refuse(`的 document.id“${document.id}”写了两次`);
    }
    if (twin) refuse(`不能写：名字和“${twin.name}”太像，分不开文件夹`);
    plans.push({
      name,
      slug,
      title,
      publisher,
      url,
      everyDays,
      ...(selector === undefined ? {} : { selector }),
      ...(document && published ? { document: readDocument(document, published) } : {}),
    });
  }
  if (problems.length > 0) throw new CorpusError(problems);
  return { plans, hosts: new Set(entries.flatMap(({ url }) => (url ? [new URL(url).host] : []))) };
}

function readDocument(
  { year, ...document }: NonNullable<z.infer<typeof fetchSchema>['document']>,
  published: string,
): FetchedDocument {
  return { ...document, published, ...(year === undefined ? {} : { year }) };
}

// The home of `corpus/sources.yaml`: which sources exist, and how a 依据 line names them.

import { parse } from 'yaml';
import { z } from 'zod';
import type { Source, SourceReference } from '../domain.ts';
import { CorpusError } from './corpus-error.ts';

const entrySchema = z.strictObject({
  name: z.string().min(1),
  aliases: z.array(z.string().min(1)).default([]),
  title: z.string().min(1),
  kind: z.enum(['law', 'regulation', 'interpretation', 'local', 'page', 'report']),
  publisher: z.string().min(1),
  version: z.string().default(''),
  url: z.url({ protocol: /^https?$/ }).optional(),
  link: z.enum(['confirmed', 'unconfirmed', 'none']).default('none'),
  // Read by `fetch/fetch-plan.ts`: whoever only cites a source needs nothing of it.
  fetch: z.unknown().optional(),
  'valid-until': z.iso.date().optional(),
  'superseded-by': z.string().min(1).optional(),
});

/** One entry as it stands in the file. */
export type SourceEntry = Readonly<z.infer<typeof entrySchema>>;

/** Sources by name and alias. */
export type SourceRegistry = ReadonlyMap<string, Source>;

const articlePattern = /^第(\d+)条(?:之[一二三四五六七八九十])?(?:第\d+款)?(?:第\d+项)?$/;

/** @throws CorpusError when an entry is malformed. */
export function readSourceEntries(text: string, file = 'sources.yaml'): SourceEntry[] {
  const parsed = z.array(entrySchema).safeParse(parse(text));
  if (!parsed.success) {
    throw new CorpusError(
      parsed.error.issues.map((issue) => ({
        file,
        message: `第${Number(issue.path[0] ?? 0) + 1}个来源的 ${issue.path.slice(1).join('.')} 不对：${issue.message}`,
      })),
    );
  }
  return parsed.data;
}

/**
 * Reads `sources.yaml`.
 * @throws CorpusError when an entry is malformed or a name stands twice.
 */
export function readSources(text: string, file = 'sources.yaml'): SourceRegistry {
  const registry = new Map<string, Source>();
  for (const { aliases, link, url, fetch, ...rest } of readSourceEntries(text, file)) {
    const { 'valid-until': validUntil, 'superseded-by': supersededBy, ...named } = rest;
    const entry = {
      ...named,
      ...(validUntil === undefined ? {} : { validUntil }),
      ...(supersededBy === undefined ? {} : { supersededBy }),
    };
    if ((link === 'none') !== (url === undefined)) {
      throw new CorpusError([{ file, message: `来源“${entry.name}”的 url 与 link 不一致` }]);
    }
    for (const name of [entry.name, ...aliases]) {
      if (registry.has(name)) throw new CorpusError([{ file, message: `来源“${name}”写了两次` }]);
      registry.set(name, { ...entry, url: url ?? '' });
    }
  }
  for (const { name, supersededBy } of registry.values()) {
    if (supersededBy === undefined) continue;
    if (supersededBy === name || !registry.has(supersededBy)) {
      const message = `来源“${name}”的 superseded-by“${supersededBy}”不是另一个来源，先登记那个来源`;
      throw new CorpusError([{ file, message }]);
    }
  }
  return registry;
}

/** Sources that are cited down to the article. */
export function needsArticle(source: Source): boolean {
  return source.kind !== 'page' && source.kind !== 'report';
}

/**
 * Reads a 依据 line: references separated by "；", each a source name and, for laws, its articles
 * ("民法典第1077条、第1078条").
 * @returns the references, and a sentence for each that cannot be read.
 */
export function readReferences(
  line: string,
  sources: SourceRegistry,
): { references: SourceReference[]; problems: string[] } {
  const references: SourceReference[] = [];
  const problems: string[] = [];
  for (const part of line.split(/[；;]/).map((item) => item.trim())) {
    if (part === '') continue;
    const start = part.search(/第\d+条/);
    const name = (start < 0 ? part : part.slice(0, start)).replace(/[《》]/g, '').trim();
    const source = sources.get(name);
    if (!source) {
      problems.push(`依据里的“${name}”不在 sources.yaml 里，先登记来源`);
      continue;
    }
    const articles =
      start < 0
        ? []
        : part
            .slice(start)
            .split(/[、，,]/)
            .map((article) => article.trim());
    const wrong = articles.filter((article) => !articlePattern.test(article));
    if (wrong.length > 0) {
      problems.push(`依据里的条号“${wrong.join('、')}”写法不对，应写成“第12条、第13条”`);
    }
    if (needsArticle(source) && articles.length === 0) {
      problems.push(`“${name}”要写到条，例如“${name}第12条”`);
    }
    references.push({ source, articles });
  }
  if (references.length === 0 && problems.length === 0) problems.push('依据是空的');
  return { references, problems };
}

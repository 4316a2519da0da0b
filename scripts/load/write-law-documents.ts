// The home of a large working copy: articles of law as documents in the folder of what staff added.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { maxPassageLength } from '../../src/corpus/read-markdown.ts';

export interface Article {
  readonly title: string;
  readonly text: string;
}

const lineSchema = z.object({ title: z.string(), text: z.string() });

/** @param file JSON lines of `{"title","text"}`, packed with gzip. */
export async function readArticles(file: string): Promise<Article[]> {
  return gunzipSync(await readFile(file))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => lineSchema.parse(JSON.parse(line)));
}

/** As many articles as wanted, none twice, each of the halves of two of the corpus's own passages. */
export function inventArticles(texts: readonly string[], count: number): Article[] {
  return Array.from({ length: count }, (_, index) => {
    const first = texts[index % texts.length] ?? '';
    const second = texts[(index * 7 + Math.floor(index / texts.length)) % texts.length] ?? '';
    const text = first.slice(0, first.length / 2) + second.slice(second.length / 2);
    return { title: `资料第${index + 1}条`, text: `${text}（${index + 1}）` };
  });
}

const perDocument = 200;

/** Writes one document a law, and passages no longer than passages may be. @returns how many passages. */
export async function writeLawDocuments(
  articles: readonly Article[],
  addedDir: string,
): Promise<number> {
  const folder = join(addedDir, 'guides');
  await mkdir(folder, { recursive: true });
  let passages = 0;
  for (const [number, { law, members }] of groupByLaw(articles).entries()) {
    const sections = members.flatMap(({ title, text }, index) =>
      cut(text).map(
        (part, place) =>
          `## ${title.slice(law.length) || title} {#a${index}-${place}}\n\n${part}\n`,
      ),
    );
    passages += sections.length;
    const header = [
      `id: law-${number}`,
      `title: ${JSON.stringify(law)}`,
      'kind: guide',
      'topic: 打官司',
      `summary: ${JSON.stringify(law)}`,
      'checked: 2026-01-01',
      'review-by: 2036-01-01',
      'self-source: true',
    ];
    const text = `---\n${header.join('\n')}\n---\n\n${sections.join('\n')}`;
    await writeFile(join(folder, `law-${number}.md`), text);
  }
  return passages;
}

function groupByLaw(articles: readonly Article[]): { law: string; members: Article[] }[] {
  const groups: { law: string; members: Article[] }[] = [];
  for (const article of articles) {
    const law = article.title.replace(/第[零〇一二三四五六七八九十百千万\d]+条.*$/, '') || '资料';
    const last = groups.at(-1);
    if (last?.law === law && last.members.length < perDocument) last.members.push(article);
    else groups.push({ law, members: [article] });
  }
  return groups;
}

function cut(text: string): string[] {
  const line = text.replace(/\s+/g, ' ').trim() || '（无）';
  const size = maxPassageLength - 1;
  return Array.from(
    { length: Math.ceil(line.length / size) },
    (_, index) =>
      // A line that begins with what the format reads as its own is shown as it is behind a backslash.
      `\\${line.slice(index * size, (index + 1) * size)}`,
  );
}

// The home of writing an imported text in the corpus's own Markdown form: what `read-markdown.ts` reads back.

import { stringify } from 'yaml';
import type { DocumentHeader } from '../domain.ts';
import type { ImportedText } from './imported-text.ts';
import { headingSeparator } from './read-markdown.ts';

/** @param text its title is kept where it is not the header's, so that a digest of it is found. */
export function writeMarkdown(header: DocumentHeader, text: ImportedText): string {
  const frontMatter = stringify(
    {
      id: header.id,
      title: header.title,
      kind: header.kind,
      topic: header.topic,
      summary: header.summary,
      publisher: header.publisher,
      published: header.published,
      url: header.url || undefined,
      year: header.year,
      'self-source': true,
      'title-in-file': text.title === '' || text.title === header.title ? undefined : text.title,
      checked: header.checked,
      'review-by': header.reviewBy,
    },
    { lineWidth: 0 },
  );
  const sections = text.sections.map(({ anchor, headings, text: body, page }) => {
    const path = headings.map((heading) => heading.replaceAll('›', '>').replace(/[{}]/g, ''));
    const heading = path.join(headingSeparator) || (text.sections.length > 1 ? '前言' : '全文');
    const place = page === undefined ? '' : `页码：${page}\n\n`;
    return `## ${heading} {#${anchor}}\n\n${place}${escapeLines(body)}\n`;
  });
  return `---\n${frontMatter}---\n\n${sections.join('\n')}`;
}

/** Lines that would mean something to the reader get a backslash before them. */
function escapeLines(text: string): string {
  return text.replace(/^(?=##\s|\\|(?:依据|问法|页码)[：:])/gm, '\\');
}

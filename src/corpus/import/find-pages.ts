// The home of telling on which page a section begins, whatever reader cut the text into sections. Pure.

import type { ImportedLine, ImportedSection } from '../imported-text.ts';

/** Sections come in reading order, each a piece of the text of the lines but for spaces. */
export function withPages(
  sections: readonly ImportedSection[],
  lines: readonly ImportedLine[],
): ImportedSection[] {
  const starts: { at: number; page: number }[] = [];
  let whole = '';
  for (const { text, page } of lines) {
    if (page !== undefined) starts.push({ at: whole.length, page });
    whole += withoutSpaces(text);
  }
  let from = 0;
  return sections.map((section) => {
    const at = whole.indexOf(withoutSpaces(section.text), from);
    // The overview is made of headings and stands nowhere.
    if (at < 0) return section;
    from = at;
    const page = starts.findLast((start) => start.at <= at)?.page;
    return page === undefined ? section : { ...section, page };
  });
}

function withoutSpaces(text: string): string {
  return text.replace(/\s+/g, '');
}

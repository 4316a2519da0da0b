// The home of the form of laws and rules: 第一编 / 第一章 / 第一节 become the path, every 第一条 a section.

import { numeralClass, readNumeral } from './chinese-numeral.ts';
import { type ImportedSection, type ImportedText, toSections } from './imported-text.ts';

const divisionPattern = new RegExp(`^第(${numeralClass}{1,5})([编章节])\\s*(.*)$`);
const articlePattern = new RegExp(`^第(${numeralClass}{1,7})条(?:之(${numeralClass}{1,3}))?\\s*`);
const divisions = '编章节';
const minArticles = 3;

/** Whether lines are those of a law or a rule: several begin with 第…条. */
export function isStatute(lines: readonly string[]): boolean {
  return lines.filter((line) => articlePattern.test(line)).length >= minArticles;
}

/**
 * Articles are numbered through the whole text, so that an anchor is the article's own number:
 * `article-12`, `article-12-1` for 第十二条之一. What stands before the first article is `preamble`.
 */
export function readStatute(lines: readonly string[]): ImportedText {
  const first = lines.findIndex((line) => divisionPattern.test(line) || articlePattern.test(line));
  const [title = '', ...preamble] = lines.slice(0, Math.max(0, first));
  const pieces: { anchor: string; headings: string[]; lines: string[] }[] = [
    { anchor: 'preamble', headings: [], lines: preamble },
  ];
  const path: string[] = [];
  for (const line of lines.slice(Math.max(0, first))) {
    const [, , kind = '', name = ''] = divisionPattern.exec(line) ?? [];
    const isDivision = kind !== '' && name.length < 40 && !/[。；]/.test(name);
    const [found, number = '', extra = ''] = articlePattern.exec(line) ?? [];
    if (isDivision) {
      path.length = divisions.indexOf(kind);
      path[divisions.indexOf(kind)] = line;
    } else if (found !== undefined) {
      const own = [readNumeral(number), ...(extra === '' ? [] : [readNumeral(extra)])];
      const headings = [...path.filter(Boolean), found.trim()];
      pieces.push({ anchor: `article-${own.join('-')}`, headings, lines: [line] });
    } else {
      pieces.at(-1)?.lines.push(line);
    }
  }
  const sections = pieces.map(
    ({ anchor, headings, lines: own }): ImportedSection => ({
      anchor,
      headings,
      text: own.join('\n'),
    }),
  );
  return { title, sections: toSections(sections.filter(({ text }) => text !== '')) };
}

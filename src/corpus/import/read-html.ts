// The home of reading a page: its main text, or what a selector names.

import { Readability } from '@mozilla/readability';
import { readLines } from '../headed-lines.ts';
import { cleanLine, type ImportedLine, type ImportedText, toSections } from '../imported-text.ts';
import { htmlLines } from './html-lines.ts';
import { ImportRefusal } from './import-refusal.ts';
import { type PageDocument, type PageElement, parsePage } from './page-tree.ts';
import { removeUnseen } from './unseen-html.ts';
import type { Warnings } from './warnings.ts';

/**
 * @param selector CSS; what it matches is read instead of what looks like the main text.
 * @throws ImportRefusal when the selector matches nothing.
 */
export function readHtml(
  html: string,
  selector: string | undefined,
  warnings: Warnings,
): ImportedText {
  const document = parsePage(html);
  removeUnseen(document, warnings);
  const heading = cleanLine(document.querySelector('h1')?.textContent ?? '');
  const named = cleanLine(document.querySelector('title')?.textContent ?? '');
  if (selector !== undefined) {
    return withTitle(selectedLines(document, selector), heading, named);
  }
  // Readability empties the document it reads.
  const whole = htmlLines(document.documentElement);
  const article = new Readability(document).parse();
  const content = article?.content
    ? htmlLines(parsePage(`<html><body>${article.content}</body></html>`).documentElement)
    : [];
  const lines = content.length > 0 ? content : whole;
  return withTitle(lines, heading, article?.title ?? named);
}

/** The HTML that mammoth makes of a Word file: all of it is main text. */
export function readHtmlBody(html: string): ImportedText {
  const document = parsePage(`<html><body>${html}</body></html>`);
  return readLines(htmlLines(document.documentElement));
}

function selectedLines(document: PageDocument, selector: string): ImportedLine[] {
  let elements: PageElement[];
  try {
    elements = [...document.querySelectorAll(selector)];
  } catch (error) {
    throw new ImportRefusal(`选择器“${selector}”写得不对，照着 CSS 的写法改`, { cause: error });
  }
  const outer = elements.filter((one) => !elements.some((two) => two !== one && two.contains(one)));
  if (outer.length === 0) {
    throw new ImportRefusal(`网页里没有选择器“${selector}”指的内容，网页可能改版了，换一个选择器`);
  }
  return outer.flatMap((element) => htmlLines(element));
}

/** The page's heading, else what stands first as a title, else what the window is called. */
function withTitle(lines: readonly ImportedLine[], heading: string, named: string): ImportedText {
  const text = readLines(lines[0]?.text === heading ? lines.slice(1) : lines);
  if (heading === '') return text.title === '' ? { ...text, title: named } : text;
  // What stood first is no title where the page has another.
  const isOther = text.title !== '' && !heading.includes(text.title);
  const first = isOther ? [{ anchor: 'opening', headings: [], text: text.title }] : [];
  return { title: heading, sections: toSections([...first, ...text.sections]) };
}

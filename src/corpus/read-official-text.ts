// The home of the plain-text form of Chinese official documents: 一、 / （一） / 一是…二是… become headings and sections.

import { numeralClass, readNumeral } from './chinese-numeral.ts';
import { cleanLine, type ImportedSection, type ImportedText, toSections } from './imported-text.ts';
import { isStatute, readStatute } from './read-statute.ts';

const partPattern = new RegExp(`^(${numeralClass}{1,3})、\\s*(.+)$`);
const chapterPattern = new RegExp(`^[（(](${numeralClass}{1,3})[)）]\\s*(.+)$`);
/** 一是 at the start of a sentence, or 1. or （1） at the start of a line. */
const itemPattern = new RegExp(
  `(?<=^|[。；：\\n] ?)(${numeralClass}{1,3})是|(?<=^|\\n)(?:(\\d{1,2})[.．、](?!\\d)|[（(](\\d{1,2})[)）])`,
  'g',
);
const datePattern = /^[（(]?\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日[)）]?$/;
const pageNumberPattern = /^[-—–－ ]*\d{1,3}[-—–－ ]*$/;
const longestItemHeading = 40;
const longestSignature = 40;

/** Whether a heading bears the numbering of official documents. */
export function isOfficialHeading(text: string): boolean {
  return (
    partPattern.test(text) ||
    chapterPattern.test(text) ||
    new RegExp(`^(?:\\d{1,2}[.．、]|[（(]\\d{1,2}[)）]|第${numeralClass}+[编章节条])`).test(text)
  );
}

interface Block {
  readonly part: number;
  readonly partHeading: string;
  readonly chapter: number;
  readonly chapterHeading: string;
  readonly text: string;
}

/**
 * Splits an official document into sections along its own numbering. Anchors are
 * `s<一、>-<（一）>-<一是>` with 0 for a level that is missing, so that a digest can use the same ones;
 * `overview` lists the headings. Lines before the first sentence are the title. No section: no text.
 * Laws and rules are read by their articles instead.
 */
export function readOfficialText(text: string): ImportedText {
  const lines = withoutSignature(
    text
      .split(/\r?\n/)
      .map(cleanLine)
      .filter((line) => line !== '' && !pageNumberPattern.test(line)),
  );
  if (isStatute(lines)) return readStatute(lines);
  const start = lines.findIndex((line) => /[。：；]|^- /.test(line) || isOfficialHeading(line));
  if (start < 0) return { title: lines.join(''), sections: [] };
  const title = lines
    .slice(0, start)
    .filter((line) => !datePattern.test(line))
    .join('');
  const pieces = readBlocks(lines.slice(start)).flatMap(readItems);
  return { title, sections: toSections([...readOverview(pieces), ...pieces]) };
}

function readBlocks(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let place = { part: 0, partHeading: '', chapter: 0, chapterHeading: '' };
  const append = (line: string) => {
    const last = blocks.at(-1);
    if (last && last.part === place.part && last.chapter === place.chapter) {
      blocks[blocks.length - 1] = { ...last, text: `${last.text}\n${line}` };
    } else {
      blocks.push({ ...place, text: line });
    }
  };
  for (const line of lines) {
    const [, part = '', partLine = ''] = partPattern.exec(line) ?? [];
    const [, chapter = '', chapterLine = ''] = chapterPattern.exec(line) ?? [];
    if (part === '' && chapter === '') {
      append(line);
      continue;
    }
    const [heading, rest] = splitHeading(part === '' ? chapterLine : partLine);
    place =
      part === ''
        ? { ...place, chapter: readNumeral(chapter), chapterHeading: `（${chapter}）${heading}` }
        : {
            part: readNumeral(part),
            partHeading: `${part}、${heading}`,
            chapter: 0,
            chapterHeading: '',
          };
    if (rest !== '') append(rest);
  }
  return blocks;
}

/** "夯实思想基础。成立了…" -> heading and text, the heading's sentence included; a line of one sentence is all heading. */
function splitHeading(line: string): [heading: string, rest: string] {
  const end = line.indexOf('。');
  if (end < 0) return [line, ''];
  return [line.slice(0, end), end === line.length - 1 ? '' : line];
}

function readItems(block: Block): ImportedSection[] {
  const marks = findItems(block.text);
  const anchor = (item: number) => `s${block.part}-${block.chapter}-${item}`;
  const path = [block.partHeading, block.chapterHeading].filter((heading) => heading !== '');
  const pieces: ImportedSection[] = [];
  const before = block.text.slice(0, marks[0]?.at ?? block.text.length).trim();
  const onlyHeading = block.chapterHeading.endsWith(before.replace(/。$/, ''));
  if (before !== '' && !(onlyHeading && marks.length > 0)) {
    pieces.push({ anchor: anchor(0), headings: path, text: before });
  }
  for (const [index, { number, at }] of marks.entries()) {
    const text = block.text.slice(at, marks[index + 1]?.at ?? block.text.length).trim();
    pieces.push({ anchor: anchor(number), headings: [...path, itemHeading(text)], text });
  }
  return pieces;
}

/** Items in counting order: 一是 may begin again, 三是 without 二是 before it is no item. */
function findItems(text: string): { number: number; at: number }[] {
  const found: { number: number; at: number }[] = [];
  let form: 'chinese' | 'arabic' | 'bracketed' | undefined;
  for (const match of text.matchAll(itemPattern)) {
    const [, chinese, arabic, bracketed] = match;
    const own = chinese ? 'chinese' : arabic ? 'arabic' : 'bracketed';
    const number = chinese ? readNumeral(chinese) : Number(arabic ?? bracketed);
    if (number !== 1 && number !== (found.at(-1)?.number ?? 0) + 1) continue;
    // The form met first is the items'; another is a numbering inside them.
    form ??= own;
    if (form === own) found.push({ number, at: match.index });
  }
  return found;
}

function itemHeading(text: string): string {
  const [sentence = ''] = text.split(/[。；：\n]/);
  if (sentence.length <= longestItemHeading) return sentence;
  const [clause = ''] = sentence.split('，');
  return clause.slice(0, longestItemHeading);
}

/**
 * The document's own headings as a section, for those who ask what it is about: a line a part, with its
 * chapters or, where it has none, its items. Only where there are several.
 */
function readOverview(pieces: readonly ImportedSection[]): ImportedSection[] {
  const parts = new Map<string, Set<string>>();
  for (const { headings } of pieces) {
    const [part, below] = headings;
    if (part === undefined) continue;
    const known = parts.get(part) ?? new Set();
    parts.set(part, below === undefined ? known : known.add(below));
  }
  const lines = [...parts].map(([part, below]) =>
    below.size === 0 ? part : `${part}：${[...below].join('，')}`,
  );
  if (lines.length < 2) return [];
  return [{ anchor: 'overview', headings: ['目录'], text: lines.join('\n') }];
}

/** Issuer and date under the text are no statement. */
function withoutSignature(lines: readonly string[]): readonly string[] {
  const last = lines.at(-1);
  if (!last || !datePattern.test(last)) return lines;
  const issuer = lines.at(-2) ?? '';
  const signed = issuer.length <= longestSignature && !/[。：；，]/.test(issuer);
  return lines.slice(0, signed ? -2 : -1);
}

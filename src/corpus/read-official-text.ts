// The home of the plain-text form of Chinese official documents: 一、 / （一） / 一是…二是… become headings and passages.

import type { Passage, Source } from '../domain.ts';
import { CorpusError } from './corpus-error.ts';
import { maxPassageLength } from './read-markdown.ts';

const numerals = '一二三四五六七八九十';
const partPattern = new RegExp(`^([${numerals}]+)、\\s*(.+)$`);
const chapterPattern = new RegExp(`^（([${numerals}]+)）\\s*(.+)$`);
const itemPattern = new RegExp(`(?<=^|[。；：\\n])\\s*([${numerals}]+)是`, 'g');

interface Place {
  part: number;
  partHeading: string;
  chapter: number;
  chapterHeading: string;
}

/**
 * Splits an official document into passages along its own numbering. Anchors are
 * `s<一、>-<（一）>-<一是>` with 0 for a level that is missing, so that a digest can use the same ones.
 * @param text the document, title first; lines before the first paragraph that ends in a sentence mark are the title.
 * @throws CorpusError when there is no text.
 */
export function readOfficialText(
  text: string,
  document: { id: string; title: string },
  source: Source,
): Passage[] {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.replace(/[\u00a0\u3000\t ]+/g, ' ').trim())
    .filter((line) => line !== '');
  const start = lines.findIndex((line) => /[。：；]/.test(line) || partPattern.test(line));
  if (start < 0) {
    throw new CorpusError([{ file: document.id, message: '没有正文：请确认这是文字版的公文' }]);
  }

  const place: Place = { part: 0, partHeading: '', chapter: 0, chapterHeading: '' };
  const blocks: { place: Place; text: string }[] = [];
  const append = (line: string) => {
    const last = blocks.at(-1);
    if (last && last.place.part === place.part && last.place.chapter === place.chapter) {
      last.text += `\n${line}`;
    } else {
      blocks.push({ place: { ...place }, text: line });
    }
  };

  for (const line of lines.slice(start)) {
    const part = partPattern.exec(line);
    if (part?.[1] && part[2]) {
      const [heading, rest] = splitHeading(part[2]);
      Object.assign(place, {
        part: readNumeral(part[1]),
        partHeading: `${part[1]}、${heading}`,
        chapter: 0,
        chapterHeading: '',
      });
      if (rest) append(rest);
      continue;
    }
    const chapter = chapterPattern.exec(line);
    if (chapter?.[1] && chapter[2]) {
      const [heading, rest] = splitHeading(chapter[2]);
      place.chapter = readNumeral(chapter[1]);
      place.chapterHeading = `（${chapter[1]}）${heading}`;
      if (rest) append(rest);
      continue;
    }
    append(line);
  }

  return blocks.flatMap((block) => readItems(block.place, block.text, document, source));
}

/** "夯实思想基础。成立了…" -> heading and text; a line with no text behind its first sentence is all heading. */
function splitHeading(line: string): [heading: string, rest: string] {
  const end = line.indexOf('。');
  if (end < 0) return [line, ''];
  const rest = line.slice(end + 1).trim();
  return rest === '' ? [line.slice(0, end), ''] : [line.slice(0, end), line];
}

function readItems(
  place: Place,
  text: string,
  document: { id: string; title: string },
  source: Source,
): Passage[] {
  const marks = [...text.matchAll(itemPattern)];
  const pieces: { number: number; text: string }[] = [];
  const before = text.slice(0, marks[0]?.index ?? text.length).trim();
  if (before !== '') pieces.push({ number: 0, text: before });
  for (const [index, mark] of marks.entries()) {
    const piece = text.slice(mark.index, marks[index + 1]?.index ?? text.length).trim();
    pieces.push({ number: readNumeral(mark[1] ?? ''), text: piece });
  }
  return pieces.flatMap((piece) => {
    const anchor = `s${place.part}-${place.chapter}-${piece.number}`;
    const own =
      piece.number === 0 ? '' : (/^[^。；：\n]*/.exec(piece.text)?.[0] ?? '').slice(0, 60);
    const headings = [document.title, place.partHeading, place.chapterHeading, own].filter(
      (heading) => heading !== '',
    );
    return splitLong(piece.text).map((part, index) => ({
      id: `${document.id}#${index === 0 ? anchor : `${anchor}-${index + 1}`}`,
      documentId: document.id,
      anchor: index === 0 ? anchor : `${anchor}-${index + 1}`,
      headings,
      text: part,
      questions: [],
      references: [{ source, articles: [] }],
    }));
  });
}

/** Cuts at sentence ends so that no part is longer than a passage may be. */
export function splitLong(text: string): string[] {
  const parts: string[] = [];
  for (const sentence of text.match(/[^。！？\n]+[。！？\n]*|\n+/g) ?? []) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + sentence.length <= maxPassageLength) {
      parts[parts.length - 1] = last + sentence;
    } else {
      for (let at = 0; at < sentence.length; at += maxPassageLength) {
        parts.push(sentence.slice(at, at + maxPassageLength));
      }
    }
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** Chinese numerals up to 99, as headings use them. */
function readNumeral(text: string): number {
  const digit = (char: string | undefined) => (char ? numerals.indexOf(char) + 1 : 0);
  const ten = text.indexOf('十');
  if (ten < 0) return digit(text);
  const tens = ten === 0 ? 1 : digit(text[0]);
  return tens * 10 + digit(text[ten + 1]);
}

// The home of what an importer brings: a title and sections in reading order, each short enough to be a passage.

import { plainCharacters } from './plain-characters.ts';
import { maxPassageLength } from './read-markdown.ts';

export interface ImportedSection {
  readonly anchor: string;
  /** From the outermost heading to the section's own, without the document's title. */
  readonly headings: readonly string[];
  readonly text: string;
  /** Page of the file on which the section begins, from 1. */
  readonly page?: number;
}

export interface ImportedText {
  /** As the file itself says it; empty when it says none. */
  readonly title: string;
  readonly sections: readonly ImportedSection[];
}

/** A line or paragraph in reading order. */
export interface ImportedLine {
  readonly text: string;
  /** 1 to 6 where the file marks the line as a heading. */
  readonly level?: number;
  /** Page of the file on which the line begins, from 1. */
  readonly page?: number;
}

/** What somebody should look at, and where it stands. */
export interface ImportWarning {
  /** "第3页", "第2行", "工作表“名单”"; empty when it is the file as a whole. */
  readonly where: string;
  readonly message: string;
  /** The words it is about; empty when there are none. */
  readonly text: string;
}

/** "第3页：白色的文字，没有收进来：“…”" */
export function describeWarning({ where, message, text }: ImportWarning): string {
  return [where, message, text && `“${text}”`].filter(Boolean).join('：');
}

/** Splits what is too long and numbers anchors that come back: s1-1-1, s1-1-1-2, s1-1-1-3. */
export function toSections(pieces: readonly ImportedSection[]): ImportedSection[] {
  const seen = new Set<string>();
  return pieces.flatMap(({ anchor, headings, text }) =>
    splitLong(text).map((part) => {
      let own = anchor;
      for (let number = 2; seen.has(own); number += 1) own = `${anchor}-${number}`;
      seen.add(own);
      return { anchor: own, headings, text: part };
    }),
  );
}

/** Cuts at sentence ends so that no part is longer than a passage may be. */
export function splitLong(text: string): string[] {
  if (text.length <= maxPassageLength) return text === '' ? [] : [text];
  const parts: string[] = [];
  for (const sentence of text.match(/[^。！？\n]+(?:[。！？]+[”’」』）]*|\n)*|[。！？\n]+/g) ??
    []) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + sentence.length <= maxPassageLength) {
      parts[parts.length - 1] = last + sentence;
      continue;
    }
    for (let at = 0; at < sentence.length; at += maxPassageLength) {
      parts.push(sentence.slice(at, at + maxPassageLength));
    }
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** Spaces to one, look-alike characters to the usual ones, characters that nobody sees out. */
export function cleanLine(line: string): string {
  return plainCharacters(line)
    .replace(/[\p{Cf}\p{Cc}]/gu, (char) => (char === '\t' ? ' ' : ''))
    .replace(/[\p{Zs} ]+/gu, ' ')
    .trim();
}

// The home of what an importer brings: a title and sections in reading order, each short enough to be a passage.

import { maxPassageLength } from './read-markdown.ts';

export interface ImportedSection {
  readonly anchor: string;
  /** From the outermost heading to the section's own, without the document's title. */
  readonly headings: readonly string[];
  readonly text: string;
}

export interface ImportedText {
  /** As the file itself says it; empty when it says none. */
  readonly title: string;
  readonly sections: readonly ImportedSection[];
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

/** Spaces to one, characters that nobody sees out; the words stay as they are. */
export function cleanLine(line: string): string {
  return line
    .replace(/[\p{Cf}\p{Cc}]/gu, (char) => (char === '\t' ? ' ' : ''))
    .replace(/[\p{Zs} ]+/gu, ' ')
    .trim();
}

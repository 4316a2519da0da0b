// Finds what a statement and a quoted passage share, so that the eye of a reviewer goes there first. Pure.

import { findFigures } from '../../answering/figures.ts';

export interface Mark {
  readonly text: string;
  /** What also stands in the other text: a figure, or words; `plain` does not. */
  readonly kind: 'plain' | 'word' | 'figure';
}

const words = new Intl.Segmenter('zh', { granularity: 'word' });
/** So many characters in a row are no chance. */
const runLength = 4;

const digit = '[零〇一二两三四五六七八九十百千万亿\\d]';
const unit =
  '(?:个?(?:工作日|月|小时|星期)|分钟|周岁|[年月日天周元岁时点分条款项次人件号倍名位户家份]|%)';
/** Where a figure may stand; `findFigures` says whether one does. */
const figurePlace = new RegExp(
  `《[^《》]{2,80}》|(?:第|百分之)?(?:${digit}(?:(?:${digit}|[.,:/-])*${digit})?${unit}?)+`,
  'gu',
);

/** @returns the pieces of `text` in order; together they are the text. */
export function markCommon(text: string, other: string): Mark[] {
  const folded = foldEach(text);
  const foldedOther = foldEach(other);
  const kinds = new Array<Mark['kind']>(text.length).fill('plain');
  for (let at = 0; at + runLength <= folded.length; at += 1) {
    if (foldedOther.includes(folded.slice(at, at + runLength))) {
      kinds.fill('word', at, at + runLength);
    }
  }
  for (const { segment, index, isWordLike } of words.segment(folded)) {
    if (isWordLike && segment.length >= 2 && foldedOther.includes(segment)) {
      kinds.fill('word', index, index + segment.length);
    }
  }
  const values = new Set(findFigures(other).map(({ value }) => value));
  for (const { 0: place, index } of folded.matchAll(figurePlace)) {
    if (findFigures(place).some(({ value }) => values.has(value))) {
      kinds.fill('figure', index, index + place.length);
    }
  }
  return joinKinds(text, kinds);
}

/** @returns the lines of a passage that share more with a statement than a short word; all when none does. */
export function carryingLines(passage: string, statement: string): Mark[][] {
  const lines = passage.split('\n').map((line) => markCommon(line, statement));
  const carrying = lines.filter((marks) =>
    marks.some(
      ({ kind, text }) => kind === 'figure' || (kind === 'word' && text.length >= runLength),
    ),
  );
  return carrying.length > 0 ? carrying : lines;
}

/** One width and lower case, where that keeps every character at its place. */
function foldEach(text: string): string {
  return [...text]
    .map((character) => {
      const folded = character.normalize('NFKC').toLowerCase();
      return folded.length === character.length ? folded : character;
    })
    .join('');
}

function joinKinds(text: string, kinds: readonly Mark['kind'][]): Mark[] {
  const marks: Mark[] = [];
  let from = 0;
  for (let at = 1; at <= text.length; at += 1) {
    const kind = kinds[from] ?? 'plain';
    if (at < text.length && kinds[at] === kind) continue;
    marks.push({ text: text.slice(from, at), kind });
    from = at;
  }
  return marks;
}

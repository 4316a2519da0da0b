// The home of passages that state different figures for the same matter, for staff to look at before they publish. Pure.

import type { DocumentHeader } from '../domain.ts';
import { canonicalFigures } from './canonical-figures.ts';
import { contentPairs, splitClauses } from './clauses.ts';
import { type Figure, findFigures } from './figures.ts';
import { compareSources, type PassageOfDocument } from './source-rank.ts';

/** One side of a conflict. */
export interface StatedFigure extends PassageOfDocument {
  /** As it stands there, e.g. "7日". */
  readonly figure: string;
  /** The sentence it stands in. */
  readonly sentence: string;
}

export interface Conflict {
  /** The passages that are new or changed; several when they agree with each other. */
  readonly staged: readonly StatedFigure[];
  readonly other: StatedFigure;
  /** Whose source counts (`source-rank.ts`): answers rest on it. */
  readonly higher: 'staged' | 'other' | 'equal';
}

export interface FigureStatement extends StatedFigure {
  /** Canonical: "7日" for 七天. */
  readonly value: string;
  readonly unit: string;
  /** Canonical figures and years of the sentence. */
  readonly beside: ReadonlySet<string>;
  readonly years: ReadonlySet<string>;
  /** Words of the clause, of the sentence, and of the sentence with title and headings; all without figures. */
  readonly clause: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
  readonly matter: ReadonlySet<string>;
}

/**
 * From these shares of common words on, clauses say the same of their figures and sentences are about the same.
 * No two passages of the shipped corpus reach them; copies with another figure and near paraphrases do.
 */
const alike = { clause: 0.5, matter: 0.55, words: 0.75 } as const;
/** With fewer words nobody can tell what a figure, or a sentence by itself, is about. */
const fewest = { clause: 3, words: 6 } as const;

/**
 * Precision before completeness: nearly the same words about another figure of the same unit, in another
 * document and not about another year.
 * @param staged ids of the passages that are new or changed.
 */
export function findConflicts(
  passages: readonly PassageOfDocument[],
  staged: ReadonlySet<string>,
): Conflict[] {
  const statements = passages.flatMap(readStatements);
  const byUnit = new Map<string, FigureStatement[]>();
  for (const statement of statements) {
    const ofUnit = byUnit.get(statement.unit);
    if (ofUnit) ofUnit.push(statement);
    else byUnit.set(statement.unit, [statement]);
  }
  const isStaged = ({ passage }: FigureStatement) => staged.has(passage.id);
  const seen = new Set<FigureStatement>();
  const found = new Map<FigureStatement, FigureStatement[]>();
  for (const one of statements.filter(isStaged)) {
    seen.add(one);
    for (const other of byUnit.get(one.unit) ?? []) {
      // Of two new ones each would find the other.
      if (seen.has(other) || !contradicts(one, other)) continue;
      found.set(other, [...(found.get(other) ?? []), one]);
    }
  }
  return [...found].map(([other, against]) => ({
    staged: against.map(shown),
    other: shown(other),
    higher: higherOf(Math.min(...against.map((one) => compareSources(one, other)))),
  }));
}

function isAnsweredFrom({ kind, supersededBy }: DocumentHeader): boolean {
  return kind !== 'gap' && kind !== 'off-topic' && supersededBy === undefined;
}

/** What a passage states in figures; nothing when no answer rests on it. */
export function readStatements({ passage, document }: PassageOfDocument): FigureStatement[] {
  if (!isAnsweredFrom(document)) return [];
  const head = contentPairs([document.title, ...passage.headings].join('\n'));
  return passage.text.split(/[。；;\n]/).flatMap((line) => {
    const sentence = canonicalFigures(line);
    const counted = splitClauses(sentence).flatMap(readCounts);
    if (counted.length === 0) return [];
    const all = findFigures(sentence);
    const words = pairsWithout(sentence, all);
    const whole = {
      passage,
      document,
      sentence: line.trim(),
      beside: new Set(all.map(({ value }) => value)),
      years: yearsOf(document, all),
      words,
      matter: new Set([...head, ...words]),
    };
    return counted.map((count) => ({ ...whole, ...count }));
  });
}

/** What a clause counts or measures; most of them nothing, which is seen at once. */
function readCounts(
  clause: string,
): Pick<FigureStatement, 'figure' | 'value' | 'unit' | 'clause'>[] {
  if (!/\d/.test(clause)) return [];
  const figures = findFigures(clause).filter(({ kind, isWeak }) => kind === 'number' && !isWeak);
  const pairs = pairsWithout(clause, figures);
  if (pairs.size < fewest.clause) return [];
  return figures.flatMap(({ value, text }) => {
    const unit = value.replace(/^第?[\d.]+余?/, '');
    return unit === '' ? [] : [{ figure: text, value, unit, clause: pairs }];
  });
}

function yearsOf({ year }: DocumentHeader, figures: readonly Figure[]): ReadonlySet<string> {
  const named = figures.flatMap(({ kind, value }) =>
    kind === 'date' ? (/^\d{4}/.exec(value)?.[0] ?? []) : [],
  );
  return new Set(year === undefined ? named : [...named, String(year)]);
}

/** Nearly the same words about another figure of the same unit, in another document, not about another year. */
export function contradicts(one: FigureStatement, other: FigureStatement): boolean {
  if (one.document.id === other.document.id || one.value === other.value) return false;
  if (one.beside.has(other.value) || other.beside.has(one.value)) return false;
  const isOtherYear =
    one.years.size > 0 && other.years.size > 0 && overlap(one.years, other.years) === 0;
  if (isOtherYear || overlap(one.clause, other.clause) < alike.clause) return false;
  const isLongEnough = Math.min(one.words.size, other.words.size) >= fewest.words;
  return (
    overlap(one.matter, other.matter) >= alike.matter ||
    (isLongEnough && overlap(one.words, other.words) >= alike.words)
  );
}

/** Dice coefficient, 0 to 1. */
function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const item of one) if (other.has(item)) shared += 1;
  return (2 * shared) / (one.size + other.size || 1);
}

function pairsWithout(text: string, figures: readonly Figure[]): ReadonlySet<string> {
  return contentPairs(figures.reduce((rest, figure) => rest.replace(figure.text, ' '), text));
}

/** @param order of the new ones' best beside the other. */
function higherOf(order: number): Conflict['higher'] {
  if (order === 0) return 'equal';
  return order < 0 ? 'staged' : 'other';
}

function shown({ passage, document, figure, sentence }: FigureStatement): StatedFigure {
  return { passage, document, figure, sentence };
}

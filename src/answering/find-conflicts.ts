// The home of passages that state different figures for the same matter, for staff to look at before they publish. Pure.

import type { DocumentHeader, Passage, Source } from '../domain.ts';
import { canonicalFigures } from './canonical-figures.ts';
import { contentPairs, splitClauses } from './clauses.ts';
import { type Figure, findFigures } from './figures.ts';

export interface PassageOfCorpus {
  readonly passage: Passage;
  readonly document: DocumentHeader;
}

/** One side of a conflict. */
export interface StatedFigure extends PassageOfCorpus {
  /** As it stands there, e.g. "7日". */
  readonly figure: string;
  /** The sentence it stands in. */
  readonly sentence: string;
}

export interface Conflict {
  /** The passages that are new or changed; several when they agree with each other. */
  readonly staged: readonly StatedFigure[];
  readonly other: StatedFigure;
  /** Whose source ranks higher: law, regulation, interpretation, local rule, official page, report. */
  readonly higher: 'staged' | 'other' | 'equal';
}

interface Statement extends StatedFigure {
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
const ranks: readonly Source['kind'][] = [
  'law',
  'regulation',
  'interpretation',
  'local',
  'page',
  'report',
];

/**
 * Precision before completeness: nearly the same words about another figure of the same unit, in another
 * document and not about another year.
 * @param staged ids of the passages that are new or changed.
 */
export function findConflicts(
  passages: readonly PassageOfCorpus[],
  staged: ReadonlySet<string>,
): Conflict[] {
  const statements = passages
    .filter(({ document }) => isAnsweredFrom(document))
    .flatMap(readStatements);
  const byUnit = new Map<string, Statement[]>();
  for (const statement of statements) {
    const ofUnit = byUnit.get(statement.unit);
    if (ofUnit) ofUnit.push(statement);
    else byUnit.set(statement.unit, [statement]);
  }
  const isStaged = ({ passage }: Statement) => staged.has(passage.id);
  const seen = new Set<Statement>();
  const found = new Map<Statement, Statement[]>();
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
    higher: higherOf(Math.min(...against.map(rankOf)), rankOf(other)),
  }));
}

function isAnsweredFrom({ kind, supersededBy }: DocumentHeader): boolean {
  return kind !== 'gap' && kind !== 'off-topic' && supersededBy === undefined;
}

function readStatements({ passage, document }: PassageOfCorpus): Statement[] {
  const head = contentPairs([document.title, ...passage.headings].join('\n'));
  return passage.text.split(/[。；;\n]/).flatMap((line) => {
    const sentence = canonicalFigures(line);
    const all = findFigures(sentence);
    const words = pairsWithout(sentence, all);
    return splitClauses(sentence).flatMap((clause) => {
      const figures = findFigures(clause).filter(
        ({ kind, isWeak }) => kind === 'number' && !isWeak,
      );
      const pairs = pairsWithout(clause, figures);
      if (pairs.size < fewest.clause) return [];
      return figures.flatMap(({ value, text }): Statement[] => {
        const unit = value.replace(/^第?[\d.]+余?/, '');
        if (unit === '') return [];
        return [
          {
            passage,
            document,
            figure: text,
            sentence: line.trim(),
            value,
            unit,
            beside: new Set(all.map((figure) => figure.value)),
            years: yearsOf(document, all),
            clause: pairs,
            words,
            matter: new Set([...head, ...words]),
          },
        ];
      });
    });
  });
}

function yearsOf({ year }: DocumentHeader, figures: readonly Figure[]): ReadonlySet<string> {
  const named = figures.flatMap(({ kind, value }) =>
    kind === 'date' ? (/^\d{4}/.exec(value)?.[0] ?? []) : [],
  );
  return new Set(year === undefined ? named : [...named, String(year)]);
}

function contradicts(one: Statement, other: Statement): boolean {
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

/** Place in the order of sources; of a passage with several its best. */
function rankOf({ passage }: Statement): number {
  const places = passage.references.map(({ source }) => ranks.indexOf(source.kind));
  return Math.min(ranks.length, ...places);
}

function higherOf(staged: number, other: number): Conflict['higher'] {
  if (staged === other) return 'equal';
  return staged < other ? 'staged' : 'other';
}

function shown({ passage, document, figure, sentence }: Statement): StatedFigure {
  return { passage, document, figure, sentence };
}

// The home of what changes for residents from one corpus to the next: documents and passages, by their ids. Pure.

import type { Document, DocumentHeader, Passage } from '../domain.ts';
import { compareWords, type WordChange } from './compare-words.ts';

export interface ChangedPassage {
  readonly before: Passage;
  readonly after: Passage;
  /** Word by word; nothing when only headings, sources or questions differ. */
  readonly words: readonly WordChange[];
  /** Which other parts differ. */
  readonly parts: readonly ('headings' | 'references' | 'questions' | 'service')[];
  readonly questions: { readonly added: number; readonly removed: number };
}

export interface DocumentChange {
  readonly document: DocumentHeader;
  readonly kind: 'added' | 'changed' | 'removed';
  /** Whether title, publisher, dates, address or another head entry differ. */
  readonly isHeadChanged: boolean;
  readonly added: readonly Passage[];
  readonly changed: readonly ChangedPassage[];
  readonly removed: readonly Passage[];
}

/** Documents that differ: in the order of the new corpus, those that are gone last. */
export function compareCorpora(
  before: readonly Document[],
  after: readonly Document[],
): DocumentChange[] {
  const old = new Map(before.map((document) => [document.id, document]));
  const kept = new Set(after.map(({ id }) => id));
  return [
    ...after.flatMap((document) => compareDocuments(old.get(document.id), document)),
    ...before.flatMap((document) =>
      kept.has(document.id)
        ? []
        : [{ ...whole(document), kind: 'removed' as const, removed: document.passages }],
    ),
  ];
}

function compareDocuments(before: Document | undefined, after: Document): DocumentChange[] {
  if (!before) return [{ ...whole(after), kind: 'added', added: after.passages }];
  const old = new Map(before.passages.map((passage) => [passage.id, passage]));
  const kept = new Set(after.passages.map(({ id }) => id));
  const change: DocumentChange = {
    ...whole(after),
    kind: 'changed',
    isHeadChanged: differ(headOf(before), headOf(after)),
    added: after.passages.filter(({ id }) => !old.has(id)),
    changed: after.passages.flatMap((passage) => {
      const earlier = old.get(passage.id);
      return earlier ? comparePassages(earlier, passage) : [];
    }),
    removed: before.passages.filter(({ id }) => !kept.has(id)),
  };
  const { isHeadChanged, added, changed, removed } = change;
  return isHeadChanged || added.length + changed.length + removed.length > 0 ? [change] : [];
}

/** @returns one change or none: what nobody would see is no change. */
function comparePassages(before: Passage, after: Passage): ChangedPassage[] {
  const [asked, asks] = [before, after].map(
    ({ questions, modelQuestions, approvedQuestions = [] }) =>
      new Set([...questions, ...modelQuestions, ...approvedQuestions]),
  );
  const added = [...(asks ?? [])].filter((question) => !asked?.has(question)).length;
  const removed = [...(asked ?? [])].filter((question) => !asks?.has(question)).length;
  const parts = (['headings', 'references', 'service'] as const).filter((part) =>
    differ(before[part], after[part]),
  );
  const words = before.text === after.text ? [] : compareWords(before.text, after.text);
  if (words.length + parts.length + added + removed === 0) return [];
  return [
    {
      before,
      after,
      words,
      parts: added + removed > 0 ? [...parts, 'questions'] : parts,
      questions: { added, removed },
    },
  ];
}

function whole({ passages: _passages, ...document }: Document) {
  return { document, isHeadChanged: false, added: [], changed: [], removed: [] };
}

function headOf({ passages: _passages, ...head }: Document): DocumentHeader {
  return head;
}

function differ(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) !== JSON.stringify(other);
}

// The home of how many ways to ask a written document needs, and of what is said when there are fewer.

import type { CorpusDocument } from './read-markdown.ts';

const least = { passage: 4, document: 8 } as const;

/** @returns one sentence for every passage, and for the whole, that has too few. */
export function findFewQuestions(document: CorpusDocument): string[] {
  // Nobody has written questions for an original text; those of its digest lead to it.
  if (document.kind === 'report' || document.selfSource) return [];
  const asked = document.passages.reduce((sum, { questions }) => sum + questions.length, 0);
  return [
    ...document.passages.flatMap(({ anchor, questions, service }) =>
      !service && questions.length < least.passage
        ? [`段落“${anchor}”只有${questions.length}条问法，至少${least.passage}条`]
        : [],
    ),
    ...(asked < least.document ? [`全文只有${asked}条问法，至少${least.document}条`] : []),
  ];
}

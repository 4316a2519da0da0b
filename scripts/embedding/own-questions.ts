// The home of residents' questions of the service's own corpus as training material, for its passages and for the articles these rest on.

import { readNumeral } from '../../src/answering/numerals.ts';
import type { Document } from '../../src/domain.ts';
import type { Article, AskedQuestion } from './read-beir.ts';

/** Passages as they are embedded when an index is built: heading path and text. */
export function ownArticles(documents: readonly Document[]): Article[] {
  return documents.flatMap(({ passages }) =>
    passages.map(({ id, headings, text }) => ({ id, title: headings.join(' '), text })),
  );
}

/** Each question with the passage it stands under. Golden questions are no part of any passage. */
export function ownQuestions(documents: readonly Document[]): AskedQuestion[] {
  return documents.flatMap(({ passages }) =>
    passages.flatMap(({ id, questions }) =>
      questions.map((text) => ({ text, answer: '', relevant: new Set([id]) })),
    ),
  );
}

/**
 * Each question with the articles its passage rests on: what residents say beside what the law says.
 * @param articles titled with law and number in Chinese ("民法典第一千零七十七条").
 */
export function citedArticleQuestions(
  documents: readonly Document[],
  articles: readonly Article[],
): AskedQuestion[] {
  const byName = new Map(articles.map(({ id, title }) => [articleName(title), id]));
  return documents.flatMap(({ passages }) =>
    passages.flatMap(({ questions, references }) => {
      const cited = references
        .flatMap(({ source, articles: numbers }) => numbers.map((number) => source.title + number))
        .flatMap((name) => byName.get(articleName(name)) ?? []);
      if (cited.length === 0) return [];
      return questions.map((text) => ({ text, answer: '', relevant: new Set(cited) }));
    }),
  );
}

/** "中华人民共和国民法典第一千零七十七条" and "民法典第1077条" alike. */
function articleName(title: string): string {
  return title
    .replace(/^中华人民共和国/, '')
    .replace(
      /第([零〇一二三四五六七八九十百千]+)条/,
      (_, number: string) => `第${readNumeral(number)}条`,
    );
}

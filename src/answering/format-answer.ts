// The home of the text a resident reads: lead, numbered statements, notices, sources, label.

import type { Answer, Citation } from '../domain.ts';
import { aiLabel, clarification, nearestTopics } from './wording.ts';

export type AnswerParts = Pick<
  Answer,
  'lead' | 'statements' | 'citations' | 'notices' | 'suggestions'
> & { readonly label?: string };

/** Plain text without mark-up; channels render the same parts in the same order. */
export function formatAnswer(parts: AnswerParts): string {
  const { lead, statements, citations, notices, suggestions } = parts;
  const single = statements.length === 1;
  const lines = [
    lead,
    ...statements.map(({ text, citations: marks }, index) => {
      const number = single ? '' : `${index + 1}. `;
      return `${number}${text}${marks.map((mark) => `[${mark + 1}]`).join('')}`;
    }),
    ...notices,
  ];
  if (suggestions.length > 0) {
    if (!lead.endsWith(clarification)) lines.push(nearestTopics);
    lines.push(...suggestions.map((suggestion) => `- ${suggestion}`));
  }
  if (citations.length > 0) {
    lines.push(
      '',
      '来源：',
      ...citations.map((citation, index) => formatCitation(citation, index + 1)),
    );
  }
  lines.push('', parts.label ?? aiLabel);
  return lines.filter((line, index) => line !== '' || index > 0).join('\n');
}

/** "[1] 劳动仲裁 · 要不要钱，依据《…》第53条 · 全国人大常委会 · 2008-05-01施行 · https://…" */
export function formatCitation(citation: Citation, number: number): string {
  const { title, section, publisher, published, url } = citation;
  return `[${number}] ${[title, section, publisher, published, url].filter(Boolean).join(' · ')}`;
}

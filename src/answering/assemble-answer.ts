// The home of putting drafts together: one status, numbered statements and citations, the text, the trace for the log.

import { createHash } from 'node:crypto';
import type { AnswerTrace } from '../audit/audit-log.ts';
import type { Answer, RankedPassage, Status } from '../domain.ts';
import { citeClaims } from './cite.ts';
import { type Draft, unranked } from './draft.ts';
import { formatAnswer } from './format-answer.ts';
import type { ModelRun } from './model-run.ts';
import type { Claim } from './verify-statements.ts';
import * as wording from './wording.ts';

type Composed = Pick<
  Answer,
  'status' | 'text' | 'lead' | 'statements' | 'citations' | 'notices' | 'suggestions'
>;

/**
 * Merges the drafts of one message, numbers statements and citations, words the whole.
 * @param run what a language model was asked, if there is one.
 */
export function assembleAnswer(
  drafts: readonly Draft[],
  language: 'zh' | 'en',
  publicBaseUrl: string | undefined,
  run?: ModelRun,
): { result: Composed; trace: Omit<AnswerTrace, 'timings'> } {
  const status = mergeStatus(drafts.map((draft) => draft.status));
  const evidence = new Map(drafts.flatMap((draft) => [...draft.evidence]));
  const helpful = drafts.filter((draft) => isAnswered(draft.status));
  const shown = helpful.length > 0 ? helpful : drafts.slice(0, 1);
  const writer = shown.some((draft) => draft.writer === 'model') ? 'model' : 'quotation';
  const { statements, citations } = citeClaims(
    uniqueClaims(shown.flatMap((draft) => draft.claims)),
    evidence,
    publicBaseUrl,
  );
  const leads = [...new Set(shown.map((draft) => draft.lead).filter(Boolean))];
  if (language === 'en') leads.unshift(...englishLeads(status));
  const missed = drafts.filter((draft) => !shown.includes(draft) && draft.lead !== '');
  const parts = {
    lead: leads.join('\n'),
    statements,
    citations,
    notices: [
      ...new Set([
        ...shown.flatMap((draft) => draft.notices),
        ...missed.map((draft) => draft.lead),
      ]),
    ],
    suggestions: [...new Set(shown.flatMap((draft) => draft.suggestions))].slice(0, 3),
    label: label(writer, language),
  };
  const used = new Set(citations.map((citation) => citation.passageId));
  return {
    result: {
      status,
      text: formatAnswer(parts),
      lead: parts.lead,
      statements,
      citations,
      notices: parts.notices,
      suggestions: parts.suggestions,
    },
    trace: {
      // Hotlines, cards and gaps are fetched by name; reviewers see them too.
      retrieved: [
        ...drafts.flatMap((draft) => draft.retrieved),
        ...[...evidence.values()].map(unranked),
      ]
        .filter((found, index, all) => all.findIndex(samePassage(found)) === index)
        .map(({ passage, score, lexicalScore, vectorScore }) => ({
          passageId: passage.id,
          score,
          lexicalScore,
          vectorScore,
          used: used.has(passage.id),
        })),
      passageDigests: Object.fromEntries(
        citations.map(({ passageId, quote }) => [
          passageId,
          createHash('sha256').update(quote).digest('hex'),
        ]),
      ),
      dropped: drafts.flatMap((draft) => draft.dropped),
      route: drafts.map((draft) => draft.route).join(' | '),
      ...(run
        ? {
            model: {
              model: run.model,
              writer,
              fallback: drafts.map((draft) => draft.fallback).find(Boolean) ?? '',
              calls: run.calls,
            },
          }
        : {}),
    },
  };
}

function mergeStatus(statuses: readonly Status[]): Status {
  const [first = 'failed-internal'] = statuses;
  if (statuses.every((status) => status === 'answered')) return 'answered';
  return statuses.some(isAnswered) ? 'answered-partly' : first;
}

function label(writer: Draft['writer'], language: 'zh' | 'en'): string {
  const chinese = writer === 'model' ? wording.writtenLabel : wording.aiLabel;
  return language === 'en' ? `${chinese}\n${wording.aiLabelEnglish}` : chinese;
}

function englishLeads(status: Status): string[] {
  if (status === 'smalltalk' || status === 'emergency') return [];
  if (status === 'clarification-needed') return [wording.englishClarification];
  return [isAnswered(status) ? wording.englishLead : wording.englishNothing];
}

function isAnswered(status: Status): boolean {
  return status === 'answered' || status === 'answered-partly';
}

function uniqueClaims(claims: readonly Claim[]): Claim[] {
  return claims.filter(
    (claim, index) => claims.findIndex(({ text }) => text === claim.text) === index,
  );
}

function samePassage(found: RankedPassage): (other: RankedPassage) => boolean {
  return (other) => other.passage.id === found.passage.id;
}

// The whole story from a question to an answer, in one function. READ SECOND.

import { createHash, randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { AskerDigest } from '../audit/asker-digest.ts';
import type { AnswerTrace, AuditLog, Turn } from '../audit/audit-log.ts';
import type { Answer, Question, RankedPassage, Status } from '../domain.ts';
import type { Generation } from '../retrieval/generation.ts';
import { answerPart, type Draft, unranked } from './answer-part.ts';
import type { AnswerService, Catalogue } from './answer-service.ts';
import { citeClaims } from './cite.ts';
import { firstClaim } from './compose.ts';
import { formatAnswer } from './format-answer.ts';
import { normalizeQuestion } from './normalize-question.ts';
import { findSmalltalk, isBareQuestion, isFollowUp, splitQuestions } from './route.ts';
import { emergencyNumbers } from './screen.ts';
import { screenMessage } from './screen-message.ts';
import { type Claim, type Evidence, verifyStatements } from './verify-statements.ts';
import * as wording from './wording.ts';

export interface AnsweringDependencies {
  /** The live generation; each question keeps the one it started with. */
  readonly generation: () => Generation;
  readonly audit: AuditLog;
  readonly digest: AskerDigest;
  readonly logger: Logger;
  readonly publicBaseUrl: string | undefined;
  readonly now: () => Date;
}

const turnsRemembered = 3;
/** A longer message names its own matter. */
const followUpLength = 24;
/** So short a message says little by itself. */
const bareLength = 7;

export function createAnswerService(dependencies: AnsweringDependencies): AnswerService {
  const { generation, audit, digest, logger, publicBaseUrl, now } = dependencies;

  async function answer(question: Question): Promise<Answer> {
    const startedAt = performance.now();
    const live = generation();
    const questionId = randomUUID();
    const acceptance = normalizeQuestion(question.text);
    const accepted = 'accepted' in acceptance ? acceptance.accepted : undefined;
    const conversation = digest(question.channel, question.conversation);
    try {
      const turns = accepted ? await audit.recentTurns(conversation, turnsRemembered) : [];
      await audit.recordQuestion({
        id: questionId,
        channel: question.channel,
        conversation,
        asker: digest(question.channel, question.asker),
        text: accepted?.text ?? '',
        redacted: accepted?.redacted ?? [],
      });
      const drafts = accepted
        ? await draftAnswer(accepted.text, accepted.language, live, turns, now()).catch(
            (error: unknown) => {
              logger.error({ err: error, questionId }, 'answering failed');
              return [plainDraft('failed-internal', wording.refusals.internal, 'failed')];
            },
          )
        : [refusal(acceptance)];
      const { result, trace } = finish(drafts, accepted?.language ?? 'zh', publicBaseUrl);
      const ms = Math.round(performance.now() - startedAt);
      const composed: Answer = { questionId, ...result, generation: live.manifest.generation, ms };
      await audit.recordAnswer(composed, { ...trace, timings: { total: ms } });
      return composed;
    } catch (error) {
      // What cannot be logged is not answered (design, invariant 4).
      logger.error({ err: error, questionId }, 'the log could not be written');
      return {
        ...plainAnswer('failed-storage', wording.refusals.storage),
        questionId,
        generation: live.manifest.generation,
        ms: Math.round(performance.now() - startedAt),
      };
    }
  }

  return { answer, catalogue: () => createCatalogue(generation()) };
}

/** Screen, route, and for each question retrieve, compose, verify. Always at least one draft. */
async function draftAnswer(
  text: string,
  language: 'zh' | 'en',
  generation: Generation,
  turns: readonly Turn[],
  now: Date,
): Promise<Draft[]> {
  const smalltalk = findSmalltalk(text);
  const intents = generation.intents?.classify(generation.words.canonical(text));
  const screening = screenMessage(text, smalltalk ? undefined : intents);
  if (screening?.kind === 'emergency') {
    const hotlines = emergencyNumbers[screening.emergency].map((number) => `hotline-${number}`);
    const lead = wording.emergencyLeads[screening.emergency];
    return [quoteHotlines(generation, hotlines, lead)];
  }
  if (screening) return [plainDraft('refused-unsafe', wording.refusals.unsafe, 'unsafe')];
  if (smalltalk) {
    const suggestions =
      smalltalk === 'thanks' || smalltalk === 'goodbye' ? [] : wording.exampleQuestions;
    return [
      { ...plainDraft('smalltalk', wording.smalltalkReplies[smalltalk], smalltalk), suggestions },
    ];
  }

  const offTopic = turns.length === 0 ? (intents?.['off-topic'] ?? 0) : 0;
  let topic = topicOf(turns);
  if (topic === undefined && isBareQuestion(text)) {
    const draft = plainDraft('clarification-needed', wording.refusals['no-topic'], 'no-topic');
    return [{ ...draft, suggestions: wording.exampleQuestions }];
  }
  const drafts: Draft[] = [];
  let citedBefore = turns.find((turn) => turn.citedPassageIds.length > 0)?.citedPassageIds ?? [];
  for (const part of splitQuestions(text)) {
    const leans = isFollowUp(part) || [...part].length <= bareLength;
    const short = [...part].length <= followUpLength;
    const context = { topic, leans, citedBefore: leans || short ? citedBefore : [], offTopic, now };
    const draft = await answerPart(part, language, generation, context);
    drafts.push(draft);
    topic = leans && topic ? `${topic} ${part}` : part;
    citedBefore = draft.claims.flatMap((claim) => claim.passageIds);
  }
  return drafts;
}

/** What the conversation is about: the last turn that stands on its own, with the follow-ups since. */
function topicOf(turns: readonly Turn[]): string | undefined {
  const standing = turns.findIndex((turn) => !isFollowUp(turn.text));
  const topic = standing < 0 ? turns : turns.slice(0, standing + 1);
  return topic.length === 0
    ? undefined
    : topic
        .map((turn) => turn.text)
        .reverse()
        .join(' ');
}

type Composed = Pick<
  Answer,
  'status' | 'text' | 'lead' | 'statements' | 'citations' | 'notices' | 'suggestions'
>;

/** Merges the drafts of one message, numbers statements and citations, words the whole. */
function finish(
  drafts: readonly Draft[],
  language: 'zh' | 'en',
  publicBaseUrl: string | undefined,
): { result: Composed; trace: Omit<AnswerTrace, 'timings'> } {
  const status = mergeStatus(drafts.map((draft) => draft.status));
  const evidence = new Map(drafts.flatMap((draft) => [...draft.evidence]));
  const helpful = drafts.filter((draft) => draft.status === 'answered');
  const shown = helpful.length > 0 ? helpful : drafts.slice(0, 1);
  const { statements, citations } = citeClaims(
    uniqueClaims(shown.flatMap((draft) => draft.claims)),
    evidence,
    publicBaseUrl,
  );
  const leads = [...new Set(shown.map((draft) => draft.lead).filter(Boolean))];
  if (language === 'en' && status !== 'smalltalk' && status !== 'emergency') {
    leads.unshift(status.startsWith('answered') ? wording.englishLead : wording.englishNothing);
  }
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
    ...(language === 'en' ? { label: `${wording.aiLabel}\n${wording.aiLabelEnglish}` } : {}),
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
    },
  };
}

function mergeStatus(statuses: readonly Status[]): Status {
  const [first = 'failed-internal'] = statuses;
  const answered = statuses.filter((status) => status === 'answered').length;
  if (answered === statuses.length) return 'answered';
  return answered > 0 ? 'answered-partly' : first;
}

function uniqueClaims(claims: readonly Claim[]): Claim[] {
  return claims.filter(
    (claim, index) => claims.findIndex(({ text }) => text === claim.text) === index,
  );
}

function samePassage(found: RankedPassage): (other: RankedPassage) => boolean {
  return (other) => other.passage.id === found.passage.id;
}

/** The number in the first line, and under it what the hotline's page says of it. */
function quoteHotlines(
  generation: Generation,
  documentIds: readonly string[],
  lead: string,
): Draft {
  const evidence = new Map<string, Evidence>();
  const claims: Claim[] = [];
  for (const id of documentIds) {
    const found = generation.passages.find(({ document }) => document.id === id);
    if (!found) continue;
    evidence.set(found.passage.id, found);
    claims.push(firstClaim(found.passage));
  }
  const { kept } = verifyStatements(claims, evidence);
  return { ...plainDraft('emergency', lead, 'emergency'), claims: kept, evidence };
}

function refusal(acceptance: ReturnType<typeof normalizeQuestion>): Draft {
  if ('accepted' in acceptance || acceptance.refused === 'empty') {
    return plainDraft('clarification-needed', wording.refusals.empty, 'empty');
  }
  return plainDraft('refused-too-long', wording.refusals['too-long'], 'too-long');
}

function plainDraft(status: Status, lead: string, route: string): Draft {
  return {
    status,
    lead,
    route,
    claims: [],
    notices: [],
    suggestions: [],
    evidence: new Map(),
    retrieved: [],
    dropped: [],
  };
}

function plainAnswer(
  status: Status,
  lead: string,
): Omit<Answer, 'questionId' | 'generation' | 'ms'> {
  const parts = { lead, statements: [], citations: [], notices: [], suggestions: [] };
  return { ...parts, status, text: formatAnswer(parts) };
}

function createCatalogue(generation: Generation): Catalogue {
  return {
    generation: generation.manifest.generation,
    documents: generation.documents,
    passages: (documentId) =>
      generation.passages
        .filter(({ document }) => document.id === documentId)
        .map(({ passage }) => passage),
    passage: (passageId) => generation.passages.find(({ passage }) => passage.id === passageId),
  };
}

// The whole story from a question to an answer, in one function. READ SECOND.

import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { AskerDigest, Digests } from '../audit/asker-digest.ts';
import type { AuditLog, Turn } from '../audit/audit-log.ts';
import type { Answer, Channel, Question, Status } from '../domain.ts';
import type { Generation } from '../retrieval/generation.ts';
import { chongqingDay } from '../retrieval/in-force.ts';
import { answerPart, type PartContext } from './answer-part.ts';
import type { AnswerService, Catalogue } from './answer-service.ts';
import { askedYears, asksOnlyOfYears } from './asked-years.ts';
import { assembleAnswer } from './assemble-answer.ts';
import type { ChatModel } from './chat-model.ts';
import { firstClaim } from './compose.ts';
import { type Draft, plainDraft } from './draft.ts';
import { formatAnswer } from './format-answer.ts';
import type { Prompts } from './load-prompts.ts';
import { type ModelRun, startModelRun } from './model-run.ts';
import { nearestQuestions } from './nearest-questions.ts';
import { type AcceptedQuestion, languageOf, normalizeQuestion } from './normalize-question.ts';
import type { OverQuota, Quota } from './quota.ts';
import { isReport, ownBody, reportBody } from './report-series.ts';
import { findSmalltalk, isBareQuestion, isFollowUp, splitQuestions } from './route.ts';
import { emergencyNumbers } from './screen.ts';
import { screenMessage } from './screen-message.ts';
import { createTurns } from './take-turns.ts';
import { understand } from './understand.ts';
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
  /** Whether staff have stopped answering in a channel; asked before every question. */
  readonly isPaused?: (channel: Channel) => Promise<boolean>;
  /** Whether staff have blocked a person; asked before every question. */
  readonly isBlocked?: (askers: Digests) => Promise<boolean>;
  /** How much anybody may ask; absent: as much as they like. */
  readonly quota?: Quota;
  /** Understands and writes; without it passages are quoted. */
  readonly writer?: Writer | undefined;
}

export interface Writer {
  readonly model: ChatModel;
  readonly prompts: Prompts;
  /** Input and output together; from there on the day's answers are quoted. */
  readonly dailyTokens: number | undefined;
}

/** Why only a call for help is answered. */
type Bar = OverQuota | 'blocked';

/** The model is told the last five; without it the last three are enough to find the topic. */
const turnsRemembered = 5;
const turnsOfTopic = 3;
/** A longer message names its own matter. */
const followUpLength = 24;
/** So short a message says little by itself. */
const bareLength = 7;

export function createAnswerService(dependencies: AnsweringDependencies): AnswerService {
  const { generation, audit, digest, logger, publicBaseUrl, now, writer, quota } = dependencies;
  const { isPaused = async () => false, isBlocked = async () => false } = dependencies;

  const findBar = async (question: Question): Promise<Bar | undefined> => {
    const over = await quota?.count(question);
    if (over) return over;
    return (await isBlocked(digest.ever(question.channel, question.asker))) ? 'blocked' : undefined;
  };

  const startRun = async () => {
    if (!writer) return undefined;
    const { model, prompts, dailyTokens = Number.POSITIVE_INFINITY } = writer;
    const spent = Number.isFinite(dailyTokens) ? await audit.tokensSince(startOfDay(now())) : 0;
    return startModelRun(model, prompts, spent >= dailyTokens);
  };

  const turns = createTurns();

  async function answer(question: Question): Promise<Answer> {
    const startedAt = performance.now();
    const isTaken = await turns.take();
    const live = generation();
    const questionId = randomUUID();
    const acceptance = normalizeQuestion(question.text);
    const accepted = 'accepted' in acceptance ? acceptance.accepted : undefined;
    const conversations = digest.ever(question.channel, question.conversation);
    try {
      const earlier = accepted ? await audit.recentTurns(conversations, turnsRemembered) : [];
      await audit.recordQuestion({
        id: questionId,
        channel: question.channel,
        conversation: conversations[0],
        asker: digest(question.channel, question.asker),
        text: accepted?.text ?? '',
        redacted: accepted?.redacted ?? [],
      });
      const isStopped = await isPaused(question.channel);
      const bar = isStopped ? undefined : isTaken ? await findBar(question) : 'too-busy';
      const run = accepted && !isStopped && !bar ? await startRun() : undefined;
      const drafts = isStopped
        ? [plainDraft('refused-paused', wording.refusals.paused, 'paused')]
        : accepted
          ? await draftAnswer(accepted, live, earlier, run, now(), bar).catch((error: unknown) => {
              logger.error({ err: error, questionId }, 'answering failed');
              return [plainDraft('failed-internal', wording.refusals.internal, 'failed')];
            })
          : [refusal(acceptance, bar)];
      const language = accepted?.language ?? 'zh';
      const { result, trace } = assembleAnswer(drafts, language, publicBaseUrl, run);
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

/** Screen, understand, and for each question retrieve, compose, verify. Always at least one draft. */
async function draftAnswer(
  { text, language }: AcceptedQuestion,
  generation: Generation,
  turns: readonly Turn[],
  run: ModelRun | undefined,
  now: Date,
  bar: Bar | undefined,
): Promise<Draft[]> {
  const smalltalk = findSmalltalk(text);
  const intents = generation.intents?.classify(generation.words.canonical(text));
  const screening = screenMessage(text, smalltalk ? undefined : intents);
  if (screening?.kind === 'emergency') {
    const hotlines = emergencyNumbers[screening.emergency].map((number) => `hotline-${number}`);
    const lead = wording.emergencyLeads[screening.emergency];
    return [quoteHotlines(generation, hotlines, lead)];
  }
  // Whoever is in danger has been answered: for all others the bar holds.
  if (bar) return [barDraft(bar)];
  if (screening) return [plainDraft('refused-unsafe', wording.refusals.unsafe, 'unsafe')];
  if (smalltalk) {
    const suggestions =
      smalltalk === 'thanks' || smalltalk === 'goodbye' ? [] : wording.exampleQuestions;
    return [
      { ...plainDraft('smalltalk', wording.smalltalkReplies[smalltalk], smalltalk), suggestions },
    ];
  }

  if (isBareQuestion(text) && turns.length === 0) {
    const draft = plainDraft('clarification-needed', wording.refusals['no-topic'], 'no-topic');
    return [{ ...draft, suggestions: wording.exampleQuestions }];
  }

  const compared = turns.length === 0 ? findBareComparison(text, generation, now) : undefined;
  if (compared) return [compared];

  const offTopic = turns.length === 0 ? (intents?.['off-topic'] ?? 0) : 0;
  let writing: PartContext['writing'];
  if (run) {
    const nearest = (question: string) => nearestQuestions(question, generation, now);
    const { questions, inScope, options } = await understand(text, turns, nearest, run, now);
    if (options.length > 0 && turns[0]?.status !== 'clarification-needed') {
      const draft = plainDraft('clarification-needed', wording.clarification, 'unclear');
      return [{ ...draft, suggestions: options }];
    }
    writing = { run, inScope };
    if (questions.length > 0) {
      const alone = { topic: undefined, leans: false, citedBefore: [], offTopic, now, writing };
      return Promise.all(
        questions.map((part) => answerPart(part, languageOf(part), generation, alone)),
      );
    }
  }
  const context = { offTopic, now, ...(writing ? { writing } : {}) };
  return answerInTurn(splitQuestions(text), language, generation, turns, context);
}

/** Two years side by side, but not in what: asked back where there is something to compare. */
function findBareComparison(text: string, { documents }: Generation, now: Date): Draft | undefined {
  if (!asksOnlyOfYears(text, now) || !askedYears(text, undefined, now).compares) return undefined;
  const own = documents.filter(isReport).filter((report) => reportBody(report) === ownBody);
  const known = [...new Set(own.map(({ year }) => year))].sort((a, b) => a - b);
  if (known.length < 2) return undefined;
  const lead = wording.compareWhat(ownBody, known);
  return plainDraft('clarification-needed', lead, 'compare-what');
}

/** Answers the questions of a message one after the other; each may lean on the one before. */
async function answerInTurn(
  questions: readonly string[],
  language: 'zh' | 'en',
  generation: Generation,
  turns: readonly Turn[],
  rest: Pick<PartContext, 'offTopic' | 'now' | 'writing'>,
): Promise<Draft[]> {
  const drafts: Draft[] = [];
  const recent = turns.slice(0, turnsOfTopic);
  const { now } = rest;
  let topic = topicOf(recent, now);
  let citedBefore = recent.find((turn) => turn.citedPassageIds.length > 0)?.citedPassageIds ?? [];
  for (const part of questions) {
    const leans = leansOnTurns(part, now) || [...part].length <= bareLength;
    const short = [...part].length <= followUpLength;
    const context = { topic, leans, citedBefore: leans || short ? citedBefore : [], ...rest };
    const draft = await answerPart(part, language, generation, context);
    drafts.push(draft);
    topic = leans && topic ? `${topic}\n${part}` : part;
    citedBefore = draft.claims.flatMap((claim) => claim.passageIds);
  }
  return drafts;
}

function leansOnTurns(text: string, now: Date): boolean {
  return isFollowUp(text) || asksOnlyOfYears(text, now);
}

/** What the conversation is about: the last turn that stands on its own, with the follow-ups since, a line each. */
function topicOf(turns: readonly Turn[], now: Date): string | undefined {
  const standing = turns.findIndex((turn) => !leansOnTurns(turn.text, now));
  const topic = standing < 0 ? turns : turns.slice(0, standing + 1);
  return topic.length === 0
    ? undefined
    : topic
        .map((turn) => turn.text)
        .reverse()
        .join('\n');
}

/** Midnight in Chongqing. */
function startOfDay(now: Date): string {
  return new Date(`${chongqingDay(now)}T00:00:00+08:00`).toISOString();
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

function barDraft(bar: Bar): Draft {
  return bar === 'blocked'
    ? plainDraft('refused-blocked', wording.refusals.blocked, bar)
    : plainDraft('refused-quota', wording.quotaRefusals[bar], bar);
}

function refusal(acceptance: ReturnType<typeof normalizeQuestion>, bar: Bar | undefined): Draft {
  if (bar) return barDraft(bar);
  if ('accepted' in acceptance || acceptance.refused === 'empty') {
    return plainDraft('clarification-needed', wording.refusals.empty, 'empty');
  }
  return plainDraft('refused-too-long', wording.refusals['too-long'], 'too-long');
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

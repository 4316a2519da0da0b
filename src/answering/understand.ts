// The home of understanding a message with a language model: what it leans on, whether it is ours, which questions it asks.

import { z } from 'zod';
import type { Turn } from '../audit/audit-log.ts';
import { createGround, standsIn } from './figure-ground.ts';
import { findFigures } from './figures.ts';
import type { ModelRun } from './model-run.ts';
import { namedYears, otherPlace } from './scope.ts';

export interface Understanding {
  /** Each stands alone, in the order asked; empty when the model could not be followed. */
  readonly questions: readonly string[];
  /** Whether the model takes the message for this service's field; nothing when it was not asked. */
  readonly inScope: boolean | undefined;
  /** What an ambiguous message may mean: residents' questions of the corpus, at least two, or none. */
  readonly options: readonly string[];
}

/** Of an earlier answer, enough to know what it was about. */
const toldCharacters = 200;
const maxQuestions = 3;
const maxOptions = 3;
const questionLength = { min: 2, max: 300 } as const;

const rephraseSchema = z.object({ question: z.string() });
const routeSchema = z.object({
  inScope: z.boolean(),
  questions: z.array(z.string()),
  unclear: z.boolean(),
  options: z.array(z.string()),
});

/**
 * @param turns earlier turns, newest first.
 * @param nearest residents' questions of the corpus that come nearest to a question.
 */
export async function understand(
  text: string,
  turns: readonly Turn[],
  nearest: (question: string) => Promise<readonly string[]>,
  run: ModelRun,
  now: Date,
): Promise<Understanding> {
  const said = turns.flatMap((turn) => [turn.text, turn.answer]).join('\n');
  const isFaithful = (questions: readonly string[], basis: string) =>
    questions.length > 0 &&
    questions.every(isReadable) &&
    keepsYearAndPlace(questions.join('\n'), text, now) &&
    addsNoFigure(questions.join('\n'), basis);

  const rephrased =
    turns.length === 0
      ? { question: text }
      : await run.ask('rephrase', { turns: tell(turns), question: text }, rephraseSchema);
  const question = tidy(rephrased?.question ?? '');
  const alone =
    question !== '' && (turns.length === 0 || isFaithful([question], `${said}\n${text}`));

  const candidates = await nearest(alone ? question : text);
  const route = await run.ask(
    'route',
    {
      question: alone ? question : text,
      candidates: candidates.map((candidate, index) => `Q${index + 1} ${candidate}`).join('\n'),
    },
    routeSchema,
  );
  const split = (route?.questions ?? []).map(tidy).slice(0, maxQuestions);
  return {
    questions: !alone ? [] : isFaithful(split, `${said}\n${text}`) ? split : [question],
    inScope: route?.inScope,
    options: route?.unclear ? pickOptions(route.options, candidates) : [],
  };
}

/** Oldest first, as people read. */
function tell(turns: readonly Turn[]): string {
  return turns
    .toReversed()
    .map(
      ({ text, answer }) =>
        `居民：${text}\n助手：${answer.slice(0, toldCharacters) || '（没有答上来）'}`,
    )
    .join('\n');
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function isReadable(question: string): boolean {
  const length = [...question].length;
  return length >= questionLength.min && length <= questionLength.max;
}

/** A question that loses its year or its place would be answered for ours. */
function keepsYearAndPlace(questions: string, text: string, now: Date): boolean {
  const years = namedYears(questions, now);
  const place = otherPlace(text);
  return (
    namedYears(text, now).every((year) => years.includes(year)) &&
    (place === undefined || questions.includes(place))
  );
}

/** What nobody said must not steer the search. */
function addsNoFigure(questions: string, basis: string): boolean {
  const ground = createGround(basis);
  return findFigures(questions).every((figure) => standsIn(figure, ground));
}

/** Only the corpus's own words are offered, never the model's. */
function pickOptions(tokens: readonly string[], candidates: readonly string[]): string[] {
  const picked = tokens.flatMap((token) => {
    const place = /^Q(\d{1,2})\b/.exec(token.trim())?.[1];
    return place === undefined ? [] : (candidates[Number(place) - 1] ?? []);
  });
  const options = [...new Set(picked)].slice(0, maxOptions);
  return options.length < 2 ? [] : options;
}

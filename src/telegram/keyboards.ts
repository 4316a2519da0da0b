// The home of the buttons under answers and lists.

import type { InlineKeyboardButton } from 'telegraf/types';
import type { Catalogue } from '../answering/answer-service.ts';
import { needsPerson } from '../answering/needs-person.ts';
import { officialUrlOf } from '../answering/official-url.ts';
import type { Answer } from '../domain.ts';
import { type Press, packPress } from './press.ts';
import { publicUrl } from './public-url.ts';
import type { Keyboard } from './send.ts';
import { buttons, examples } from './texts.ts';

export function pressButton(
  text: string,
  kind: Press['kind'],
  index = 0,
  id = '',
): InlineKeyboardButton {
  return { text, callback_data: packPress({ kind, index, id }) };
}

/** No button when Telegram would refuse the address. */
export function urlButtons(text: string, address: string): InlineKeyboardButton[] {
  const url = publicUrl(address);
  return url === undefined ? [] : [{ text, url }];
}

export const exampleKeyboard: Keyboard = examples.map((text, index) => [
  pressButton(text, 'example', index),
]);

const maxSources = 3;
/** Chinese characters that a phone shows of a button before it cuts the rest off. */
const longestLabel = 24;

/**
 * The rest of the answer, sources, questions to go on with, a vote, another way to ask, a person.
 * @param isShortened whether `answer` is only the beginning of the one in the log.
 */
export function answerKeyboard(
  answer: Answer,
  isShortened: boolean,
  catalogue: Catalogue,
): Keyboard {
  const { questionId, status, citations } = answer;
  const rows = citations
    .slice(0, maxSources)
    .map((citation, index) => [
      pressButton(buttons.source(index + 1), 'source', index, questionId),
      ...urlButtons(buttons.officialPage(index + 1), officialUrlOf(citation, catalogue)),
    ]);
  if (isShortened) rows.unshift([pressButton(buttons.more, 'more', 0, questionId)]);
  rows.push(...suggestionRows(answer));
  // Under a question asked back stand its options alone.
  if (status === 'smalltalk' || status === 'clarification-needed') return rows;
  rows.push([
    pressButton(buttons.useful, 'vote', 1, questionId),
    pressButton(buttons.notUseful, 'vote', 0, questionId),
  ]);
  if (status !== 'emergency') {
    const rephrase = pressButton(buttons.rephrase, 'rephrase', 0, questionId);
    const handoff = pressButton(buttons.handoff, 'handoff', 0, questionId);
    rows.push(needsPerson(status) ? [rephrase, handoff] : [rephrase]);
  }
  return rows;
}

/** The message above lists the questions; one too long for a button goes by its place in that list. */
export function suggestionRows({ questionId, suggestions }: Answer): InlineKeyboardButton[][] {
  const fit = suggestions.every((text) => [...text].length <= longestLabel);
  const row = suggestions.map((text, index) =>
    pressButton(fit ? text : buttons.suggestion(index + 1), 'suggestion', index, questionId),
  );
  return fit ? row.map((button) => [button]) : [row];
}

// The home of the buttons under answers and lists.

import type { InlineKeyboardButton } from 'telegraf/types';
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

/** Sources, questions to go on with, a vote, another way to ask. */
export function answerKeyboard(answer: Answer): Keyboard {
  const { questionId, status, citations } = answer;
  const rows = citations
    .slice(0, maxSources)
    .map((citation, index) => [
      pressButton(buttons.source(index + 1), 'source', index, questionId),
      ...urlButtons(buttons.officialPage(index + 1), citation.url),
    ]);
  rows.push(...suggestionRows(answer));
  if (status !== 'smalltalk') {
    rows.push([
      pressButton(buttons.useful, 'vote', 1, questionId),
      pressButton(buttons.notUseful, 'vote', 0, questionId),
    ]);
  }
  if (status !== 'smalltalk' && status !== 'emergency') {
    rows.push([pressButton(buttons.rephrase, 'rephrase', 0, questionId)]);
  }
  return rows;
}

export function suggestionRows({ questionId, suggestions }: Answer): InlineKeyboardButton[][] {
  return suggestions.map((text, index) => [pressButton(text, 'suggestion', index, questionId)]);
}

// The buttons that change how pages look; each sends a form, so they work without a script.

import type { FC } from 'hono/jsx';
import type { Display } from './display.ts';
import * as texts from './texts.ts';

interface Choice {
  readonly name: keyof Display;
  readonly legend: string;
  readonly options: readonly (readonly [value: string, text: string])[];
}

const { text, theme, contrast } = texts.display;
const choices: readonly Choice[] = [
  {
    name: 'text',
    legend: text.legend,
    options: [
      ['normal', text.normal],
      ['large', text.large],
    ],
  },
  {
    name: 'theme',
    legend: theme.legend,
    options: [
      ['auto', theme.auto],
      ['light', theme.light],
      ['dark', theme.dark],
    ],
  },
  {
    name: 'contrast',
    legend: contrast.legend,
    options: [
      ['normal', contrast.normal],
      ['high', contrast.high],
    ],
  },
];

/** @param from the page to come back to. */
export const DisplaySettings: FC<{ display: Display; from: string }> = ({ display, from }) => (
  <details class="display">
    <summary>{texts.display.title}</summary>
    <form method="post" action="/display">
      <input type="hidden" name="from" value={from} />
      {choices.map(({ name, legend, options }) => (
        <fieldset>
          <legend>{legend}</legend>
          {options.map(([value, words]) => (
            <button
              type="submit"
              class="choice"
              name={name}
              value={value}
              aria-pressed={display[name] === value ? 'true' : 'false'}
            >
              {words}
            </button>
          ))}
        </fieldset>
      ))}
    </form>
  </details>
);

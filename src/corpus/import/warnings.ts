// The home of collecting what somebody should look at in a file, without a page's hundred menus drowning it.

import type { ImportWarning } from '../imported-text.ts';

const shownOfAKind = 5;
const shownCharacters = 60;

export interface Warnings {
  add(where: string, message: string, text?: string): void;
  list(): ImportWarning[];
}

/** Of one kind the first five are listed, the rest counted. */
export function createWarnings(): Warnings {
  const found = new Map<string, ImportWarning[]>();
  return {
    add(where, message, text = '') {
      const plain = text.replace(/\s+/g, ' ').trim();
      const shown = plain.length > shownCharacters ? `${plain.slice(0, shownCharacters)}…` : plain;
      const same = found.get(message) ?? [];
      found.set(message, [...same, { where, message, text: shown }]);
    },
    list: () =>
      [...found].flatMap(([message, warnings]) => {
        const left = warnings.length - shownOfAKind;
        const more = { where: '', message: `${message}：另外还有${left}处`, text: '' };
        return left > 0 ? [...warnings.slice(0, shownOfAKind), more] : warnings;
      }),
  };
}

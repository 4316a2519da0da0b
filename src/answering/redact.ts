// The home of masking personal data before anything is searched, logged or sent on.

import { type FoldedText, foldCharacters } from './fold-characters.ts';
import { personalNumbers, type RedactionRule } from './personal-numbers.ts';
import { personalWords } from './personal-words.ts';

const rules = [...personalNumbers, ...personalWords];

/**
 * Masks personal data, however it is written; hotlines, case numbers, articles, amounts and dates stay
 * as they are. @returns the text and the kinds of data that were found, each once.
 */
export function redact(text: string): { text: string; kinds: string[] } {
  const kinds = new Set<string>();
  let result = text;
  let folded = foldCharacters(text);
  for (const rule of rules) {
    const masked = maskAll(result, folded, rule);
    if (masked === result) continue;
    kinds.add(rule.kind);
    result = masked;
    folded = foldCharacters(masked);
  }
  return { text: result, kinds: [...kinds] };
}

function maskAll(
  original: string,
  folded: FoldedText,
  { pattern, accepts, mask }: RedactionRule,
): string {
  const search = new RegExp(pattern);
  let result = '';
  let kept = 0;
  for (let match = search.exec(folded.text); match; match = search.exec(folded.text)) {
    const [found] = match;
    if (found === '' || accepts?.(found) === false) {
      // A number that is none may hide the beginning of one that is.
      search.lastIndex = match.index + 1;
      continue;
    }
    result += original.slice(kept, folded.startOf(match.index)) + mask;
    kept = folded.endOf(match.index + found.length - 1);
  }
  return result + original.slice(kept);
}

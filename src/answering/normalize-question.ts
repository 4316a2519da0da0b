// The home of accepting a question: hidden characters out, one script, one width, within length, personal data redacted.

import { Converter } from 'opencc-js/t2cn';
import { redact } from './redact.ts';

export const maxQuestionLength = 500;

const toSimplified = Converter({ from: 'hk', to: 'cn' });
const toSimplifiedTaiwan = Converter({ from: 'tw', to: 'cn' });

export interface AcceptedQuestion {
  /** What is searched and logged. */
  readonly text: string;
  /** Kinds of personal data found and masked. */
  readonly redacted: readonly string[];
  readonly language: 'zh' | 'en';
}

export type Acceptance =
  | { readonly accepted: AcceptedQuestion }
  | { readonly refused: 'empty' | 'too-long'; readonly text: string };

/**
 * Format, private-use and control characters carry hidden instructions (zero-width, bidirectional, tag
 * characters) and nothing a resident means; line feeds become spaces.
 */
export function normalizeQuestion(raw: string): Acceptance {
  // A hundred thousand characters are not worth converting to be refused.
  if (raw.length > maxQuestionLength * 20) return { refused: 'too-long', text: '' };
  const visible = raw
    // A byte order mark counts as white space in JavaScript, and is none.
    .replaceAll('\ufeff', '')
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Co}\p{Cc}\p{Cn}\p{Cs}]/gu, '')
    .normalize('NFKC')
    .trim();
  if (!/[\p{L}\p{N}]/u.test(visible)) return { refused: 'empty', text: '' };
  if ([...visible].length > maxQuestionLength) return { refused: 'too-long', text: '' };
  const { text, kinds } = redact(toSimplifiedTaiwan(toSimplified(visible)));
  return { accepted: { text, redacted: kinds, language: languageOf(text) } };
}

/** English when Latin words outweigh Chinese characters; names and "APP" inside Chinese do not count. */
export function languageOf(text: string): 'zh' | 'en' {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = text.match(/[a-z]{2,}/gi)?.length ?? 0;
  return words >= 2 && words > han ? 'en' : 'zh';
}

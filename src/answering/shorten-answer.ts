// The home of the short answer: what a resident reads before asking for the rest. Pure.

import type { Answer, Statement } from '../domain.ts';
import { formatAnswer } from './format-answer.ts';
import { moreStatements } from './wording.ts';

/** Characters of lead, statements and notices together. */
const mostShown = 300;
/** Fewer characters than these are not worth a button. */
const leastHidden = 50;

/**
 * The first statements of a long answer, with a line that says how many there are besides.
 * Citations keep the numbers they have in the whole answer, so that a citation's place means the same in both.
 * @returns nothing when the answer is short enough, or must be read whole: an emergency, a refusal.
 */
export function shortenAnswer(answer: Answer): Answer | undefined {
  const { status, lead, notices } = answer;
  if (status !== 'answered' && status !== 'answered-partly') return undefined;
  const room = mostShown - lengthOf([lead, ...notices]);
  const [shortest, ...others] = beginnings(answer.statements);
  const statements = others.findLast((shown) => lengthOfStatements(shown) <= room) ?? shortest;
  if (!statements) return undefined;
  const hidden = answer.statements.slice(statements.length);
  if (lengthOfStatements(hidden) < leastHidden) return undefined;

  const lastCited = Math.max(-1, ...statements.flatMap(({ citations }) => citations));
  const short = {
    ...answer,
    statements,
    citations: answer.citations.slice(0, lastCited + 1),
    notices: [...notices, moreStatements(hidden.length)],
  };
  return { ...short, text: formatAnswer({ ...short, label: labelOf(answer) }) };
}

/** From the shortest on. None ends in the line that introduces a list: alone it says nothing. */
function beginnings(statements: readonly Statement[]): Statement[][] {
  return statements.flatMap(({ text }, index) =>
    /[：:]$/.test(text) ? [] : [statements.slice(0, index + 1)],
  );
}

/** An answer in the log has only its text, and there the label stands last, behind an empty line. */
function labelOf({ text }: Answer): string {
  return text.slice(text.lastIndexOf('\n\n')).trim();
}

function lengthOfStatements(statements: readonly Statement[]): number {
  return lengthOf(statements.map(({ text }) => text));
}

function lengthOf(lines: readonly string[]): number {
  return [...lines.join('')].length;
}

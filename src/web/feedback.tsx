// Whether an answer was useful, and how to ask better when it was not.

import type { FC } from 'hono/jsx';
import type { LoggedAnswer } from '../audit/audit-log.ts';
import * as texts from './texts.ts';

const votes = [
  { value: 'useful', text: texts.answer.useful },
  { value: 'not-useful', text: texts.answer.notUseful },
] as const;

export const Feedback: FC<{ logged: LoggedAnswer }> = ({ logged }) => {
  // Only the asker reaches an answer of the web, so every vote on it is the asker's.
  const given = logged.events.findLast(({ kind }) => kind === 'feedback-given')?.detail;
  return (
    <section class="feedback" id="feedback" aria-labelledby="feedback-heading">
      <h2 id="feedback-heading">{texts.answer.feedbackHeading}</h2>
      <form method="post" action={`/answers/${logged.question.id}/feedback`}>
        {votes.map(({ value, text }) => (
          <button
            type="submit"
            class="choice"
            name="vote"
            value={value}
            aria-pressed={given === value ? 'true' : 'false'}
          >
            {text}
          </button>
        ))}
      </form>
      {given === undefined ? undefined : <p class="hint">{texts.answer.thanks}</p>}
      <details>
        <summary>{texts.answer.rephrase}</summary>
        <ul>
          {texts.answer.rephraseAdvice.map((advice) => (
            <li>{advice}</li>
          ))}
        </ul>
      </details>
    </section>
  );
};

// Where a resident writes a question, and buttons that ask one that is written already.

import type { FC } from 'hono/jsx';
import * as texts from './texts.ts';

export interface AskFormProps {
  readonly hint: string;
  /** What was written before, when it could not be answered. */
  readonly text?: string;
  readonly error?: string | undefined;
}

/** The script takes over forms with `data-ask`; without it the browser sends them. */
export const AskForm: FC<AskFormProps> = ({ hint, text = '', error }) => (
  <form class="ask" method="post" action="/ask" data-ask>
    <label for="question">{texts.ask.label}</label>
    <p class="hint" id="question-hint">
      {hint}
    </p>
    {error === undefined ? undefined : (
      <p class="error" id="question-error">
        {error}
      </p>
    )}
    <textarea
      id="question"
      name="question"
      rows={3}
      required
      aria-describedby={error === undefined ? 'question-hint' : 'question-hint question-error'}
      aria-invalid={error === undefined ? undefined : 'true'}
    >
      {text}
    </textarea>
    <button type="submit" class="primary">
      {texts.ask.button}
    </button>
  </form>
);

export const QuestionButtons: FC<{ questions: readonly string[] }> = ({ questions }) => (
  <ul class="questions">
    {questions.map((question) => (
      <li>
        <form method="post" action="/ask" data-ask>
          <button type="submit" class="question" name="question" value={question}>
            {question}
          </button>
        </form>
      </li>
    ))}
  </ul>
);

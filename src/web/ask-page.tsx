// The page to ask.

import type { FC } from 'hono/jsx';
import type { Catalogue } from '../answering/answer-service.ts';
import { exampleQuestions } from '../answering/wording.ts';
import { AskForm, QuestionButtons } from './ask-form.tsx';
import { People } from './hotlines.tsx';
import * as texts from './texts.ts';

export interface AskPageProps {
  readonly catalogue: Catalogue;
  readonly text?: string;
  /** Why the question was not answered. */
  readonly error?: string;
}

export const AskPage: FC<AskPageProps> = ({ catalogue, text = '', error }) => (
  <div class="columns">
    <div class="primary-column">
      <h1>{texts.ask.heading}</h1>
      <p class="lead">{texts.ask.lead}</p>
      {error === undefined ? undefined : (
        <div class="error-summary" role="alert">
          <h2>{texts.ask.errorHeading}</h2>
          <p>
            <a href="#question">{error}</a>
          </p>
        </div>
      )}
      <AskForm hint={texts.ask.hint} text={text} error={error} />
      <p class="label">{texts.ask.notHuman}</p>
      <section class="apart" aria-labelledby="examples">
        <h2 id="examples">{texts.ask.examples}</h2>
        <QuestionButtons questions={exampleQuestions} />
      </section>
    </div>
    <People catalogue={catalogue} isBeside />
  </div>
);

// A logged answer as its asker reads it: statements with their sources beside them, and what can be done next.

import type { FC } from 'hono/jsx';
import type { Catalogue } from '../answering/answer-service.ts';
import { needsPerson } from '../answering/needs-person.ts';
import { aiLabel, aiLabelEnglish } from '../answering/wording.ts';
import type { LoggedAnswer } from '../audit/audit-log.ts';
import type { PastQuestion } from '../audit/find-conversation.ts';
import type { Statement } from '../domain.ts';
import { AskForm, QuestionButtons } from './ask-form.tsx';
import { Feedback } from './feedback.tsx';
import { People } from './hotlines.tsx';
import { PhoneText } from './phone-text.tsx';
import { isCardLine, ServiceCards } from './service-card.tsx';
import { SourceList } from './source-list.tsx';
import { SourceMarks } from './source-marks.tsx';
import * as texts from './texts.ts';

export interface AnswerPageProps {
  readonly logged: LoggedAnswer;
  /** Asked before this one in the same conversation, oldest first. */
  readonly earlier: readonly PastQuestion[];
  readonly catalogue: Catalogue;
}

export const AnswerPage: FC<AnswerPageProps> = ({ logged, earlier, catalogue }) => {
  const { question, answer } = logged;
  const { citations, statements } = answer;
  const titles = citations.map(({ title }) => title);
  const sentences = statements.filter((statement) => !isCardLine(statement));
  return (
    <div class="columns">
      <article class="primary-column">
        <EarlierQuestions questions={earlier} />
        <h1>
          <span class="eyebrow">{texts.answer.asked}</span>
          <span lang={languageOf(question.text)}>{question.text}</span>
        </h1>
        <Lead text={answer.lead} isEmergency={answer.status === 'emergency'} />
        <Sentences statements={sentences} titles={titles} />
        <ServiceCards statements={statements.filter(isCardLine)} titles={titles} />
        {answer.notices.map((notice) => (
          <p class="notice">{notice}</p>
        ))}
        <p class="label">{aiLabel}</p>
        {answer.text.includes(aiLabelEnglish) ? (
          <p class="label" lang="en">
            {aiLabelEnglish}
          </p>
        ) : undefined}
      </article>
      {citations.length === 0 ? undefined : (
        <SourceList citations={citations} catalogue={catalogue} />
      )}
      <div class="primary-column sections">
        <Suggestions questions={answer.suggestions} />
        {needsPerson(answer.status) ? (
          <p class="notice">
            <a href={`/people?about=${question.id}#ticket`}>{texts.answer.needsPerson}</a>
          </p>
        ) : undefined}
        {answer.status === 'smalltalk' ? undefined : <Feedback logged={logged} />}
        <section aria-labelledby="follow-up">
          <h2 id="follow-up">{texts.ask.followUpHeading}</h2>
          <AskForm hint={texts.ask.followUpHint} />
        </section>
        {citations.length === 0 ? undefined : <People catalogue={catalogue} />}
        <form class="end" method="post" action="/end">
          <button type="submit">{texts.answer.end}</button>
          <p class="hint">{texts.answer.endHint}</p>
        </form>
      </div>
      {citations.length === 0 ? <People catalogue={catalogue} isBeside /> : undefined}
    </div>
  );
};

const EarlierQuestions: FC<{ questions: readonly PastQuestion[] }> = ({ questions }) =>
  questions.length === 0 ? null : (
    <nav class="earlier" aria-labelledby="earlier">
      <h2 id="earlier">{texts.answer.earlier}</h2>
      <ol>
        {questions.map(({ id, text }) => (
          <li>
            <a href={`/answers/${id}`}>{text}</a>
          </li>
        ))}
      </ol>
    </nav>
  );

const Lead: FC<{ text: string; isEmergency: boolean }> = ({ text, isEmergency }) =>
  text === '' ? null : (
    <div class={isEmergency ? 'lead emergency' : 'lead'}>
      {text.split('\n').map((line) => (
        <p lang={languageOf(line)}>{isEmergency ? <PhoneText text={line} /> : line}</p>
      ))}
    </div>
  );

const Sentences: FC<{ statements: readonly Statement[]; titles: readonly string[] }> = ({
  statements,
  titles,
}) => {
  const shown = statements.map(({ text, citations }) => (
    <>
      {text}
      <SourceMarks citations={citations} titles={titles} />
    </>
  ));
  if (shown.length < 2)
    return (
      <>
        {shown.map((sentence) => (
          <p class="statement">{sentence}</p>
        ))}
      </>
    );
  return (
    <ol class="statements">
      {shown.map((sentence) => (
        <li>{sentence}</li>
      ))}
    </ol>
  );
};

const Suggestions: FC<{ questions: readonly string[] }> = ({ questions }) =>
  questions.length === 0 ? null : (
    <section aria-labelledby="suggestions">
      <h2 id="suggestions">{texts.answer.suggestions}</h2>
      <QuestionButtons questions={questions} />
    </section>
  );

/** So that a screen reader reads English as English. */
function languageOf(text: string): 'en' | undefined {
  return /\p{Script=Han}/u.test(text) ? undefined : 'en';
}

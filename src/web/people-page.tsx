// Whom to call: emergencies first, then every hotline of the corpus; and what can be left for staff to read.

import type { FC } from 'hono/jsx';
import type { DocumentHeader } from '../domain.ts';
import { Hotlines } from './hotlines.tsx';
import { PhoneText } from './phone-text.tsx';
import * as texts from './texts.ts';
import { LookupForm, TicketForm, type TicketFormProps } from './ticket-forms.tsx';

export interface PeopleForms extends Pick<TicketFormProps, 'draft'> {
  /** The number that was looked for. */
  readonly number?: string;
  /** Why a form was not taken, and at which field. */
  readonly problem?: { readonly at: 'kind' | 'text' | 'number'; readonly text: string };
}

interface PeoplePageProps extends PeopleForms {
  readonly hotlines: readonly DocumentHeader[];
}

export const PeoplePage: FC<PeoplePageProps> = ({ hotlines, draft, number, problem }) => (
  <div class="narrow">
    <h1>{texts.people.title}</h1>
    {problem === undefined ? undefined : (
      <div class="error-summary" role="alert">
        <h2>{texts.ticket.errorHeading}</h2>
        <p>
          <a href={`#ticket-${problem.at}`}>{problem.text}</a>
        </p>
      </div>
    )}
    <p class="lead">{texts.people.lead}</p>
    <section class="lead emergency" aria-labelledby="emergency">
      <h2 id="emergency">{texts.people.emergencyHeading}</h2>
      <ul>
        {texts.people.emergency.map((line) => (
          <li>
            <PhoneText text={line} />
          </li>
        ))}
      </ul>
    </section>
    {hotlines.length === 0 ? undefined : (
      <section aria-labelledby="hotlines">
        <h2 id="hotlines">{texts.people.hotlinesHeading}</h2>
        <Hotlines documents={hotlines} />
      </section>
    )}
    <section aria-labelledby="ticket">
      <h2 id="ticket">{texts.ticket.heading}</h2>
      <TicketForm draft={draft} invalid={problem?.at} />
    </section>
    <section aria-labelledby="lookup">
      <h2 id="lookup">{texts.ticket.lookupHeading}</h2>
      <LookupForm number={number} isInvalid={problem?.at === 'number'} />
    </section>
  </div>
);

// Asks once more before a resident's words are erased, and says afterwards what went and what is left.

import type { FC } from 'hono/jsx';
import {
  countsInWords,
  isNothing,
  openTickets,
  whatGoes,
  whatStays,
  whyItStays,
} from '../answering/personal-data-wording.ts';
import type { KeptData } from '../audit/find-kept-data.ts';
import { PhoneText } from './phone-text.tsx';
import * as texts from './texts.ts';

interface ErasingProps {
  /** Absent when nobody has asked from this browser. */
  readonly kept: KeptData | undefined;
}

export const ConfirmErasingPage: FC<ErasingProps> = ({ kept }) => (
  <div class="narrow">
    <h1>{texts.erasing.title}</h1>
    {kept === undefined || isNothing(kept) ? (
      <p class="lead">{texts.privacy.nothingKept}</p>
    ) : (
      <>
        <p class="lead">{texts.privacy.kept(countsInWords(kept))}</p>
        {kept.openTickets === 0 ? undefined : (
          <p class="notice">
            <PhoneText text={openTickets(kept.openTickets)} />
          </p>
        )}
        <Lines heading={texts.erasing.goes} lines={whatGoes} />
        <p>{texts.erasing.forGood}</p>
        <form method="post" action="/privacy/delete">
          <button type="submit" class="primary">
            {texts.erasing.button}
          </button>
        </form>
      </>
    )}
    <p>
      <a href="/privacy">{texts.erasing.back}</a>
    </p>
  </div>
);

export const ErasedPage: FC<ErasingProps> = ({ kept }) => (
  <div class="narrow">
    <h1>{texts.erasing.done}</h1>
    {kept === undefined || isNothing(kept) ? (
      <p class="lead">{texts.erasing.nothing}</p>
    ) : (
      <>
        <p class="lead">{texts.erasing.gone(countsInWords(kept))}</p>
        <Lines heading={texts.erasing.stays} lines={whatStays} />
        <p>{whyItStays}</p>
      </>
    )}
    <p>
      <a class="primary" href="/">
        {texts.home}
      </a>
    </p>
  </div>
);

const Lines: FC<{ heading: string; lines: readonly string[] }> = ({ heading, lines }) => (
  <section>
    <h2>{heading}</h2>
    <ul>
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  </section>
);

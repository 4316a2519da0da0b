// What is kept of residents, what for, who reads it, how long; and what is kept of the one who looks.

import type { FC } from 'hono/jsx';
import {
  beijingDay,
  blockedUntil,
  countsInWords,
  keptBetween,
} from '../answering/personal-data-wording.ts';
import type { KeptData } from '../audit/find-kept-data.ts';
import { PhoneText } from './phone-text.tsx';
import * as texts from './texts.ts';

interface PrivacyPageProps {
  /** Absent when nobody has asked from this browser. */
  readonly kept: KeptData | undefined;
  readonly retentionDays: number;
}

export const PrivacyPage: FC<PrivacyPageProps> = ({ kept, retentionDays }) => (
  <div class="narrow">
    <h1>{texts.privacy.title}</h1>
    {texts.privacy.sections(retentionDays).map(({ heading, lines }) => (
      <section>
        <h2>{heading}</h2>
        <ul>
          {lines.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      </section>
    ))}
    <section aria-labelledby="mine">
      <h2 id="mine">{texts.privacy.mineHeading}</h2>
      <p>{texts.privacy.mineHint}</p>
      {kept?.blockedUntil === undefined ? undefined : (
        <p class="notice">{blockedUntil(kept.blockedUntil)}</p>
      )}
      {kept?.since === undefined ? (
        <p>{texts.privacy.nothingKept}</p>
      ) : (
        <Kept kept={kept} {...keptBetween(kept.since, retentionDays)} />
      )}
    </section>
    <p class="notice">
      <PhoneText text={texts.privacy.please} />
    </p>
  </div>
);

const Kept: FC<{ kept: KeptData; from: string; until: string }> = ({ kept, from, until }) => (
  <>
    <p>
      {texts.privacy.kept(countsInWords(kept))}
      {texts.privacy.keptBetween(from, until)}
    </p>
    {kept.latest.length === 0 ? undefined : (
      <>
        <p>{texts.privacy.latest}</p>
        <ul>
          {kept.latest.map(({ askedAt, text }) => (
            <li>{`${beijingDay(new Date(askedAt))}：${text || texts.privacy.noWords}`}</li>
          ))}
        </ul>
      </>
    )}
    <p>
      <a href="/privacy/delete">{texts.erasing.title}</a>
    </p>
  </>
);

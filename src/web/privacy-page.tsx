// What is kept of residents, what for, and who reads it.

import type { FC } from 'hono/jsx';
import { PhoneText } from './phone-text.tsx';
import * as texts from './texts.ts';

export const PrivacyPage: FC = () => (
  <div class="narrow">
    <h1>{texts.privacy.title}</h1>
    {texts.privacy.sections.map(({ heading, lines }) => (
      <section>
        <h2>{heading}</h2>
        <ul>
          {lines.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      </section>
    ))}
    <p class="notice">
      <PhoneText text={texts.privacy.please} />
    </p>
  </div>
);

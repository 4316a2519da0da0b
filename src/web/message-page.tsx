// Says in plain words why a page cannot be shown, and where to go instead.

import type { FC } from 'hono/jsx';
import { PhoneText } from './phone-text.tsx';
import * as texts from './texts.ts';

export const MessagePage: FC<texts.Message> = ({ title, text }) => (
  <div class="narrow">
    <h1>{title}</h1>
    <p class="lead">
      <PhoneText text={text} />
    </p>
    <p>
      <a class="primary" href="/">
        {texts.home}
      </a>
    </p>
  </div>
);

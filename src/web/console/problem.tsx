// Says above a form why it was not taken.

import type { FC } from 'hono/jsx';

export const Problem: FC<{ text: string | undefined }> = ({ text }) =>
  text === undefined ? undefined : (
    <p class="error-summary" role="alert">
      {text}
    </p>
  );

// Says above a page what was just done.

import type { FC } from 'hono/jsx';

export const DoneNotice: FC<{ text: string | undefined }> = ({ text }) =>
  text === undefined ? undefined : (
    <p class="notice done" role="status">
      {text}
    </p>
  );

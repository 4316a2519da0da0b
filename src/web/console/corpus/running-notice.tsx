// Says on the corpus's pages that somebody is at work on it.

import type { FC } from 'hono/jsx';
import { type RunningWork, workNames } from './background-work.ts';

export const RunningNotice: FC<{ running: RunningWork | undefined }> = ({ running }) =>
  running ? (
    <p class="notice">
      {`${running.by}正在${workNames[running.what]}。`}
      <a href="/console/corpus/work">看做到哪里了</a>
    </p>
  ) : undefined;

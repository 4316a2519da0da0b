// Shows a text with what it shares with another marked.

import type { FC } from 'hono/jsx';
import { carryingLines, type Mark, markCommon } from './common-marks.ts';

export const MarkedText: FC<{ text: string; other: string }> = ({ text, other }) => (
  <Marks marks={markCommon(text, other)} />
);

/** Of a text that is shown whole elsewhere. */
export const CarryingLines: FC<{ quote: string; other: string }> = ({ quote, other }) => (
  <>
    {carryingLines(quote, other).map((marks) => (
      <p>
        <Marks marks={marks} />
      </p>
    ))}
    <p class="meta">整段见上面</p>
  </>
);

const Marks: FC<{ marks: readonly Mark[] }> = ({ marks }) => (
  <>{marks.map(({ kind, text }) => (kind === 'plain' ? text : <mark class={kind}>{text}</mark>))}</>
);

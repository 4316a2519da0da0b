// The numbers behind a statement that lead to its sources.

import type { FC } from 'hono/jsx';
import * as texts from './texts.ts';

/** @param titles of all citations of the answer, in their order. */
export const SourceMarks: FC<{ citations: readonly number[]; titles: readonly string[] }> = ({
  citations,
  titles,
}) => (
  <>
    {citations.map((index) => (
      <a
        class="mark"
        href={`#source-${index + 1}`}
        aria-label={texts.answer.source(index + 1, titles[index] ?? '')}
      >
        {`[${index + 1}]`}
      </a>
    ))}
  </>
);

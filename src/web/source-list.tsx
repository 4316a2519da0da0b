// The sources of an answer, numbered as its statements name them.

import type { FC } from 'hono/jsx';
import type { Catalogue } from '../answering/answer-service.ts';
import { officialUrlOf } from '../answering/official-url.ts';
import type { Citation } from '../domain.ts';
import { httpUrl } from './http-url.ts';
import { OutsideLink } from './outside-link.tsx';
import { sourceAddress } from './source-links.ts';
import * as texts from './texts.ts';

export const SourceList: FC<{ citations: readonly Citation[]; catalogue: Catalogue }> = ({
  citations,
  catalogue,
}) => (
  <aside class="sources beside" aria-labelledby="sources">
    <h2 id="sources">{texts.answer.sources}</h2>
    <ol>
      {citations.map((citation, index) => (
        <Source
          citation={citation}
          number={index + 1}
          official={officialUrlOf(citation, catalogue)}
        />
      ))}
    </ol>
  </aside>
);

const Source: FC<{ citation: Citation; number: number; official: string }> = ({
  citation,
  number,
  official,
}) => {
  const { title, section, publisher, published, quote } = citation;
  return (
    <li id={`source-${number}`}>
      <p class="source-title">{`[${number}] ${title}`}</p>
      {section === '' ? undefined : <p>{section}</p>}
      <p class="meta">{[publisher, published].filter(Boolean).join(' · ')}</p>
      <p class="links">
        <a href={sourceAddress(citation)} aria-label={`${texts.answer.readSource}：${title}`}>
          {texts.answer.readSource}
        </a>
        {httpUrl(official) === undefined ? undefined : (
          <OutsideLink url={official}>{texts.answer.officialPage}</OutsideLink>
        )}
      </p>
      <details>
        <summary>{texts.answer.quote}</summary>
        <blockquote>{quote}</blockquote>
      </details>
    </li>
  );
};

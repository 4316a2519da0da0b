// Who published a document, when, about which year, where its official page is, and when we last checked it.

import type { FC } from 'hono/jsx';
import { officialUrl } from '../answering/official-url.ts';
import type { DocumentHeader } from '../domain.ts';
import { httpUrl } from './http-url.ts';
import { OutsideLink } from './outside-link.tsx';

import * as texts from './texts.ts';

export const DocumentFacts: FC<{ document: DocumentHeader }> = ({ document }) => {
  const { kind, publisher, published, year, checked } = document;
  const official = officialUrl(document);
  return (
    <dl class="facts">
      <Fact
        name={texts.document.kind}
        value={kind === 'off-topic' ? '' : texts.document.kinds[kind]}
      />
      <Fact name={texts.document.publisher} value={publisher} />
      <Fact name={texts.document.published} value={published} />
      <Fact
        name={texts.document.year}
        value={year === undefined ? '' : texts.document.yearOf(year)}
      />
      <Fact name={texts.document.checked} value={checked} />
      {httpUrl(official) === undefined ? undefined : (
        <div>
          <dt>{texts.document.official}</dt>
          <dd>
            <OutsideLink url={official}>{texts.document.openOfficial}</OutsideLink>
          </dd>
        </div>
      )}
    </dl>
  );
};

const Fact: FC<{ name: string; value: string }> = ({ name, value }) =>
  value === '' ? null : (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );

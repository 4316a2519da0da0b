// A document of the corpus, whole, every passage at its stable address; what answers quoted of it and is no more, with a notice.

import type { FC } from 'hono/jsx';
import type { Citation, DocumentHeader, Passage } from '../domain.ts';
import { DocumentFacts } from './document-facts.tsx';
import { NewerVersion } from './newer-version.tsx';
import { OldWording, PassageSection } from './passage-section.tsx';
import { anchorOf, quoteDigest } from './source-links.ts';
import * as texts from './texts.ts';

export interface DocumentPageProps {
  readonly document: DocumentHeader;
  readonly passages: readonly Passage[];
  /** Wordings that answers quoted, newest first (`findCitedPassages`). */
  readonly cited: readonly Citation[];
  /** Digest of the wording the reader's link was made for. */
  readonly as: string | undefined;
  /** All documents of the index: one of them may be newer. */
  readonly documents: readonly DocumentHeader[];
}

export const DocumentPage: FC<DocumentPageProps> = (props) => {
  const { document, passages, cited, as, documents } = props;
  const live = new Set(passages.map(({ id }) => id));
  const gone = newestOfEach(
    cited.filter(({ passageId }) => !live.has(passageId)),
    as,
  );
  const isCurrent = passages.some(({ text }) => quoteDigest(text) === as);
  const changed = isCurrent ? undefined : cited.find(({ quote }) => quoteDigest(quote) === as);
  return (
    <article class="document">
      <p class="back">
        <a href="/sources">{texts.document.back}</a>
      </p>
      <h1>{document.title}</h1>
      <p class="lead">{document.summary}</p>
      <DocumentFacts document={document} />
      <NewerVersion document={document} documents={documents} />
      {gone.map((citation) => (
        <OldWording id={anchorOf(citation)} citation={citation} notice={texts.document.withdrawn} />
      ))}
      <Contents passages={passages} />
      {passages.map((passage, index) => (
        <PassageSection
          passage={passage}
          before={passages[index - 1]?.headings ?? []}
          old={changed?.passageId === passage.id ? changed : undefined}
          former={as === undefined ? formerOf(passage, cited) : undefined}
          notice={<NewerVersion document={document} documents={documents} />}
        />
      ))}
    </article>
  );
};

/** A document that is no more: only what answers quoted of it. */
export const GoneDocumentPage: FC<{ cited: readonly Citation[]; as: string | undefined }> = ({
  cited,
  as,
}) => (
  <article class="document">
    <p class="back">
      <a href="/sources">{texts.document.back}</a>
    </p>
    <h1>{cited[0]?.title ?? ''}</h1>
    <p class="notice">{texts.document.gone}</p>
    {newestOfEach(cited, as).map((citation) => (
      <OldWording id={anchorOf(citation)} citation={citation} notice={texts.document.withdrawn} />
    ))}
  </article>
);

/** What was quoted last of a passage that reads differently now. */
function formerOf({ id, text }: Passage, cited: readonly Citation[]): Citation | undefined {
  return cited.find(({ passageId, quote }) => passageId === id && quote !== text);
}

/** Of each passage the wording the link was made for, else the newest. */
function newestOfEach(cited: readonly Citation[], as: string | undefined): readonly Citation[] {
  const wanted = cited.filter(({ quote }) => quoteDigest(quote) === as);
  const chosen = new Map<string, Citation>();
  for (const citation of [...wanted, ...cited]) {
    if (!chosen.has(citation.passageId)) chosen.set(citation.passageId, citation);
  }
  return [...chosen.values()];
}

const Contents: FC<{ passages: readonly Passage[] }> = ({ passages }) =>
  passages.length < 3 ? null : (
    <details class="contents">
      <summary>{texts.document.contents}</summary>
      <ul>
        {passages.map(({ anchor, headings }) => (
          <li>
            <a href={`#${encodeURIComponent(anchor)}`}>{headings.at(-1)}</a>
          </li>
        ))}
      </ul>
    </details>
  );

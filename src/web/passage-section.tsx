// One passage on its document's page, at its anchor: headings, text, basis; and an old wording of one.

import type { Child, FC } from 'hono/jsx';
import type { Citation, Passage, SourceReference } from '../domain.ts';
import { OutsideLink } from './outside-link.tsx';
import { PassageText } from './passage-text.tsx';
import { CardText } from './service-card.tsx';
import * as texts from './texts.ts';

interface PassageSectionProps {
  readonly passage: Passage;
  /** Heading path of the passage before; what both share is not written again. */
  readonly before: readonly string[];
  /** An earlier wording the reader's link was made for. */
  readonly old: Citation | undefined;
  /** An earlier wording for readers whose link, as those in Telegram, does not say which it was made for. */
  readonly former: Citation | undefined;
  /** Shown beside the passage a link leads to: that there is a newer version of the document. */
  readonly notice?: Child;
}

export const PassageSection: FC<PassageSectionProps> = (props) => {
  const { passage, before, old, former, notice } = props;
  const { anchor, headings, text, service, references } = passage;
  const own = headings.length - 1;
  const shared = headings.findIndex((heading, level) => heading !== before[level]);
  return (
    <>
      {headings.map((heading, level) =>
        level === 0 || level < shared || level >= own ? undefined : (
          <Heading level={level + 1}>{heading}</Heading>
        ),
      )}
      <section class="passage" id={anchor} aria-labelledby={`${anchor}-heading`}>
        <Heading level={own + 1} id={`${anchor}-heading`}>
          {headings[own]}
        </Heading>
        {notice}
        {old ? <OldWording citation={old} notice={texts.document.changed} /> : undefined}
        {old ? <p class="label">{texts.document.current}</p> : undefined}
        {service ? <CardText text={text} /> : <PassageText text={text} />}
        <Basis references={references} />
        {former ? (
          <details>
            <summary>{texts.document.former}</summary>
            <OldWording citation={former} notice={texts.document.formerNotice} />
          </details>
        ) : undefined}
      </section>
    </>
  );
};

const Basis: FC<{ references: readonly SourceReference[] }> = ({ references }) =>
  references.length === 0 ? null : (
    <div class="basis">
      <p>{texts.document.basis}</p>
      <ul>
        {references.map(({ source, articles }) => (
          <li>
            <OutsideLink url={source.url}>{`《${source.title}》`}</OutsideLink>
            {articles.join('、')}
            {source.version === '' ? undefined : <span class="meta">{source.version}</span>}
            {source.supersededBy === undefined ? undefined : (
              <span class="meta">{texts.document.newerSource(source.supersededBy)}</span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );

interface OldWordingProps {
  readonly citation: Citation;
  readonly notice: string;
  /** Set when this stands in for a passage that is gone. */
  readonly id?: string;
}

export const OldWording: FC<OldWordingProps> = ({ citation, notice, id }) => {
  const { section, publisher, published, quote } = citation;
  return (
    <section class="passage old" id={id} aria-label={texts.document.quoted}>
      <p class="notice">{notice}</p>
      <p class="label">{texts.document.quoted}</p>
      <blockquote>
        <PassageText text={quote} />
      </blockquote>
      <p class="meta">{[section, publisher, published].filter(Boolean).join(' · ')}</p>
    </section>
  );
};

/** The document's title is h1; its reports go two levels deeper. */
const Heading: FC<{ level: number; id?: string; children?: Child }> = ({ level, id, children }) => {
  if (level <= 2) return <h2 id={id}>{children}</h2>;
  return level === 3 ? <h3 id={id}>{children}</h3> : <h4 id={id}>{children}</h4>;
};

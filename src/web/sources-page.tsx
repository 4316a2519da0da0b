// What the answers rest on: every document by topic, what was not found, and the official sources.

import type { Child, FC } from 'hono/jsx';
import type { Catalogue } from '../answering/answer-service.ts';
import type { DocumentHeader, Source } from '../domain.ts';
import { OutsideLink } from './outside-link.tsx';
import * as texts from './texts.ts';

/** What answers may cite, and so has a page. */
export function isPublic({ kind }: DocumentHeader): boolean {
  return kind !== 'off-topic';
}

export const SourcesPage: FC<{ catalogue: Catalogue }> = ({ catalogue }) => {
  const documents = catalogue.documents.filter(isPublic);
  const passages = documents.flatMap(({ id }) => catalogue.passages(id));
  const used = new Map<string, Source>();
  for (const { references } of passages) {
    for (const { source } of references) used.set(source.name, source);
  }
  const current = documents.filter(({ supersededBy }) => supersededBy === undefined);
  const gaps = current.filter(({ kind }) => kind === 'gap');
  const groups = groupByTopic(current.filter(({ kind }) => kind !== 'gap'));
  if (documents.length === 0) return <Empty />;
  return (
    <div class="wide">
      <h1>{texts.sources.title}</h1>
      <p class="lead">{texts.sources.lead(documents.length, passages.length, used.size)}</p>
      <nav class="contents" aria-labelledby="topics">
        <h2 id="topics">{texts.sources.topics}</h2>
        <ul>
          {groups.map(([topic], index) => (
            <li>
              <a href={`#topic-${index + 1}`}>{topic}</a>
            </li>
          ))}
          {gaps.length === 0 ? undefined : <ContentsLink id="gaps" text={texts.sources.gaps} />}
          <ContentsLink id="official" text={texts.sources.official} />
        </ul>
      </nav>
      {groups.map(([topic, members], index) => (
        <Group id={`topic-${index + 1}`} heading={topic}>
          <DocumentList documents={members} />
        </Group>
      ))}
      {gaps.length === 0 ? undefined : (
        <Group id="gaps" heading={texts.sources.gaps}>
          <p>{texts.sources.gapsLead}</p>
          <DocumentList documents={gaps} />
        </Group>
      )}
      <Group id="official" heading={texts.sources.official}>
        <OfficialSources sources={[...used.values()]} />
      </Group>
    </div>
  );
};

const Empty: FC = () => (
  <div class="wide">
    <h1>{texts.sources.title}</h1>
    <p class="lead">{texts.sources.none}</p>
  </div>
);

const ContentsLink: FC<{ id: string; text: string }> = ({ id, text }) => (
  <li>
    <a href={`#${id}`}>{text}</a>
  </li>
);

const Group: FC<{ id: string; heading: string; children?: Child }> = ({
  id,
  heading,
  children,
}) => (
  <section class="group" id={id} aria-labelledby={`${id}-heading`}>
    <h2 id={`${id}-heading`}>{heading}</h2>
    {children}
  </section>
);

const DocumentList: FC<{ documents: readonly DocumentHeader[] }> = ({ documents }) => (
  <ul class="documents">
    {documents.map(({ id, title, summary }) => (
      <li>
        <a href={`/sources/${encodeURIComponent(id)}`}>{title}</a>
        <p>{summary}</p>
      </li>
    ))}
  </ul>
);

const OfficialSources: FC<{ sources: readonly Source[] }> = ({ sources }) => (
  <>
    {Object.entries(texts.sources.kinds).map(([kind, name]) => {
      const members = sources.filter((source) => source.kind === kind);
      return members.length === 0 ? undefined : (
        <>
          <h3>{name}</h3>
          <ul class="official">
            {members.map(({ title, url, publisher, version }) => (
              <li>
                <OutsideLink url={url}>{title}</OutsideLink>
                <span class="meta">{[publisher, version].filter(Boolean).join('，')}</span>
              </li>
            ))}
          </ul>
        </>
      );
    })}
  </>
);

/** Reports first: they are what only this service has. Then topics in the order of the corpus. */
function groupByTopic(
  documents: readonly DocumentHeader[],
): readonly (readonly [string, readonly DocumentHeader[]])[] {
  const topics = new Map<string, DocumentHeader[]>();
  const isReport = ({ kind }: DocumentHeader) => kind === 'report' || kind === 'report-digest';
  const others = documents.filter((document) => !isReport(document));
  for (const document of [...documents.filter(isReport), ...others]) {
    const members = topics.get(document.topic) ?? [];
    topics.set(document.topic, [...members, document]);
  }
  return [...topics];
}

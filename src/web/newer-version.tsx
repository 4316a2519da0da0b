// The notice on a source page that there is a newer version of the document, with a link to it.

import type { FC } from 'hono/jsx';
import { newerReport } from '../answering/report-series.ts';
import type { DocumentHeader } from '../domain.ts';
import * as texts from './texts.ts';

interface NewerVersionProps {
  readonly document: DocumentHeader;
  readonly documents: readonly DocumentHeader[];
}

/** Its successor, or the newest report of the same body on the same subject; nothing when it is the newest. */
export const NewerVersion: FC<NewerVersionProps> = ({ document, documents }) => {
  const { supersededBy, validUntil } = document;
  const newer =
    supersededBy === undefined
      ? newerReport(document, documents)
      : documents.find(({ id }) => id === supersededBy);
  if (newer) {
    return (
      <p class="notice newer">
        {texts.document.newer}
        <a href={`/sources/${encodeURIComponent(newer.id)}`}>{newer.title}</a>
      </p>
    );
  }
  if (supersededBy !== undefined) return <p class="notice newer">{texts.document.newerUnknown}</p>;
  if (validUntil === undefined) return null;
  return <p class="notice newer">{texts.document.validUntil(validUntil)}</p>;
};

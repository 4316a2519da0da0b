// The home of the official page behind a citation, beside this service's own source page.

import type { Citation, DocumentHeader, Passage } from '../domain.ts';
import type { Catalogue } from './answer-service.ts';

/** Empty when none is known. No page proves that something was not found. */
export function officialUrl(document: DocumentHeader, passage?: Passage): string {
  if (document.kind === 'gap') return '';
  const source = passage?.references.find(({ source: { url } }) => url !== '')?.source;
  return document.url || (source?.url ?? '');
}

/** The official page of what was cited; for a passage that is gone, the one the citation had. */
export function officialUrlOf(citation: Citation, catalogue: Catalogue): string {
  const live = catalogue.passage(citation.passageId);
  if (live) return officialUrl(live.document, live.passage);
  return citation.url.includes(`/sources/${citation.documentId}#`) ? '' : citation.url;
}

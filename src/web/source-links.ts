// The home of where a citation leads on this site.

import { createHash } from 'node:crypto';
import type { Citation } from '../domain.ts';

/** The beginning of a quote's sha256: by it a source page knows which wording the link was made for. */
export function quoteDigest(quote: string): string {
  return createHash('sha256').update(quote).digest('hex').slice(0, 12);
}

export function anchorOf({
  documentId,
  passageId,
}: Pick<Citation, 'documentId' | 'passageId'>): string {
  return passageId.slice(documentId.length + 1);
}

export function sourceAddress(citation: Citation): string {
  const document = encodeURIComponent(citation.documentId);
  const anchor = encodeURIComponent(anchorOf(citation));
  return `/sources/${document}?as=${quoteDigest(citation.quote)}#${anchor}`;
}

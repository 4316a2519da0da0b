// The documents that an index was made of, whole again.

import type { Document } from '../domain.ts';
import type { Generation } from '../retrieval/generation.ts';

export function documentsOf({ documents, passages }: Generation): Document[] {
  const byDocument = new Map<string, Document['passages'][number][]>();
  for (const { passage } of passages) {
    const known = byDocument.get(passage.documentId);
    if (known) known.push(passage);
    else byDocument.set(passage.documentId, [passage]);
  }
  return documents.map((header) => ({ ...header, passages: byDocument.get(header.id) ?? [] }));
}

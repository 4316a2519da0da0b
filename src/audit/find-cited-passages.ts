// Reads what a document said when answers quoted it, for links to passages that have changed or gone since.

import type { Citation } from '../domain.ts';
import type { Database } from '../storage/schema.ts';
import { withStorageErrors } from '../storage/storage-error.ts';

/**
 * Every wording of a document's passages that an answer ever quoted, newest first. Corpus text only: public.
 * @throws StorageError
 */
export function findCitedPassages(
  database: Database,
  documentId: string,
): Promise<readonly Citation[]> {
  return withStorageErrors(async () => {
    const rows = await database
      .selectFrom('citation')
      .innerJoin('answer', 'answer.question_id', 'citation.question_id')
      .select(['passage_id', 'title', 'section', 'url', 'quote', 'publisher', 'published'])
      .select(({ fn }) => fn.max('answered_at').as('last_cited_at'))
      // An id is `documentId#anchor`; $ follows # in ASCII. This range is what the index on passages serves.
      .where('passage_id', '>=', `${documentId}#`)
      .where('passage_id', '<', `${documentId}$`)
      .groupBy(['passage_id', 'quote'])
      .orderBy('last_cited_at', 'desc')
      .orderBy('passage_id')
      .execute();
    return rows.map(({ passage_id, last_cited_at: _, ...citation }) => ({
      ...citation,
      documentId,
      passageId: passage_id,
    }));
  });
}

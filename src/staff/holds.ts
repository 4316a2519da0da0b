// The home of what staff went back from: it is not published again before they say so.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { writeFileAtomically } from '../corpus/write-file-atomically.ts';
import type { Document } from '../domain.ts';

const holdSchema = z.object({
  /** The generation that staff went back from, who and when. */
  generation: z.string(),
  by: z.string(),
  at: z.string(),
  corpusDigest: z.string(),
  /** sha256 of each document that staff went back from; empty for one that was missing there. */
  documents: z.record(z.string(), z.string()),
});

export type Hold = z.infer<typeof holdSchema>;

/** @param path of the file; absent when nothing is held. */
export async function readHolds(path: string): Promise<Hold[]> {
  const text = await readFile(path, 'utf8').catch(() => '[]');
  return z.array(holdSchema).parse(JSON.parse(text));
}

export function writeHolds(path: string, holds: readonly Hold[]): Promise<void> {
  return writeFileAtomically(path, JSON.stringify(holds, null, 2));
}

/** Digests of the documents in which one corpus differs from the one that staff went back to. */
export function heldDocuments(
  left: readonly Document[],
  back: readonly Document[],
): Record<string, string> {
  const [from, to] = [digestsOf(left), digestsOf(back)];
  const ids = new Set([...from.keys(), ...to.keys()]);
  return Object.fromEntries(
    [...ids].flatMap((id) => (from.get(id) === to.get(id) ? [] : [[id, from.get(id) ?? '']])),
  );
}

/** The hold that a corpus falls under: the very corpus, or one that brings a document of it along. */
export function findHold(
  holds: readonly Hold[],
  corpus: { readonly digest: string; readonly documents: readonly Document[] },
): { readonly hold: Hold; readonly documentIds: readonly string[] } | undefined {
  const digests = digestsOf(corpus.documents);
  for (const hold of holds) {
    const documentIds = Object.entries(hold.documents).flatMap(([id, digest]) =>
      (digests.get(id) ?? '') === digest ? [id] : [],
    );
    if (documentIds.length > 0 || hold.corpusDigest === corpus.digest) return { hold, documentIds };
  }
  return undefined;
}

function digestsOf(documents: readonly Document[]): Map<string, string> {
  return new Map(
    documents.map(({ passages, ...header }) => [
      header.id,
      createHash('sha256')
        .update(JSON.stringify([header, passages]))
        .digest('hex'),
    ]),
  );
}

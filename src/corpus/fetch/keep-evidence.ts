// The home of evidence: a fetched file as it came, named by its day and digest, with a note of where it is from.

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { writeFileAtomically } from '../write-file-atomically.ts';
import type { PageResponse } from './request-page.ts';

const extensions: Readonly<Record<string, string>> = {
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'text/plain': 'txt',
  'text/markdown': 'md',
  'text/csv': 'csv',
  'application/pdf': 'pdf',
  'application/msword': 'doc',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
};
const keptHeaders = ['content-type', 'content-length', 'date', 'etag', 'last-modified'];

/**
 * Keeps the unpacked bytes, and a JSON file beside them.
 * @param asked the registered address. @param at when it came.
 * @returns the path below `fetchedDir`. @throws CorpusError
 */
export async function keepEvidence(
  fetchedDir: string,
  slug: string,
  asked: string,
  page: { readonly url: string; readonly response: PageResponse },
  at: Date,
): Promise<string> {
  const { status, headers, body } = page.response;
  const sha256 = createHash('sha256').update(body).digest('hex');
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const name = `${at.toISOString().slice(0, 10)}-${sha256.slice(0, 12)}`;
  const file = join(slug, `${name}.${extensions[type] ?? 'bin'}`);
  const note = {
    url: asked,
    finalUrl: page.url,
    status,
    headers: Object.fromEntries(
      keptHeaders.flatMap((header) => {
        const value = headers[header];
        return value === undefined ? [] : [[header, value]];
      }),
    ),
    fetchedAt: at.toISOString(),
    sha256,
    bytes: body.length,
  };
  await writeFileAtomically(join(fetchedDir, file), body);
  await writeFileAtomically(
    join(fetchedDir, slug, `${name}.json`),
    `${JSON.stringify(note, undefined, 2)}\n`,
  );
  return file;
}

// The home of what is known of each fetched source: when it was asked, what it said, what its text was.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { CorpusError } from '../corpus-error.ts';
import { writeFileAtomically } from '../write-file-atomically.ts';

/** What came of a source: no change, a change, gone (404, 410), moved, not got, not allowed by robots.txt. */
export const verdicts = ['unchanged', 'changed', 'gone', 'moved', 'failed', 'disallowed'] as const;
export type Verdict = (typeof verdicts)[number];

const stateSchema = z.strictObject({
  verdict: z.enum(verdicts),
  /** Last time the source was asked. */
  triedAt: z.iso.datetime(),
  /** Last time the site gave a reply that holds until the next turn; the next is reckoned from here. */
  checkedAt: z.iso.datetime().optional(),
  changedAt: z.iso.datetime().optional(),
  /** The text that is known, and how it was asked for. */
  known: z
    .strictObject({
      url: z.string(),
      selector: z.string().optional(),
      /** Where it was handed to. */
      document: z.string().optional(),
      /** Of the main text. */
      textSha256: z.hash('sha256'),
      /** Evidence, below the folder of fetched files. */
      file: z.string(),
      etag: z.string().optional(),
      lastModified: z.string().optional(),
    })
    .optional(),
});

export type SourceState = Readonly<z.infer<typeof stateSchema>>;
export type KnownText = NonNullable<SourceState['known']>;

const stateFile = 'state.json';

/** By source name; empty before the first fetch. @throws CorpusError when the file is damaged. */
export async function loadFetchState(fetchedDir: string): Promise<Map<string, SourceState>> {
  const path = join(fetchedDir, stateFile);
  try {
    const parsed = z
      .record(z.string(), stateSchema)
      .parse(JSON.parse(await readFile(path, 'utf8')));
    return new Map(Object.entries(parsed));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return new Map();
    const message = '读不了：检查权限；文件坏了就删掉它，所有网页会重新取一遍';
    throw new CorpusError([{ file: path, message }], { cause: error });
  }
}

/** Saves one source and leaves the others as another run may have left them meanwhile. @throws CorpusError */
export async function saveFetchState(
  fetchedDir: string,
  name: string,
  state: SourceState,
): Promise<void> {
  const all = (await loadFetchState(fetchedDir)).set(name, state);
  const text = JSON.stringify(Object.fromEntries(all), undefined, 2);
  await writeFileAtomically(join(fetchedDir, stateFile), `${text}\n`);
}

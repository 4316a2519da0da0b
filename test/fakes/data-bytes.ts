// Everything that a data folder holds, as it lies on disk: database, write-ahead log, index, keys.

import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** @param skip names of files that are not read. */
export async function readDataBytes(folder: string, skip: readonly string[] = []): Promise<string> {
  const names = await readdir(folder, { recursive: true });
  const texts: string[] = [];
  for (const name of names) {
    const path = join(folder, name);
    if (skip.includes(name) || !(await stat(path)).isFile()) continue;
    texts.push((await readFile(path)).toString('utf8'));
  }
  return texts.join('\n');
}

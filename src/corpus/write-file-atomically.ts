// The home of writing a file so that readers see the old one or the new one, whole, also after a power cut.

import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CorpusError } from './corpus-error.ts';

/** Makes the folder when it is absent. @throws CorpusError; what stood there before stays, no draft is left. */
export async function writeFileAtomically(
  path: string,
  content: string | Uint8Array,
): Promise<void> {
  try {
    await write(path, content);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    const message = `写不进去（${code}）：检查磁盘空间和权限，或者把 DATA_DIR 设成可以写的文件夹`;
    throw new CorpusError([{ file: path, message }], { cause: error });
  }
}

async function write(path: string, content: string | Uint8Array): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `.draft-${randomBytes(6).toString('hex')}`);
  try {
    const file = await open(draft, 'wx');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

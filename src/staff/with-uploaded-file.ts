// The home of files that come over the web: each lies in a folder of its own while it is read, under a name of ours.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

export interface UploadedFile {
  /** As the sender calls it; only what kind of file it claims to be is taken from it. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Lends the path of the file, which is gone when `work` ends; what a crash leaves goes with `removeUploads`. */
export async function withUploadedFile<T>(
  dataDir: string,
  { name, bytes }: UploadedFile,
  work: (path: string) => Promise<T>,
): Promise<T> {
  const uploads = uploadsIn(dataDir);
  await mkdir(uploads, { recursive: true });
  const folder = await mkdtemp(join(uploads, 'file-'));
  try {
    const [ending = ''] = /^\.[a-z0-9]{1,5}$/.exec(extname(name).toLowerCase()) ?? [];
    const path = join(folder, `上传的文件${ending}`);
    await writeFile(path, bytes, { mode: 0o600 });
    return await work(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What uploads that a crash cut off have left. Only for a start, before any comes in. */
export function removeUploads(dataDir: string): Promise<void> {
  return rm(uploadsIn(dataDir), { recursive: true, force: true });
}

function uploadsIn(dataDir: string): string {
  return join(dataDir, 'uploads');
}

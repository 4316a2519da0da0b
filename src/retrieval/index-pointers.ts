// The home of the files beside the generations that name one of them: CURRENT, which answers, and STAGED, which waits.

import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { flush } from './build-generation.ts';

export type Pointer = 'CURRENT' | 'STAGED';

const namePattern = /^\d{8}T\d{6}Z-[0-9a-f]{6}$/;

/** @returns nothing when the pointer is absent or names no generation. */
export async function readPointer(root: string, pointer: Pointer): Promise<string | undefined> {
  try {
    const name = (await readFile(join(root, pointer), 'utf8')).trim();
    return namePattern.test(name) ? name : undefined;
  } catch (error) {
    if (isDiskError(error) && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Readers see the old name or the new one, also after a power cut. */
export async function writePointer(
  root: string,
  pointer: Pointer,
  generation: string,
): Promise<void> {
  const draft = join(root, `${pointer}-${generation}`);
  await writeFile(draft, `${generation}\n`);
  await flush(draft);
  await flush(root);
  await rename(draft, join(root, pointer));
  await flush(root);
}

export async function removePointer(root: string, pointer: Pointer): Promise<void> {
  await rm(join(root, pointer), { force: true });
}

/** Names of generations, oldest first. */
export async function listGenerations(root: string): Promise<string[]> {
  try {
    return (await readdir(root)).filter((name) => namePattern.test(name)).sort();
  } catch (error) {
    if (isDiskError(error) && error.code === 'ENOENT') return [];
    throw error;
  }
}

export function isDiskError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

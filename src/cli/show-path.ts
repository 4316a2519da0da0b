// The home of how a file is named to staff: from the folder they stand in, as they would type it.

import { isAbsolute, relative } from 'node:path';

/** @returns the path below `workingDir`; whole for a file elsewhere. */
export function showPath(path: string, workingDir: string): string {
  const short = relative(workingDir, path);
  return short === '' || short.startsWith('..') || isAbsolute(short) ? path : short;
}

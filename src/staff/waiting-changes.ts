// The home of what staff stored without publishing: a start leaves it to them.

import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ReleaseParts } from './release-parts.ts';

function markPath({ dataDir }: Pick<ReleaseParts, 'dataDir'>): string {
  return join(dataDir, 'index', 'WAITING');
}

/** From now on files that differ from the live index are published by staff alone. */
export async function leaveToStaff(parts: Pick<ReleaseParts, 'dataDir'>): Promise<void> {
  await mkdir(dirname(markPath(parts)), { recursive: true });
  await writeFile(markPath(parts), '');
}

export async function isLeftToStaff(parts: Pick<ReleaseParts, 'dataDir'>): Promise<boolean> {
  return stat(markPath(parts)).then(
    () => true,
    () => false,
  );
}

/** What was waiting is published. */
export async function endWaiting(parts: Pick<ReleaseParts, 'dataDir'>): Promise<void> {
  await rm(markPath(parts), { force: true });
}

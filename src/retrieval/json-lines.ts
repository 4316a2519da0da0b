// The home of large JSON arrays that are read in steps: one entry a line, still plain JSON to whoever reads it whole.

import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';

/** How long whoever else waits for this thread is kept waiting. */
const stepMs = 5;
const lineFeed = 0x0a;
const comma = 0x2c;

export async function writeJsonLines(path: string, entries: readonly unknown[]): Promise<void> {
  function* lines() {
    yield '[\n';
    for (const [index, entry] of entries.entries())
      yield `${JSON.stringify(entry)}${index < entries.length - 1 ? ',' : ''}\n`;
    yield ']\n';
  }
  await pipeline(Readable.from(lines()), createWriteStream(path));
}

/** @param take gets each entry of what `writeJsonLines` wrote, in order; the caller has checked the digest. */
export async function readJsonLines<T>(path: string, take: (entry: T) => void): Promise<void> {
  const bytes = await readFile(path);
  let since = performance.now();
  // The first line opens the array, the last one closes it.
  const closing = bytes.lastIndexOf(']');
  for (let start = bytes.indexOf(lineFeed) + 1; start < closing; ) {
    const end = bytes.indexOf(lineFeed, start);
    take(JSON.parse(bytes.toString('utf8', start, bytes[end - 1] === comma ? end - 1 : end)));
    start = end + 1;
    if (performance.now() - since > stepMs) {
      await setImmediate();
      since = performance.now();
    }
  }
}

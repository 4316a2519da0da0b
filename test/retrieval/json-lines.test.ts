import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readJsonLines, writeJsonLines } from '../../src/retrieval/json-lines.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

async function readAll(path: string): Promise<unknown[]> {
  const entries: unknown[] = [];
  await readJsonLines<unknown>(path, (entry) => entries.push(entry));
  return entries;
}

test.each([
  [[]],
  [[{ text: '一行]\n两行,' }]],
  [['逗号,', ']', { deep: [{ list: [1, 2] }] }, '尾,\n']],
])('what was written comes back entry by entry: %j', async (entries) => {
  const path = join(await temporaryFolder(), 'entries.json');
  await writeJsonLines(path, entries);
  expect(await readAll(path)).toEqual(entries);
});

test('the file is plain JSON for whoever reads it whole', async () => {
  const path = join(await temporaryFolder(), 'entries.json');
  await writeJsonLines(path, [1, { a: '二' }]);
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual([1, { a: '二' }]);
});

test('others get their turn while a long array is read', async () => {
  const path = join(await temporaryFolder(), 'entries.json');
  const count = 200_000;
  await writeJsonLines(
    path,
    Array.from({ length: count }, (_, index) => ({ index })),
  );
  let read = 0;
  const turns = new Set<number>();
  const reading = readJsonLines(path, () => {
    read += 1;
  });
  while (read < count) {
    turns.add(read);
    await setImmediate();
  }
  await reading;
  expect(turns.size).toBeGreaterThan(2);
});

import { watch } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { GenerationStore } from '../../src/retrieval/generation-store.ts';
import { corpusFolder } from '../fakes/corpus-folder.ts';
import { preparedGuide } from '../fakes/open-release-room.ts';
import { runCommand, startProcess } from '../fakes/run-service.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

/** What appears in the index folder at each step, in order. */
const steps = [
  ['at the start of building', /^building-/],
  ['while it is named as staged', /^STAGED-/],
  ['when it is named as staged', /^STAGED$/],
  ['when its folder has its own name', /^\d{8}T/],
  ['while it becomes the live one', /^CURRENT-/],
  ['when it has become the live one', /^CURRENT$/],
] as const;
/** Each step once; fifty with `npm run bench:publish-kill`. */
const kills = Number(process.env['PUBLISH_KILLS'] ?? steps.length);

test('killed in every step of publishing, the old or the new index serves whole, and the next one gets through', async () => {
  const folder = await temporaryFolder();
  const own = { DATA_DIR: join(folder, 'data'), CORPUS_DIR: await corpusFolder() };
  const index = join(own.DATA_DIR, 'index');
  await mkdir(index, { recursive: true });
  expect(await runCommand(['ask', '你好'], own)).toMatchObject({ code: 0 });

  for (let number = 0; number < kills; number += 1) {
    const [step, appears] = steps[number % steps.length] ?? steps[0];
    const before = (await openLive(index)).manifest.generation;
    const id = `guide-${number}`;
    const file = join(folder, `${id}.md`);
    await writeFile(file, preparedGuide(id, id, `第${number}件事`, `第${number}件事，打12333问。`));
    const add = startProcess('cli', ['corpus', 'add', file], own);
    const watcher = watch(index, (_event, name) => {
      if (name && appears.test(name)) add.child.kill('SIGKILL');
    });
    const { code } = await add.outcome;
    watcher.close();
    expect([step, code]).toEqual([step, null]);
    const live = (await openLive(index)).manifest;
    expect([before, await newest(index)]).toContain(live.generation);
  }

  const file = join(folder, 'last.md');
  await writeFile(file, preparedGuide('last', '最后一件', '最后一件事', '最后一件事，打12333问。'));
  const added = await runCommand(['corpus', 'add', file], own);
  expect(added).toMatchObject({ code: 0 });
  const { manifest } = await openLive(index);
  expect(manifest.documents).toBe(kills + 2);
  expect((await readdir(index)).filter((name) => !/^(CURRENT|\d{8}T.*)$/.test(name))).toEqual([]);
  expect((await runCommand(['audit', 'verify'], own)).code).toBe(0);
});

async function openLive(index: string) {
  const store = new GenerationStore(index, { endpoint: undefined, cacheDir: '' });
  expect(await store.openLatest()).toEqual({ opened: true });
  return store.live;
}

async function newest(index: string): Promise<string | undefined> {
  return (await readdir(index))
    .filter((name) => /^\d{8}T/.test(name))
    .sort()
    .at(-1);
}

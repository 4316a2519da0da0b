import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { createDeskApart } from '../src/desk-apart.ts';
import { ServiceError } from '../src/errors.ts';
import { preparedGuide, prepareReleaseRooms } from './fakes/open-release-room.ts';

const openReleaseRoom = prepareReleaseRooms();
const by = '赵办';

test('what staff have done in another process is told step by step, refused in its words, and served here', async () => {
  const { app, dataDir, corpusDir, write } = await openReleaseRoom();
  const text = preparedGuide('leave', '年休假', '年休假有几天', '年休假先问单位，再打12333。');
  await app.addDocument({ file: await write('leave.md', text) }, { by, publish: false });
  const { manifest } = await app.stageCorpus({ by });
  const settings = { DATA_DIR: dataDir, CORPUS_DIR: corpusDir, LOG_LEVEL: 'silent' };
  let served = 0;
  const desk = createDeskApart(readConfig(settings, join(import.meta.dirname, '..')), async () => {
    served += 1;
  });
  const steps: unknown[] = [];
  const released = await desk.publishStage({ by }, (...step) => steps.push(step));
  expect(released).toMatchObject({ outcome: 'published', manifest });
  expect(steps).toEqual([['golden-staged', 1, 1]]);
  expect(served).toBe(1);

  const file = { name: '报告.txt', bytes: Buffer.from('清河街道认真落实上级要求。') };
  const refusal = await desk.addUpload({ file, fields: {}, by }).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(ServiceError);
  expect(refusal).toHaveProperty('message', expect.stringContaining('还要写明 --title'));
});

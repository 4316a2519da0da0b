import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { approvedQuestionsFile } from '../src/corpus/approved-questions.ts';
import { readGolden } from '../src/corpus/golden.ts';
import { createLogger } from '../src/logger.ts';
import { corpusFolder, guideText } from './fakes/corpus-folder.ts';
import { staff } from './fakes/open-review-room.ts';
import { temporaryFolder } from './fakes/temporary-folder.ts';

const project = fileURLToPath(new URL('..', import.meta.url));

async function openHouse() {
  const dataDir = await temporaryFolder();
  const corpusDir = await corpusFolder();
  const config = readConfig({ DATA_DIR: dataDir, CORPUS_DIR: corpusDir }, project);
  const app = createApp(config, { logger: createLogger('silent') });
  return {
    app,
    corpusDir,
    approvedFile: join(dataDir, 'corpus', approvedQuestionsFile),
    /** Asks, and has staff approve the question for what was found. */
    async askAndApprove(text: string) {
      const { service, review, close } = await app.open();
      const asker = { channel: 'cli', conversation: 'c', asker: 'a' } as const;
      const { questionId } = await service.answer({ text, ...asker });
      await review.proposals.approve(questionId, ['labor-arbitration#cost'], staff);
      const golden = { question: `${text}？`, documents: ['labor-arbitration'], facts: ['不收费'] };
      await review.proposals.proposeGolden(questionId, golden, staff);
      await close();
    },
  };
}

test('an approved question is searched from the next index on, until its passage changes', async () => {
  const { app, corpusDir, approvedFile, askAndApprove } = await openHouse();
  await askAndApprove('跟老板闹劳动仲裁莫不要破费哦，电话13800138000');
  await app.removeQuestions('all', { by: '小李' });
  const written = await readFile(approvedFile, 'utf8');
  expect(written).toContain('莫不要破费哦,电话[手机号]');
  expect(await app.checkCorpus()).toMatchObject({ approvedQuestions: 1, stale: [] });
  const { generations, close } = await app.open();
  expect(generations.live.passages[0]?.passage.approvedQuestions).toHaveLength(1);
  expect(generations.live.lexical.frequency('破费')).toBe(1);
  expect((await app.describeGaps(90, 20)).text).toContain('没有答好的问题');
  await close();

  await app.writeApprovedQuestions(generations.live);
  expect(await readFile(approvedFile, 'utf8')).toBe(written);
  const changed = guideText({ body: '劳动争议仲裁不收费，一分钱也不要。' });
  await writeFile(join(corpusDir, 'guides/labor-arbitration.md'), changed);
  expect(await app.checkCorpus()).toMatchObject({
    approvedQuestions: 0,
    stale: [expect.stringContaining('正文改过')],
  });
});

test('proposed golden questions are printed in the form of the golden file', async () => {
  const { app, corpusDir, askAndApprove } = await openHouse();
  expect(await app.proposedGolden()).toEqual({ count: 0, yaml: '' });
  await askAndApprove('劳动仲裁贵不贵');
  const { count, yaml } = await app.proposedGolden();
  expect(count).toBe(1);
  expect(readGolden(yaml)).toMatchObject([
    {
      question: '劳动仲裁贵不贵？',
      kind: 'service',
      facts: ['不收费'],
      documents: ['labor-arbitration'],
      form: 'plain',
    },
  ]);
  await writeFile(join(corpusDir, 'golden.yaml'), yaml);
  expect(await app.proposedGolden()).toEqual({ count: 0, yaml: '' });
});

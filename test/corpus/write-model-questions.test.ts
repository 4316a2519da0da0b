import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkCorpus } from '../../src/corpus/check-corpus.ts';
import { loadCorpus, loadModelQuestions } from '../../src/corpus/load-corpus.ts';
import { modelQuestionsFile } from '../../src/corpus/model-questions.ts';
import {
  planQuestions,
  type QuestionWriter,
  removeModelQuestions,
  type WrittenQuestions,
  writeModelQuestions,
} from '../../src/corpus/write-model-questions.ts';
import { ServiceError } from '../../src/errors.ts';
import { corpusFolder } from '../fakes/corpus-folder.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

/** A report as it is stored when staff add it: four passages, no questions. */
const report = (second = '培训调解员3次。') => `---
id: qinghe-2032
title: 清河街道2032年报告
kind: report
topic: 街道法治
summary: 原文。
publisher: 清河街道办事处
self-source: true
checked: 2026-03-01
review-by: 2026-09-01
---

## 一 {#s1}

调解纠纷21件。

## 二 {#s2}

${second}

## 三 {#s3}

公开信息40条。

## 四 {#s4}

开展宣传7场。
`;

const gap = `---
id: gap-address
title: 地址
kind: gap
topic: 热线
summary: 没有查到。
checked: 2026-03-01
review-by: 2026-09-01
---

## 在哪里 {#address}

依据：热线网页

没有查到街道办的地址。
`;

async function desk() {
  const corpusDir = await corpusFolder({ 'gaps/gap-address.md': gap });
  const addedDir = await temporaryFolder();
  await mkdir(join(addedDir, 'reports'));
  const save = (text: string) => writeFile(join(addedDir, 'reports', 'qinghe-2032.md'), text);
  await save(report());
  const plan = (documentId?: string) => planQuestions(corpusDir, addedDir, documentId);
  return {
    corpusDir,
    addedDir,
    save,
    plan,
    waiting: async () => (await plan()).waiting.map(({ passage }) => passage.anchor),
    stored: async () =>
      (await loadModelQuestions(addedDir)).map(({ passage, questions }) => [passage, ...questions]),
    async run(write: QuestionWriter['write']) {
      const told: WrittenQuestions[] = [];
      const progress: string[] = [];
      const run = await writeModelQuestions(
        await plan(),
        addedDir,
        { model: 'a-model', promptDigest: 'of the prompt', write },
        '2026-03-02',
        {
          onPassage: (written) => told.push(written),
          onProgress: (done, total) => progress.push(`${done}/${total}`),
        },
      );
      return { ...run, told, progress };
    },
  };
}

/** "关于s1的问题是什么" */
const writeOne: QuestionWriter['write'] = async ({ anchor }) => [`关于${anchor}的问题是什么`];

/** Fails at the given calls, counted from 1. */
function failingAt(...calls: number[]): QuestionWriter['write'] {
  let call = 0;
  return async (passage, document) => {
    call += 1;
    if (calls.includes(call)) throw new ServiceError('模型没有回答');
    return writeOne(passage, document);
  };
}

test('a model is asked for passages that nobody wrote questions for, gaps aside', async () => {
  const { plan, waiting } = await desk();
  expect(await waiting()).toEqual(['s1', 's2', 's3', 's4']);
  expect((await plan('labor-arbitration')).waiting).toEqual([]);
  expect((await plan('qinghe-2032')).waiting).toHaveLength(4);
  await expect(plan('qinghe')).rejects.toThrow('qinghe 没有这个编号的文档');
});

test('what is kept is stored with where it came from, and searched', async () => {
  const { corpusDir, addedDir, run, waiting } = await desk();
  const { told, progress, ...counts } = await run(async ({ anchor }) => [
    `关于${anchor}的问题是什么`,
    '劳动仲裁收费的第一种问法',
    '打12348',
  ]);
  expect(counts).toEqual({ passages: 4, questions: 4, failures: [], stopped: false });
  expect(progress).toEqual(['0/4', '1/4', '2/4', '3/4', '4/4']);
  expect(told[0]).toEqual({
    passageId: 'qinghe-2032#s1',
    headings: ['清河街道2032年报告', '一'],
    kept: ['关于s1的问题是什么'],
    discarded: [
      { question: '劳动仲裁收费的第一种问法', reason: '已经是 labor-arbitration#cost 的问法' },
      { question: '打12348', reason: '有电话号码' },
    ],
    replaced: [],
  });
  expect((await loadModelQuestions(addedDir))[0]).toMatchObject({
    passage: 'qinghe-2032#s1',
    model: 'a-model',
    prompt: 'of the prompt',
    date: '2026-03-02',
  });
  expect(await waiting()).toEqual([]);
  const { documents } = await loadCorpus(corpusDir, addedDir);
  const searched = documents.flatMap(({ passages }) => passages.flatMap((p) => p.modelQuestions));
  expect(searched).toHaveLength(4);
  const check = await checkCorpus(corpusDir, addedDir, '2026-03-02');
  expect(check).toMatchObject({ modelQuestions: 4, stale: [] });
});

test('a run that is interrupted has lost nothing, and the next one goes on', async () => {
  const { addedDir, run, stored, waiting } = await desk();
  const files: string[][] = [];
  let calls = 0;
  const interrupted = run(async (passage, document) => {
    files.push(await readdir(addedDir));
    calls += 1;
    if (calls === 3) throw new Error('as a killed process: nothing after this happens');
    return writeOne(passage, document);
  });
  await expect(interrupted).rejects.toThrow('killed');
  expect(files).toEqual([
    ['reports'],
    [modelQuestionsFile, 'reports'],
    [modelQuestionsFile, 'reports'],
  ]);
  expect(await stored()).toEqual([
    ['qinghe-2032#s1', '关于s1的问题是什么'],
    ['qinghe-2032#s2', '关于s2的问题是什么'],
  ]);
  expect(await waiting()).toEqual(['s3', 's4']);
  expect((await run(writeOne)).told.map(({ passageId }) => passageId)).toEqual([
    'qinghe-2032#s3',
    'qinghe-2032#s4',
  ]);
  expect(await stored()).toHaveLength(4);
});

test('a passage whose text has changed is asked for again, and staff see what goes', async () => {
  const { corpusDir, addedDir, save, run, stored, waiting } = await desk();
  await run(writeOne);
  await save(report('培训调解员4次。'));
  expect(await waiting()).toEqual(['s2']);
  const { stale } = await checkCorpus(corpusDir, addedDir, '2026-03-02');
  expect(stale[0]?.message).toMatch(/^qinghe-2032#s2 这个段落的正文改过/);
  const { told } = await run(async () => ['调解员培训了几次']);
  expect(told).toMatchObject([{ replaced: ['关于s2的问题是什么'], kept: ['调解员培训了几次'] }]);
  expect(await stored()).toContainEqual(['qinghe-2032#s2', '调解员培训了几次']);
  expect(await stored()).toHaveLength(4);
});

test('a passage for which nothing could be kept is not asked for again', async () => {
  const { run, waiting } = await desk();
  const { questions, passages } = await run(async () => ['打12348']);
  expect({ questions, passages }).toEqual({ questions: 0, passages: 4 });
  expect(await waiting()).toEqual([]);
});

test('single failures are counted and passed over', async () => {
  const { run, waiting } = await desk();
  const { failures, stopped, passages, progress } = await run(failingAt(1, 2, 4));
  expect(failures.map(({ passageId }) => passageId)).toEqual([
    'qinghe-2032#s1',
    'qinghe-2032#s2',
    'qinghe-2032#s4',
  ]);
  expect(failures[0]?.problem).toBe('模型没有回答');
  expect({ stopped, passages }).toEqual({ stopped: false, passages: 1 });
  expect(progress.at(-1)).toBe('4/4');
  expect(await waiting()).toEqual(['s1', 's2', 's4']);
});

test('three failures in a row end the run; what was written stays', async () => {
  const { run, stored } = await desk();
  const { stopped, failures } = await run(failingAt(2, 3, 4));
  expect(stopped).toBe(true);
  expect(failures).toHaveLength(3);
  expect(await stored()).toEqual([['qinghe-2032#s1', '关于s1的问题是什么']]);
});

test('three failures in a row leave the passages after them unasked', async () => {
  const { run } = await desk();
  let calls = 0;
  await run(async () => {
    calls += 1;
    throw new ServiceError('模型没有回答');
  });
  expect(calls).toBe(3);
});

test('what was written for one document, or for all, can be taken out', async () => {
  const { addedDir, run, stored, waiting } = await desk();
  await run(writeOne);
  expect(await removeModelQuestions(addedDir, 'qinghe')).toEqual([]);
  expect(await stored()).toHaveLength(4);
  expect(await removeModelQuestions(addedDir, 'qinghe-2032')).toHaveLength(4);
  expect(await readFile(join(addedDir, modelQuestionsFile), 'utf8')).toMatch(/\n\[\]\n$/);
  expect(await waiting()).toHaveLength(4);
  await run(writeOne);
  expect(await removeModelQuestions(addedDir, 'all')).toHaveLength(4);
  expect(await stored()).toEqual([]);
});

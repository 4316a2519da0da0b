import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  type ApprovedQuestion,
  applyApprovedQuestions,
  approvedQuestionsFile,
  findStaleApprovals,
  formatApprovedQuestions,
  readApprovedQuestions,
} from '../../src/corpus/approved-questions.ts';
import { checkCorpus } from '../../src/corpus/check-corpus.ts';
import { digestCorpus, loadCorpus, replaceDigests } from '../../src/corpus/load-corpus.ts';
import { digestText } from '../../src/corpus/model-questions.ts';
import { writeApprovedQuestions } from '../../src/corpus/write-approved-questions.ts';
import { corpusFolder } from '../fakes/corpus-folder.ts';
import { createDocument, createPassage } from '../fakes/passages.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const text = '清河街道调解纠纷21件。';
const sha256 = digestText(text);
const report = createDocument({ id: 'report' }, [createPassage('report#s1', text)]);

function entry(changes: Partial<ApprovedQuestion> = {}): ApprovedQuestion {
  const approved = '2026-03-01T08:00:00.000Z';
  return {
    question: '扯皮的有几桩',
    passage: 'report#s1',
    sha256,
    approved,
    use: true,
    ...changes,
  };
}

test('what is written reads back in one order, and says to whoever opens it what it is', () => {
  const entries = [entry({ passage: 'report#s2' }), entry({ question: '闹了几回' }), entry()];
  const file = formatApprovedQuestions(entries);
  expect(file).toMatch(/^# 居民问过、工作人员认可的问法，只用来查找，不会给居民看。/);
  expect(file).toBe(formatApprovedQuestions(entries.toReversed()));
  expect(
    readApprovedQuestions(file).map(({ passage, question }) => `${passage} ${question}`),
  ).toEqual(['report#s1 扯皮的有几桩', 'report#s1 闹了几回', 'report#s2 扯皮的有几桩']);
});

test.each([
  ['no YAML', '- {', '不是正确的 YAML'],
  ['a digest that is none', '- { question: 问, passage: a#b, sha256: c }', '第1条的 sha256 不对'],
])('%s is refused', (_what, file, expected) => {
  expect(() => readApprovedQuestions(file)).toThrow(expected);
});

test('a passage gets the questions approved for exactly its text, beside its own', () => {
  const entries = [entry(), entry({ question: '闹了几回', use: false })];
  const [document] = applyApprovedQuestions([report], entries);
  expect(document?.passages[0]).toMatchObject({
    questions: [],
    approvedQuestions: ['扯皮的有几桩'],
  });
  expect(findStaleApprovals([report], entries)).toEqual([]);
});

test.each([
  ['the text changed', entry({ sha256: digestText('别的') }), '正文改过'],
  ['the passage is gone', entry({ passage: 'old#s1' }), '没有了'],
])('when %s, they are not searched, and staff are told', (_when, written, expected) => {
  const [document] = applyApprovedQuestions([report], [written]);
  expect(document?.passages[0]).not.toHaveProperty('approvedQuestions');
  expect(findStaleApprovals([report], [written])).toMatchObject([
    { file: approvedQuestionsFile, message: expect.stringContaining(expected) },
  ]);
});

test('what was approved for a digest leads to the original that takes its place', () => {
  const original = createDocument({ id: 'original', title: '报告' }, [
    createPassage('original#s1', '原文。', { anchor: 's1' }),
  ]);
  const documents = [
    { ...report, file: '', digestOf: '报告' },
    { ...original, file: '' },
  ];
  const [searched] = replaceDigests(applyApprovedQuestions(documents, [entry()]));
  expect(searched?.id).toBe('original');
  expect(searched?.passages[0]?.questions).toContain('扯皮的有几桩');
});

test('the file is part of the corpus: its digest covers it, and a malformed one is a problem', async () => {
  const corpusDir = await corpusFolder();
  const addedDir = await temporaryFolder();
  const file = join(addedDir, approvedQuestionsFile);
  const without = await digestCorpus(corpusDir, addedDir);
  const known = { passage: 'labor-arbitration#cost', sha256: digestText('劳动争议仲裁不收费。') };
  await writeFile(file, formatApprovedQuestions([entry(known), entry()]));
  expect(await digestCorpus(corpusDir, addedDir)).not.toBe(without);
  const { documents } = await loadCorpus(corpusDir, addedDir);
  expect(documents[0]?.passages[0]?.approvedQuestions).toEqual(['扯皮的有几桩']);
  expect(await checkCorpus(corpusDir, addedDir, '2026-03-02')).toMatchObject({
    approvedQuestions: 1,
    problems: [],
    stale: [{ file: approvedQuestionsFile }],
  });

  await writeFile(file, '- {');
  await expect(loadCorpus(corpusDir, addedDir)).rejects.toThrow('不是正确的 YAML');
  const { problems } = await checkCorpus(corpusDir, addedDir, '2026-03-02');
  expect(problems).toMatchObject([{ file: approvedQuestionsFile }]);
});

async function openFile() {
  const folder = await temporaryFolder();
  const path = join(folder, approvedQuestionsFile);
  return {
    path,
    read: () => readFile(path, 'utf8'),
    write: (approvals: Parameters<typeof writeApprovedQuestions>[1], digest?: string) =>
      writeApprovedQuestions(folder, approvals, async () => digest),
  };
}

test('without an approval there is no file, and the same approvals twice write it once', async () => {
  const { path, write } = await openFile();
  await write([], sha256);
  await expect(stat(path)).rejects.toThrow('ENOENT');
  const approvals = [entry(), entry({ passage: 'report#s2' })];
  expect(await write(approvals, sha256)).toHaveLength(2);
  const { ino } = await stat(path);
  await write(approvals.toReversed(), digestText('by now another text'));
  expect((await stat(path)).ino).toBe(ino);
});

test('an approval counts for the text it was given for, and anew when it is given again', async () => {
  const { read, write } = await openFile();
  await write([entry()], sha256);
  const later = '2026-04-01T08:00:00.000Z';
  const again = entry({ question: '扯皮的有几桩？', approved: later });
  const changed = digestText('新的正文');
  expect(await write([again, entry()], changed)).toEqual([
    { ...entry(), question: '扯皮的有几桩？', approved: later, sha256: changed },
  ]);
  expect(await write([], changed)).toEqual([]);
  expect(readApprovedQuestions(await read())).toEqual([]);
});

test('what staff switched off stays off, and what has no known text waits', async () => {
  const { path, read, write } = await openFile();
  await write([entry()], sha256);
  await writeFile(path, (await read()).replace('use: true', 'use: false'));
  expect(await write([entry(), entry({ passage: 'unknown#s1' })])).toEqual([entry({ use: false })]);
});

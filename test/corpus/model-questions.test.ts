import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkCorpus } from '../../src/corpus/check-corpus.ts';
import { digestCorpus, loadCorpus } from '../../src/corpus/load-corpus.ts';
import {
  applyModelQuestions,
  digestText,
  findStaleQuestions,
  formatModelQuestions,
  type ModelQuestions,
  modelQuestionsFile,
  readModelQuestions,
} from '../../src/corpus/model-questions.ts';
import type { Service } from '../../src/domain.ts';
import { corpusFolder } from '../fakes/corpus-folder.ts';
import { createDocument, createPassage } from '../fakes/passages.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const text = '清河街道调解纠纷21件。';

const card: Service = {
  name: '调解',
  who: '居民',
  cost: '不收费',
  phone: '12348',
  hours: '先打电话问',
  materials: ['身份证'],
  steps: ['申请'],
  deadline: '30日',
};

function entry(changes: Partial<ModelQuestions> = {}): ModelQuestions {
  return {
    passage: 'report#s1',
    sha256: digestText(text),
    model: 'a-model',
    prompt: 'b'.repeat(64),
    date: '2026-03-02',
    questions: ['街道调解了好多件'],
    ...changes,
  };
}

function report(
  changes: Parameters<typeof createPassage>[2] = {},
  kind: 'report' | 'gap' = 'report',
) {
  return createDocument({ id: 'report', kind }, [createPassage('report#s1', text, changes)]);
}

test('what is written reads back, and says to whoever opens it what it is', () => {
  const entries = [entry({ passage: 'report#s2', questions: [] }), entry()];
  const file = formatModelQuestions(entries);
  expect(file).toMatch(/^# 模型写的问法，只用来查找，不会给居民看。\n#/);
  expect(readModelQuestions(file)).toEqual(entries.toReversed());
  expect(readModelQuestions(formatModelQuestions([]))).toEqual([]);
});

test.each([
  ['no list', 'a: 1', '内容 不对'],
  ['no YAML', '- {', '不是正确的 YAML，改好它，或者删掉这个文件重新写'],
  ['a digest that is none', '- { passage: a#b, sha256: c }', '第1条的 sha256 不对'],
  ['a passage that stands twice', formatModelQuestions([entry(), entry()]), '写了两次'],
])('%s is refused', (_what, file, expected) => {
  expect(() => readModelQuestions(file)).toThrow(expected);
});

test('a passage gets the questions written for exactly its text', () => {
  const [document] = applyModelQuestions([report()], [entry()]);
  expect(document?.passages[0]?.modelQuestions).toEqual(['街道调解了好多件']);
  expect(document?.passages[0]?.questions).toEqual([]);
  expect(findStaleQuestions([report()], [entry()])).toEqual([]);
});

test.each([
  ['the text changed', report(), entry({ sha256: digestText('别的') }), '正文改过'],
  ['people wrote some', report({ questions: ['调解好多件'] }), entry(), '已经有人写了'],
  ['it is a gap', report({}, 'gap'), entry(), '不该有'],
  ['it is a service card', report({ service: card }), entry(), '不该有'],
  [
    'it is gone',
    report(),
    entry({ passage: 'old#s1' }),
    '没有了，去掉它：npm run corpus -- questions --remove old',
  ],
])('when %s, they are not searched, and staff are told', (_when, document, written, expected) => {
  const [passage] = applyModelQuestions([document], [written])[0]?.passages ?? [];
  expect(passage?.modelQuestions).toEqual([]);
  const stale = findStaleQuestions([document], [written]);
  expect(stale.map(({ file, message }) => `${file} ${message}`).join('\n')).toContain(expected);
  expect(stale).toHaveLength(1);
});

test('the file is part of the corpus: its digest covers it, and a malformed one is a problem', async () => {
  const corpusDir = await corpusFolder();
  const addedDir = await temporaryFolder();
  const file = join(addedDir, modelQuestionsFile);
  const without = await digestCorpus(corpusDir, addedDir);
  await writeFile(file, formatModelQuestions([entry({ passage: 'labor-arbitration#cost' })]));
  expect(await digestCorpus(corpusDir, addedDir)).not.toBe(without);
  const check = await checkCorpus(corpusDir, addedDir, '2026-03-02');
  expect(check).toMatchObject({
    modelQuestions: 0,
    problems: [],
    stale: [{ file: modelQuestionsFile }],
  });

  await writeFile(file, '- {');
  await expect(loadCorpus(corpusDir, addedDir)).rejects.toThrow('不是正确的 YAML');
  const { problems } = await checkCorpus(corpusDir, addedDir, '2026-03-02');
  expect(problems).toMatchObject([{ file: modelQuestionsFile }]);
});

test('what was written for a document that cannot be read now is not called stale', async () => {
  const corpusDir = await corpusFolder({ 'guides/other.md': '没有 front matter' });
  const addedDir = await temporaryFolder();
  const written = formatModelQuestions([entry({ passage: 'other#s1' })]);
  await writeFile(join(addedDir, modelQuestionsFile), written);
  const { stale, problems } = await checkCorpus(corpusDir, addedDir, '2026-03-02');
  expect(problems).toMatchObject([{ file: 'guides/other.md' }]);
  expect(stale).toEqual([]);
});

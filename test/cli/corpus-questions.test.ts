import { afterEach, expect, test } from 'vitest';
import { type QuestionApp, questionsCommand } from '../../src/cli/corpus-questions.ts';
import { createManifest } from '../fakes/manifest.ts';
import { createPassage } from '../fakes/passages.ts';

type Request = Parameters<QuestionApp['writeQuestions']>[0];
type Result = Awaited<ReturnType<QuestionApp['writeQuestions']>>;

const waiting = [createPassage('report#s1', '调解纠纷21件。', { headings: ['报告', '一'] })];
const release = (generation: string) => ({
  outcome: 'published' as const,
  manifest: createManifest(generation),
  comparison: undefined,
});
const run = { passages: 1, questions: 1, failures: [], stopped: false, release: release('g1') };

afterEach(() => {
  process.exitCode = undefined;
});

async function type(args: readonly string[], result: Result = { waiting, run }) {
  const requests: Omit<Request, 'by' | 'watch'>[] = [];
  const lines: string[] = [];
  const app: QuestionApp = {
    async writeQuestions({ by: _by, watch: _watch, ...request }, onPassage) {
      requests.push(request);
      if (result.run) {
        onPassage({
          passageId: 'report#s1',
          headings: ['报告', '一'],
          replaced: ['旧的问法'],
          kept: ['调解了好多件'],
          discarded: [{ question: '打12348', reason: '有电话号码' }],
        });
      }
      return result;
    },
    async removeQuestions(documentId) {
      const entry = { sha256: '', model: '', prompt: '', date: '' };
      const removed = [{ ...entry, passage: `${documentId}#s1`, questions: ['旧的问法'] }];
      return { removed, release: release('g2') };
    },
  };
  const command = questionsCommand(app, (line) => lines.push(line)).exitOverride();
  await command.parseAsync([...args], { from: 'user' });
  return { requests, lines, exitCode: process.exitCode };
}

test('staff see what came, what went and what was thrown away', async () => {
  const { requests, lines, exitCode } = await type(['--limit', '20', '--document', 'report']);
  expect(requests).toEqual([{ dryRun: false, limit: 20, documentId: 'report', publish: true }]);
  expect(lines).toEqual([
    'report#s1 报告 › 一',
    '  - 旧的问法',
    '  + 调解了好多件',
    '  不要 打12348（有电话号码）',
    '写了 1 个段落，1 条问法；0 个段落没有写成',
    '索引 g1 已启用',
  ]);
  expect(exitCode).toBeUndefined();
});

test('a dry run lists the passages that wait', async () => {
  const { requests, lines } = await type(['--dry-run'], { waiting, run: undefined });
  expect(requests).toEqual([{ dryRun: true, publish: true }]);
  expect(lines).toEqual(['report#s1 报告 › 一', '1 个段落要写问法']);
  const nothing = await type([], { waiting: [], run: undefined });
  expect(nothing.lines).toEqual(['没有要写问法的段落']);
});

test('failures are told at the end, and why it stopped', async () => {
  const failures = [{ passageId: 'report#s2', problem: '模型没有回答' }];
  const { lines, exitCode } = await type([], { waiting, run: { ...run, failures, stopped: true } });
  expect(lines.slice(-4)).toEqual([
    '没有写成 report#s2：模型没有回答',
    '写了 1 个段落，1 条问法；1 个段落没有写成',
    '索引 g1 已启用',
    '连续3个段落没有写成，先停下了；写好的已经存好。检查模型的设置和网络，再运行一次会接着写',
  ]);
  expect(exitCode).toBe(1);
});

test('what is removed is listed', async () => {
  const { requests, lines } = await type(['--remove', 'report']);
  expect(requests).toEqual([]);
  expect(lines).toEqual(['report#s1', '  - 旧的问法', '去掉了 1 个段落的问法', '索引 g2 已启用']);
});

test.each(['0', '-3', 'abc', '1.5'])('a limit of %s is refused', async (limit) => {
  await expect(type(['--limit', limit])).rejects.toThrow('--limit 后面写大于0的整数');
});

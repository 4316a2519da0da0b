import { afterEach, expect, test } from 'vitest';
import { type FetchApp, fetchCommand } from '../../src/cli/corpus-fetch.ts';
import { readOperator } from '../../src/cli/operator.ts';

type Report = Awaited<ReturnType<FetchApp['fetchSources']>>[number];
type Request = Parameters<FetchApp['fetchSources']>[0];

afterEach(() => {
  process.exitCode = undefined;
});

async function type(args: readonly string[], reports: readonly Report[] = []) {
  const requests: Request[] = [];
  const lines: string[] = [];
  const app: FetchApp = {
    async fetchSources(request) {
      requests.push(request);
      return [...reports];
    },
    async listFetches() {
      const url = 'https://a.example/';
      const known = { verdict: 'changed', checked: '2026-03-01', changed: '2026-02-01' } as const;
      return [
        { ...known, name: '甲', url, everyDays: 30, nextDue: '2026-03-31', isDue: false },
        { name: '乙', url, everyDays: 7, nextDue: '2026-03-01', isDue: true },
      ];
    },
  };
  const command = fetchCommand(app, (line) => lines.push(line)).exitOverride();
  await command.parseAsync([...args], { from: 'user' });
  return { requests, lines, exitCode: process.exitCode };
}

const report = { warnings: [], detail: '' } as const;

test('each source has a line, and what comes next is told', async () => {
  const { requests, lines, exitCode } = await type(
    [],
    [
      { ...report, name: '甲', verdict: 'unchanged' },
      {
        ...report,
        name: '乙',
        verdict: 'changed',
        detail: '换了',
        documentId: 'b',
        warnings: ['有隐藏文字'],
      },
      { ...report, name: '丙', verdict: 'gone', detail: '没有这一页了' },
    ],
  );
  expect(requests).toEqual([{ by: readOperator(), names: [] }]);
  expect(lines).toEqual([
    '没有变化　　甲',
    '有变化　　　乙：换了',
    '　　　　　　提醒 有隐藏文字',
    '没有了　　　丙：没有这一页了',
    '看了 3 个网页：没有变化 1，有变化 1，没有了 1',
    '1 份文档有新内容，还没有启用。接着运行 npm run corpus -- stage，再用 npm run corpus -- diff 看改了什么',
  ]);
  expect(exitCode).toBeUndefined();
});

test('what was not got sets the exit code', async () => {
  const { lines, exitCode } = await type(
    [],
    [{ ...report, name: '甲', verdict: 'failed', detail: '连不上' }],
  );
  expect(lines).toEqual([
    '没取到　　　甲：连不上',
    '看了 1 个网页：没取到 1',
    '没取到的下次还会再取',
  ]);
  expect(exitCode).toBe(1);
});

test('names and options go to the fetching', async () => {
  const { requests, lines } = await type(['甲', '乙', '--due', '--force']);
  expect(requests).toEqual([{ by: readOperator(), names: ['甲', '乙'], due: true, force: true }]);
  expect(lines).toEqual(['没有到期的网页；都要看，加 --force；看日期，加 --list']);
});

test('the list tells dates and asks nobody', async () => {
  const { requests, lines } = await type(['--list']);
  expect(requests).toEqual([]);
  expect(lines).toEqual([
    '有变化　　　甲：上次看 2026-03-01，上次变 2026-02-01，下次 2026-03-31，每30天一次',
    '　　　　　　乙：还没有看过，现在该看了，每7天一次',
  ]);
});

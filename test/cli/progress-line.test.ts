import { expect, test } from 'vitest';
import {
  createCountLine,
  createGoldenLines,
  createProgressLine,
} from '../../src/cli/progress-line.ts';

function watch(isTTY: boolean) {
  let now = 0;
  let shown = '';
  const write = (text: string) => {
    shown += text;
  };
  const report = createProgressLine({ isTTY, write }, () => now);
  return {
    at(milliseconds: number, step: 'terms' | 'vectors', done: number) {
      now = milliseconds;
      report({ step, done, total: 1000 });
    },
    shown: () => shown,
  };
}

test('a terminal sees one line with step, count, rate and time left, rewritten', () => {
  const { at, shown } = watch(true);
  at(0, 'vectors', 0);
  at(2000, 'vectors', 400);
  expect(shown().split('\r\u001b[K').at(-1)).toBe(
    '正在建立索引，第2步，共2步：计算向量 400/1000，每秒200，大约还要3秒',
  );
  at(5000, 'vectors', 1000);
  expect(shown().match(/\n/g)).toHaveLength(1);
});

test('elsewhere a line comes at the start, every five seconds and at the end of a step', () => {
  const { at, shown } = watch(false);
  at(0, 'terms', 1000);
  for (let second = 0; second <= 11; second += 1) at(second * 1000, 'vectors', second * 80);
  at(12_000, 'vectors', 1000);
  expect(shown()).toBe(`正在建立索引，第1步，共2步：整理词语 1000/1000
正在建立索引，第2步，共2步：计算向量 0/1000
正在建立索引，第2步，共2步：计算向量 400/1000，每秒80，大约还要8秒
正在建立索引，第2步，共2步：计算向量 800/1000，每秒80，大约还要3秒
正在建立索引，第2步，共2步：计算向量 1000/1000
`);
});

test('a job that prints meanwhile gets whole lines, slow ones a rate a minute', () => {
  let now = 0;
  let shown = '';
  const output = {
    isTTY: true,
    write(text: string) {
      shown += text;
    },
  };
  const report = createCountLine('正在写问法', output, () => now);
  for (const [seconds, done] of [
    [0, 0],
    [3, 1],
    [12, 4],
    [60, 10],
    [240, 40],
  ] as const) {
    now = seconds * 1000;
    report(done, 40);
  }
  expect(shown).toBe(`正在写问法 0/40
正在写问法 4/40，每分钟20，大约还要108秒
正在写问法 10/40，每分钟10，大约还要3分钟
正在写问法 40/40
`);
});

test('waiting for the first is not counted', () => {
  let now = 0;
  let shown = '';
  const output = { write: (text: string) => (shown += text) };
  const report = createCountLine('正在用考题检查', output, () => now);
  for (const [seconds, done] of [
    [30, 1],
    [36, 61],
    [40, 100],
  ] as const) {
    now = seconds * 1000;
    report(done, 100);
  }
  expect(shown).toBe(`正在用考题检查 1/100
正在用考题检查 61/100，每秒10，大约还要4秒
正在用考题检查 100/100
`);
});

test('golden questions are counted apart for the new index and for the one in use', () => {
  let shown = '';
  const report = createGoldenLines({ write: (text: string) => (shown += text) });
  report(9, 9, 'staged');
  report(2, 2, 'live');
  expect(shown).toBe('正在用考题检查新的 9/9\n正在用考题检查现在用的 2/2\n');
});

// The home of the line that says how far a long job is: rewritten on a terminal, a line now and then elsewhere.

import type { AppParts } from '../app.ts';

interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}
type OnBuildProgress = NonNullable<AppParts['onBuildProgress']>;

const steps = { terms: '第1步，共2步：整理词语', vectors: '第2步，共2步：计算向量' } as const;
const plainEveryMs = 5000;

/** @param output standard error, as a rule. @param clock milliseconds, only ever rising. */
export function createProgressLine(
  output: Output,
  clock: () => number = () => performance.now(),
): OnBuildProgress {
  let current: keyof typeof steps | undefined;
  let startedAt = 0;
  let writtenAt = 0;
  return ({ step, done, total }) => {
    const now = clock();
    if (step !== current) {
      current = step;
      startedAt = now;
      writtenAt = Number.NEGATIVE_INFINITY;
    }
    const pace = describePace(done, total, now - startedAt);
    const line = `正在建立索引，${steps[step]} ${done}/${total}${pace}`;
    if (output.isTTY)
      output.write(`\r\u001b[K${line}${step === 'vectors' && done === total ? '\n' : ''}`);
    else if (done === total || now - writtenAt >= plainEveryMs) {
      writtenAt = now;
      output.write(`${line}\n`);
    }
  };
}

/**
 * For a job that prints its results meanwhile: whole lines, on a terminal too.
 * @param output standard error, as a rule. @param clock milliseconds, only ever rising.
 */
export function createCountLine(
  label: string,
  output: Output,
  clock: () => number = () => performance.now(),
): (done: number, total: number) => void {
  // What goes before the first count, such as loading, is no measure of what is to come.
  let start: { readonly at: number; readonly done: number } | undefined;
  let writtenAt = Number.NEGATIVE_INFINITY;
  return (done, total) => {
    const now = clock();
    start ??= { at: now, done };
    if (done < total && now - writtenAt < plainEveryMs) return;
    writtenAt = now;
    const pace = describePace(done - start.done, total - start.done, now - start.at);
    output.write(`${label} ${done}/${total}${pace}\n`);
  };
}

/** Golden questions are put to the new index first, then to the one residents use. */
export function createGoldenLines(output: Output) {
  const lines = {
    staged: createCountLine('正在用考题检查新的', output),
    live: createCountLine('正在用考题检查现在用的', output),
  };
  return (done: number, total: number, index: keyof typeof lines) => lines[index](done, total);
}

/** "，每秒200，大约还要3秒"; nothing before the first and after the last. */
function describePace(done: number, total: number, elapsedMs: number): string {
  if (done === 0 || done >= total || elapsedMs <= 0) return '';
  const rate = done / (elapsedMs / 1000);
  const left = (total - done) / rate;
  const speed = rate < 1 ? `每分钟${Math.round(rate * 60)}` : `每秒${Math.round(rate)}`;
  const time = left < 120 ? `${Math.ceil(left)}秒` : `${Math.ceil(left / 60)}分钟`;
  return `，${speed}，大约还要${time}`;
}

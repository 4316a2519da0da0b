// The home of the line that says how far building the index is: rewritten on a terminal, a line now and then elsewhere.

import type { AppParts } from '../app.ts';

type OnBuildProgress = NonNullable<AppParts['onBuildProgress']>;

const steps = { terms: '第1步，共2步：整理词语', vectors: '第2步，共2步：计算向量' } as const;
const plainEveryMs = 5000;

/** @param output standard error, as a rule. @param clock milliseconds, only ever rising. */
export function createProgressLine(
  output: { readonly isTTY?: boolean; write(text: string): unknown },
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
    const seconds = (now - startedAt) / 1000;
    const rate = seconds > 0 ? done / seconds : 0;
    const pace =
      done < total && rate > 0
        ? `，每秒${Math.round(rate)}，大约还要${Math.ceil((total - done) / rate)}秒`
        : '';
    const line = `正在建立索引，${steps[step]} ${done}/${total}${pace}`;
    if (output.isTTY)
      output.write(`\r\u001b[K${line}${step === 'vectors' && done === total ? '\n' : ''}`);
    else if (done === total || now - writtenAt >= plainEveryMs) {
      writtenAt = now;
      output.write(`${line}\n`);
    }
  };
}

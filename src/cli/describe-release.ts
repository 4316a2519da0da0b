// The home of what staff are told when something was to go live: whether it did, and if not, what to do.

import type { App } from '../app.ts';
import { readOperator } from './operator.ts';
import { createGoldenLines } from './progress-line.ts';

export type Release = Awaited<ReturnType<App['publishStage']>>;
export type GoldenComparison = Awaited<ReturnType<App['testStage']>>['golden'];
type WrongAnswer = GoldenComparison['worse'][number];

/** What goes with every change of the files: who, whether to publish, and how far the golden questions are. */
export function choose(publish: boolean) {
  const onGolden = createGoldenLines(process.stderr);
  return { by: readOperator(), publish, watch: { onGolden } };
}

/** @param release nothing when staff did not want it published. */
export function printRelease(release: Release | undefined, print: (line: string) => void): void {
  if (!release) {
    print('还没有给居民用。下一步：npm run corpus -- stage');
    return;
  }
  const { lines, ok } = describeRelease(release);
  for (const line of lines) print(line);
  if (!ok) process.exitCode = 1;
}

/** Lines for the terminal; `ok` is false when residents still get the old content. */
function describeRelease(release: Release): { lines: string[]; ok: boolean } {
  const { generation } = release.manifest;
  if (release.outcome === 'unchanged') {
    return { lines: [`内容没有变化，索引 ${generation} 照旧使用`], ok: true };
  }
  if (release.outcome === 'published') {
    const { comparison } = release;
    const golden = comparison ? describeGolden(comparison) : [];
    return { lines: [...golden, `索引 ${generation} 已启用`], ok: true };
  }
  if (release.outcome === 'refused') {
    return {
      lines: [
        ...describeGolden(release.comparison),
        '没有启用：居民看到的还是原来的内容，文件已经存好。',
        '看改了什么：npm run corpus -- diff。改好文件后再来一次；确定没有错，就写明理由：npm run corpus -- publish --force "理由"',
      ],
      ok: false,
    };
  }
  const { hold, documentIds } = release.held;
  const documents = documentIds.length > 0 ? `（${documentIds.slice(0, 5).join('、')}）` : '';
  return {
    lines: [
      `没有启用：${hold.by} 退回过这里面的内容${documents}。居民看到的还是原来的内容，文件已经存好。`,
      '看改了什么：npm run corpus -- diff。确定现在可以用：npm run corpus -- publish',
    ],
    ok: false,
  };
}

/** How many golden questions are right, and which of them changed. */
export function describeGolden({
  live,
  staged,
  worse,
  better,
  ofReplacedDigest,
}: GoldenComparison): string[] {
  if (staged.questions === 0) return ['没有考题（corpus/golden.yaml），没有检查'];
  return [
    `考题：${staged.questions} 道，新的答对 ${staged.right} 道${live ? `，原来的答对 ${live.right} 道` : ''}`,
    ...list('变差', worse),
    ...list('变好', better),
    ...list('变差，但问的是要点整理，现在由原文代替，不影响发布，请看一看', ofReplacedDigest),
  ];
}

function list(what: string, answers: readonly WrongAnswer[]): string[] {
  if (answers.length === 0) return [];
  return [
    `${what}（${answers.length} 道）：`,
    ...answers.map(
      ({ id, question, faults }) => `  ${id}  ${question}\n      ${faults.join('；')}`,
    ),
  ];
}

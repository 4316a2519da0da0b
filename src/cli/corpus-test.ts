// `npm run corpus -- test`: what the staged index gets right and wrong, before residents meet it.

import { Command } from 'commander';
import type { App } from '../app.ts';
import { describeGolden } from './describe-release.ts';
import { readOperator } from './operator.ts';
import { createCountLine, createGoldenLines } from './progress-line.ts';

export type StageTestApp = Pick<App, 'testStage'>;
type Trial = Awaited<ReturnType<StageTestApp['testStage']>>['asked'];
type Change = Trial['changes'][number];

const statusNames: Readonly<Partial<Record<Change['statusNow'], string>>> = {
  answered: '能回答',
  'answered-partly': '只能答一部分',
  'clarification-needed': '要居民再说清楚',
  'unanswerable-no-passages': '找不到资料',
  'unanswerable-not-covered': '资料里没有答案',
  'refused-out-of-scope': '不在服务范围',
  'refused-unsafe': '当成不当要求',
};
/** More than these nobody reads on a terminal. */
const mostShown = 50;

export function stageTestCommand(app: StageTestApp, print: (line: string) => void): Command {
  return new Command('test')
    .description('试一试暂存的索引：考题，还有居民最近问过的问题')
    .action(async () => {
      const { live, staged, golden, asked } = await app.testStage(
        { by: readOperator() },
        {
          onGolden: createGoldenLines(process.stderr),
          onAsked: createCountLine('正在重问居民问过的问题', process.stderr),
        },
      );
      print(`暂存的索引 ${staged.generation}，和现在用的 ${live.generation} 相比`);
      for (const line of describeGolden(golden)) print(line);
      for (const line of describeTrial(asked)) print(line);
      if (golden.worse.length === 0) return print('可以发布：npm run corpus -- publish');
      print('有考题变差，现在不能发布。先用 npm run corpus -- diff 看改了什么，改好文件再暂存一次');
      process.exitCode = 1;
    });
}

function describeTrial({ days, questions, tried, changes }: Trial): string[] {
  if (questions === 0) return [`居民最近 ${days} 天问过的：还没有引用过原文的回答`];
  const rest = questions - tried;
  return [
    `居民最近 ${days} 天问过的：试了 ${tried} 个不同的问题，${changes.length} 个的回答会变` +
      (rest > 0 ? `；时间到了，还有 ${rest} 个问得少的没有试` : ''),
    ...changes.slice(0, mostShown).flatMap(describeChange),
    ...(changes.length > mostShown ? [`  还有 ${changes.length - mostShown} 个没有列出`] : []),
  ];
}

function describeChange({ asked, statusNow, lost, changed }: Change): string[] {
  const gone = lost.flatMap(({ passageId, gone }) => (gone ? [passageId] : []));
  const left = lost.flatMap(({ passageId, gone }) => (gone ? [] : [passageId]));
  return [
    `  ${asked.text}（问过 ${asked.times} 次，记录 ${asked.questionId.slice(0, 8)}）`,
    ...(statusNow === asked.status ? [] : [`      变成：${statusNames[statusNow] ?? statusNow}`]),
    ...(gone.length > 0 ? [`      引用的段落没有了：${gone.join('、')}`] : []),
    ...(left.length > 0 ? [`      不再引用：${left.join('、')}`] : []),
    ...(changed.length > 0 ? [`      引用的段落改了：${changed.join('、')}`] : []),
  ];
}

// `npm run corpus -- status`: where the corpus stands and what comes next.

import { Command } from 'commander';
import type { App } from '../app.ts';
import { localTime } from './local-time.ts';

export type StatusApp = Pick<App, 'corpusStatus'>;
type CorpusStatus = Awaited<ReturnType<StatusApp['corpusStatus']>>;
type Manifest = NonNullable<CorpusStatus['staged']>;

const kinds = { added: '新增', changed: '改动', removed: '去掉' } as const;
const nextSteps: Readonly<Record<CorpusStatus['next'], string>> = {
  start: '启动服务（npm start），它会建好第一份索引',
  repair: '先改好上面的文件，再用 npm run corpus -- check 检查',
  stage: 'npm run corpus -- stage 暂存，看过、试过再发布',
  publish: 'npm run corpus -- test 试一试，没有问题就 npm run corpus -- publish 发布',
  nothing: '没有要做的，文件和居民正在用的一样',
};
const mostShown = 20;

export function statusCommand(app: StatusApp, print: (line: string) => void): Command {
  return new Command('status')
    .description('现在用的是哪一份、暂存了什么、文件改了什么、下一步做什么')
    .action(async () => {
      for (const line of describeStatus(await app.corpusStatus())) print(line);
    });
}

export function describeStatus(status: CorpusStatus): string[] {
  const { live, staged, workingCopy, differing, held, earlier, expired, next } = status;
  return [
    live ? `正在使用：${describe(live.manifest)}` : '正在使用：还没有索引',
    ...(live?.act
      ? [
          `    ${localTime(live.act.at)} 由 ${live.act.by} ${live.act.kind === 'corpus-published' ? '发布' : '退回到这一份'}` +
            (live.act.golden
              ? `，考题答对 ${live.act.golden.right}/${live.act.golden.questions}`
              : ''),
        ]
      : []),
    staged ? `暂存的：${describe(staged)}` : '暂存的：没有',
    describeFiles(workingCopy, live !== undefined),
    ...differing
      .slice(0, mostShown)
      .map(({ id, title, kind }) => `    ${kinds[kind]}  《${title}》  ${id}`),
    ...(differing.length > mostShown ? [`    还有 ${differing.length - mostShown} 份`] : []),
    ...(held
      ? [
          `退回过的：${held.hold.by} 在 ${localTime(held.hold.at)} 从索引 ${held.hold.generation} 退回` +
            (held.documentIds.length > 0
              ? `，涉及 ${held.documentIds.slice(0, mostShown).join('、')}`
              : ''),
        ]
      : []),
    `可以退回到：${earlier.map(({ generation, madeAt }) => `${generation}（${localTime(madeAt)}）`).join('、') || '没有'}`,
    `到期要重看的文档：${expired.length} 份`,
    `下一步：${held ? '有内容退回过，不会自动发布。改好文件；确定没有错，就 ' : ''}${nextSteps[next]}`,
  ];
}

function describe({ generation, madeAt, documents, passages }: Manifest): string {
  return `索引 ${generation}，${localTime(madeAt)} 做的，${documents} 份文档，${passages} 个段落`;
}

function describeFiles(workingCopy: CorpusStatus['workingCopy'], isLive: boolean): string {
  if (typeof workingCopy === 'object') return `现在的文件有问题，读不了：\n${workingCopy.problem}`;
  return {
    live: '现在的文件：和正在使用的一样',
    staged: '现在的文件：和暂存的一样，还没有发布',
    changed: isLive ? '现在的文件：改过，还没有暂存' : '现在的文件：还没有暂存',
  }[workingCopy];
}

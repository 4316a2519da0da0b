// `npm run corpus -- stage|publish|rollback|history`: how staff bring new content to residents, and take it back.

import { Command } from 'commander';
import type { App } from '../app.ts';
import { printRelease } from './describe-release.ts';
import { localTime } from './local-time.ts';
import { readOperator } from './operator.ts';
import { createGoldenLines } from './progress-line.ts';

export type ReleaseApp = Pick<
  App,
  'stageCorpus' | 'publishStage' | 'rollBack' | 'corpusHistory' | 'eventWords'
>;
type Print = (line: string) => void;
type Act = Awaited<ReturnType<ReleaseApp['corpusHistory']>>['acts'][number];

export function releaseCommands(app: ReleaseApp, print: Print): Command[] {
  return [
    new Command('stage')
      .description('暂存：用现在的文件建一份新索引，先不给居民用')
      .action(() => stage(app, print)),
    new Command('publish')
      .description('发布：把暂存的索引给居民用；有考题变差就不发布')
      .option('--force <reason>', '考题变差也要发布，写明理由，会记下来')
      .action(({ force }: { force?: string }) => publish(app, print, force)),
    new Command('rollback')
      .description('退回：马上用回以前的索引')
      .argument('[generation]', '退回哪一份；不写就是上一份')
      .option('--reason <text>', '为什么退回，会记下来')
      .action((generation: string | undefined, { reason }: { reason?: string }) =>
        rollBack(app, print, generation, reason),
      ),
    new Command('history')
      .description('谁在什么时候添加、去掉、暂存、测试、发布、退回过，新的在前')
      .action(() => showHistory(app, print)),
  ];
}

async function stage(app: ReleaseApp, print: Print): Promise<void> {
  const { outcome, manifest, held } = await app.stageCorpus({ by: readOperator() });
  const { generation, documents, passages } = manifest;
  if (outcome === 'already-live') {
    return print(`文件和现在用的索引 ${generation} 一样，没有要暂存的`);
  }
  const size = `${documents} 份文档，${passages} 个段落`;
  print(
    outcome === 'staged'
      ? `已暂存：索引 ${generation}，${size}。居民现在看到的没有变`
      : `已经暂存过了：索引 ${generation}，${size}，文件没有再变`,
  );
  if (held) print(`注意：${held.hold.by} 在 ${localTime(held.hold.at)} 退回过这里面的内容`);
  print(
    '下一步：npm run corpus -- diff 看改了什么，npm run corpus -- test 试一试，npm run corpus -- publish 发布',
  );
}

async function publish(app: ReleaseApp, print: Print, force: string | undefined): Promise<void> {
  const onGolden = createGoldenLines(process.stderr);
  const act = { by: readOperator(), ...(force === undefined ? {} : { force }) };
  printRelease(await app.publishStage(act, { onGolden }), print);
}

async function rollBack(
  app: ReleaseApp,
  print: Print,
  generation: string | undefined,
  reason: string | undefined,
): Promise<void> {
  const { manifest, left } = await app.rollBack({ by: readOperator(), generation, reason });
  print(
    `已退回：索引 ${manifest.generation}（${localTime(manifest.madeAt)} 做的，${manifest.documents} 份文档，${manifest.passages} 个段落）`,
  );
  print(`索引 ${left.generation} 不再使用。重新启动也不会自动换上；文件没有动`);
  print('下一步：改好文件，或者用 npm run corpus -- remove 去掉有问题的文档，再暂存、发布');
}

async function showHistory(app: ReleaseApp, print: Print): Promise<void> {
  const { acts } = await app.corpusHistory();
  if (acts.length === 0) return print('还没有做过什么');
  for (const act of acts) for (const line of describeAct(act, app.eventWords)) print(line);
}

function describeAct(act: Act, words: ReleaseApp['eventWords']): string[] {
  const { at, kind, by, golden, worse } = act;
  const reason = 'reason' in act ? act.reason : '';
  return [
    `${localTime(at)}  ${words.get(kind) ?? kind}  ${by}  ${describeSubject(act)}` +
      (golden ? `，考题答对 ${golden.right}/${golden.questions}` : ''),
    ...(worse.length > 0 ? [`    变差的考题：${worse.join('、')}`] : []),
    ...(reason ? [`    理由：${reason}`] : []),
  ];
}

function describeSubject(act: Act): string {
  if ('documents' in act) {
    return `索引 ${act.generation}  ${act.documents} 份文档，${act.passages} 个段落`;
  }
  return act.generation ? `索引 ${act.generation}` : act.documentIds.join('、') || '没有新内容';
}

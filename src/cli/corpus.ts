// `npm run corpus -- …`: what staff do with the corpus.

import { resolve } from 'node:path';
import { Command } from 'commander';
import type { App } from '../app.ts';
import { type DiffApp, diffCommand } from './corpus-diff.ts';
import { type FetchApp, fetchCommand } from './corpus-fetch.ts';
import { type GapApp, gapsCommand } from './corpus-gaps.ts';
import { type QuestionApp, questionsCommand } from './corpus-questions.ts';
import { type ReleaseApp, releaseCommands } from './corpus-release.ts';
import { type StatusApp, statusCommand } from './corpus-status.ts';
import { type StageTestApp, stageTestCommand } from './corpus-test.ts';
import { choose, printRelease } from './describe-release.ts';
import { showPath } from './show-path.ts';

type CorpusApp = Pick<App, 'checkCorpus' | 'addDocument' | 'removeDocument' | 'proposedGolden'> &
  FetchApp &
  GapApp &
  QuestionApp &
  ReleaseApp &
  DiffApp &
  StageTestApp &
  StatusApp;
type DocumentRequest = Parameters<App['addDocument']>[0];

interface AddOptions extends Omit<DocumentRequest, 'file'> {
  readonly publish: boolean;
}

/** @param workingDir where relative file names are looked for. */
export function corpusCommand(
  app: CorpusApp,
  print: (line: string) => void,
  workingDir: string,
  isColoured: boolean,
): Command {
  const corpus = new Command('corpus').description(
    '检查、添加、更新、暂存、发布、退回语料，补写问法',
  );
  corpus
    .command('check')
    .description('检查全部语料：必填项、锚点、依据、日期、链接、问法、考题')
    .action(async () => {
      const check = await app.checkCorpus();
      for (const line of [...check.expired, ...check.stale]) print(`提醒 ${line}`);
      for (const line of check.problems) print(`问题 ${line}`);
      print(
        `${check.documents} 份文档，${check.passages} 个段落，${check.questions} 条问法；` +
          `${check.problems.length} 个问题，${check.expired.length} 处到期要重看`,
      );
      if (check.modelQuestions + check.approvedQuestions + check.stale.length > 0) {
        print(
          `模型写的问法 ${check.modelQuestions} 条，认可的问法 ${check.approvedQuestions} 条；` +
            `${check.stale.length} 处已经不用`,
        );
      }
      if (check.problems.length > 0) process.exitCode = 1;
    });
  corpus
    .command('add')
    .description(
      '添加一份文件（.docx、.pdf、.html、.txt、.md；办事清单用 .xlsx 或 .csv），建好索引就能回答',
    )
    .argument('<file>', '文件')
    .option('--title <text>', '标题')
    .option('--publisher <text>', '发布单位')
    .option('--published <date>', '发布日期，例如 2024-01-30')
    .option('--url <url>', '官方网页')
    .option('--kind <kind>', 'report（报告，不写就是它）或 guide（办事指南）')
    .option('--year <year>', '报告讲的是哪一年；标题里有就不用写')
    .option('--topic <topic>', '主题')
    .option('--id <id>', '编号；不写会自动取')
    .option('--selector <css>', '网页里要读的那一块（CSS 选择器）；不写会自动找正文')
    .option('--replace', '换掉同一编号的旧内容')
    .option('--no-publish', '只存好，先不给居民用')
    .action(async (file: string, options: AddOptions) => {
      const { publish, ...request } = options;
      const added = await app.addDocument(
        { ...request, file: resolve(workingDir, file) },
        choose(publish),
      );
      const { document, path, outcome, warnings, replacedDigest, release } = added;
      const done = { added: '已添加', replaced: '已换成新的一份', unchanged: '已经有了，没有变化' };
      print(
        `${done[outcome]}：《${document.title}》，编号 ${document.id}，存在 ${showPath(path, workingDir)}`,
      );
      print(`${document.passages.length} 个段落：`);
      for (const { anchor, headings, page } of document.passages) {
        const place = page === undefined ? '' : `（第${page}页）`;
        print(`  ${anchor.padEnd(8)} ${headings.slice(1).join(' › ')}${place}`);
      }
      for (const warning of warnings) print(`注意 ${warning}`);
      if (replacedDigest) print(`它代替了《${replacedDigest}》：以后引用原文，原来的问法照样用`);
      if (outcome === 'unchanged' && !release) {
        return print('文件没有动。居民用的是不是这一份：npm run corpus -- status');
      }
      printRelease(release, print);
    });
  corpus.addCommand(fetchCommand(app, print));
  corpus
    .command('golden')
    .description('列出评议时提出的标准题，格式和 golden.yaml 一样，核对以后贴进去')
    .action(async () => {
      const { count, yaml } = await app.proposedGolden();
      if (count === 0) return print('没有新提出的标准题');
      print(`# ${count} 道提出的标准题。贴进 golden.yaml 以前，核对 kind、form 和 facts。\n`);
      print(yaml);
    });
  corpus.addCommand(gapsCommand(app, print, workingDir));
  corpus
    .command('remove')
    .description('去掉一份自己添加的文档；文件还留着，可以找回来')
    .argument('<id>', '文档的编号')
    .option('--no-publish', '只拿走文件，先不换索引')
    .action(async (id: string, { publish }: { publish: boolean }) => {
      const { document, path, release } = await app.removeDocument(id, choose(publish));
      print(
        `已去掉：《${document.title}》，编号 ${document.id}。文件留在 ${showPath(path, workingDir)}`,
      );
      printRelease(release, print);
    });
  for (const command of releaseCommands(app, print)) corpus.addCommand(command);
  corpus.addCommand(diffCommand(app, print, isColoured));
  corpus.addCommand(stageTestCommand(app, print));
  corpus.addCommand(statusCommand(app, print));
  corpus.addCommand(questionsCommand(app, print));
  return corpus;
}

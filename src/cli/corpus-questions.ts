// `npm run corpus -- questions`: what a model is to write for passages that nobody wrote questions for.

import { Command } from 'commander';
import type { App } from '../app.ts';
import { ServiceError } from '../errors.ts';
import { choose, printRelease } from './describe-release.ts';
import { createCountLine } from './progress-line.ts';

export type QuestionApp = Pick<App, 'writeQuestions' | 'removeQuestions'>;
type WrittenQuestions = Parameters<Parameters<App['writeQuestions']>[1]>[0];

interface Options {
  readonly limit?: number;
  readonly document?: string;
  readonly dryRun?: boolean;
  readonly remove?: string;
  readonly publish: boolean;
}

export function questionsCommand(app: QuestionApp, print: (line: string) => void): Command {
  return new Command('questions')
    .description('请语言模型给没有问法的段落写几条居民可能的问法：只用来查找，不给居民看')
    .option('--limit <n>', '这一次最多写几个段落', readCount)
    .option('--document <id>', '只写这一份文档的')
    .option('--dry-run', '只列出要写的段落，不问模型')
    .option('--remove <id>', '去掉这份文档里模型写的问法；写 all 去掉全部')
    .option('--no-publish', '只存好，先不给居民用')
    .action(({ remove, ...options }: Options) =>
      remove === undefined
        ? writeQuestions(app, print, options)
        : removeQuestions(app, print, remove, options.publish),
    );
}

async function writeQuestions(
  app: QuestionApp,
  print: (line: string) => void,
  { limit, document, dryRun = false, publish }: Omit<Options, 'remove'>,
): Promise<void> {
  const { waiting, run } = await app.writeQuestions(
    {
      ...choose(publish),
      dryRun,
      ...(limit === undefined ? {} : { limit }),
      ...(document === undefined ? {} : { documentId: document }),
    },
    (written) => printQuestions(written, print),
    createCountLine('正在写问法', process.stderr),
  );
  if (waiting.length === 0) return print('没有要写问法的段落');
  if (!run) {
    for (const { id, headings } of waiting) print(`${id} ${headings.join(' › ')}`);
    return print(`${waiting.length} 个段落要写问法`);
  }
  for (const { passageId, problem } of run.failures) print(`没有写成 ${passageId}：${problem}`);
  print(
    `写了 ${run.passages} 个段落，${run.questions} 条问法；${run.failures.length} 个段落没有写成`,
  );
  printRelease(run.release, print);
  if (run.stopped) {
    print(
      '连续3个段落没有写成，先停下了；写好的已经存好。检查模型的设置和网络，再运行一次会接着写',
    );
  }
  if (run.failures.length > 0) process.exitCode = 1;
}

function printQuestions(
  { passageId, headings, replaced, kept, discarded }: WrittenQuestions,
  print: (line: string) => void,
): void {
  print(`${passageId} ${headings.join(' › ')}`);
  for (const question of replaced) print(`  - ${question}`);
  for (const question of kept) print(`  + ${question}`);
  for (const { question, reason } of discarded) print(`  不要 ${question}（${reason}）`);
  if (kept.length === 0) print('  没有留下问法');
}

async function removeQuestions(
  app: QuestionApp,
  print: (line: string) => void,
  documentId: string,
  publish: boolean,
): Promise<void> {
  const { removed, release } = await app.removeQuestions(documentId, choose(publish));
  for (const { passage, questions } of removed) {
    print(passage);
    for (const question of questions) print(`  - ${question}`);
  }
  if (removed.length === 0) {
    print('没有模型写的问法');
    if (!release) return;
  } else print(`去掉了 ${removed.length} 个段落的问法`);
  printRelease(release, print);
}

function readCount(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new ServiceError('--limit 后面写大于0的整数，例如 --limit 20');
}

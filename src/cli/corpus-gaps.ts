// `npm run corpus -- gaps`: what residents asked that the corpus does not answer well, grouped.

import { extname, resolve } from 'node:path';
import { Command } from 'commander';
import type { App } from '../app.ts';
import { ServiceError } from '../errors.ts';
import { showPath } from './show-path.ts';

export type GapApp = Pick<App, 'describeGaps' | 'saveGaps'>;

const formats: ReadonlyMap<string, Format> = new Map([
  ['.csv', 'csv'],
  ['.jsonl', 'jsonl'],
  ['.md', 'md'],
]);
const shown = 20;
const longestDays = 400;

export function gapsCommand(
  app: GapApp,
  print: (line: string) => void,
  workingDir: string,
): Command {
  return new Command('gaps')
    .description('把居民问了、没有答好的问题按意思归到一起，问得多的在前')
    .option('--days <n>', '最近多少天', readDays, 90)
    .option('--export <file>', '全部写进这个文件：.csv、.jsonl 或 .md')
    .action(async ({ days, export: file }: { days: number; export?: string }) => {
      if (file !== undefined) {
        const path = resolve(workingDir, file);
        const { groups } = await app.saveGaps(days, path, readFormat(file));
        return print(`写好了：${showPath(path, workingDir)}，${groups}组问题`);
      }
      const { text, more } = await app.describeGaps(days, shown);
      print(text.trimEnd());
      if (more > 0) print(`\n还有${more}组；加上 --export gaps.md 看全部`);
    });
}

type Format = Parameters<App['saveGaps']>[2];

function readFormat(file: string): Format {
  const format = formats.get(extname(file).toLowerCase());
  if (format) return format;
  throw new ServiceError('--export 后面的文件名以 .csv、.jsonl 或 .md 结尾，例如 --export gaps.md');
}

function readDays(text: string): number {
  if (/^[1-9]\d{0,2}$/.test(text) && Number(text) <= longestDays) return Number(text);
  throw new ServiceError(`--days 后面写1到${longestDays}的整数，例如 --days 90`);
}

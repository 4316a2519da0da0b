// `npm run corpus -- fetch`: looks whether registered official pages have changed, and what is to do then.

import { Command } from 'commander';
import type { App } from '../app.ts';
import { readOperator } from './operator.ts';
import { createCountLine } from './progress-line.ts';

export type FetchApp = Pick<App, 'fetchSources' | 'listFetches'>;
type Report = Awaited<ReturnType<App['fetchSources']>>[number];

interface Options {
  readonly due?: boolean;
  readonly force?: boolean;
  readonly list?: boolean;
}

const verdicts: Readonly<Record<Report['verdict'], string>> = {
  unchanged: '没有变化',
  changed: '有变化',
  gone: '没有了',
  moved: '搬走了',
  failed: '没取到',
  disallowed: '不让取',
};
const columnWidth = 6;

export function fetchCommand(app: FetchApp, print: (line: string) => void): Command {
  return new Command('fetch')
    .description('看登记的官方网页有没有变化：到期的都看；新内容不会自己启用')
    .argument('[name...]', '只看这些来源（sources.yaml 里的名字），没到期也看')
    .option('--due', '写了名字时，也只看到期的')
    .option('--force', '没到期也看，并且全部重新取')
    .option('--list', '只列出每个来源上次看、上次变、下次该看的日期，不上网')
    .action((names: string[], { list, due, force }: Options) =>
      list
        ? listFetches(app, print)
        : fetchSources(app, print, {
            by: readOperator(),
            names,
            ...(due === undefined ? {} : { due }),
            ...(force === undefined ? {} : { force }),
          }),
    );
}

async function fetchSources(
  app: FetchApp,
  print: (line: string) => void,
  request: Parameters<App['fetchSources']>[0],
): Promise<void> {
  const reports = await app.fetchSources(request, createCountLine('正在取网页', process.stderr));
  if (reports.length === 0) {
    return print('没有到期的网页；都要看，加 --force；看日期，加 --list');
  }
  for (const { name, verdict, detail, warnings } of reports) {
    print(`${label(verdict)}${name}${detail && `：${detail}`}`);
    for (const warning of warnings) print(`${'　'.repeat(columnWidth)}提醒 ${warning}`);
  }
  const count = (verdict: string) => reports.filter((report) => report.verdict === verdict).length;
  const counts = Object.entries(verdicts)
    .filter(([verdict]) => count(verdict) > 0)
    .map(([verdict, words]) => `${words} ${count(verdict)}`);
  print(`看了 ${reports.length} 个网页：${counts.join('，')}`);
  const documents = reports.filter(({ documentId }) => documentId !== undefined).length;
  if (documents > 0) {
    print(
      `${documents} 份文档有新内容，还没有启用。接着运行 npm run corpus -- stage，再用 npm run corpus -- diff 看改了什么`,
    );
  }
  if (count('failed') > 0) {
    print('没取到的下次还会再取');
    process.exitCode = 1;
  }
}

async function listFetches(app: FetchApp, print: (line: string) => void): Promise<void> {
  const standings = await app.listFetches();
  if (standings.length === 0) return print('sources.yaml 里没有写 fetch 的来源');
  for (const { name, everyDays, verdict, checked, changed, nextDue, isDue } of standings) {
    const facts = [
      checked ? `上次看 ${checked}` : '还没有看过',
      ...(changed ? [`上次变 ${changed}`] : []),
      isDue ? '现在该看了' : `下次 ${nextDue}`,
      `每${everyDays}天一次`,
    ];
    print(`${verdict ? label(verdict) : '　'.repeat(columnWidth)}${name}：${facts.join('，')}`);
  }
}

function label(verdict: Report['verdict']): string {
  return verdicts[verdict].padEnd(columnWidth, '　');
}

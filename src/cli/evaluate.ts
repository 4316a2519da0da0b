// `npm run evaluate`: the golden questions through the whole service, measured.

import { Command } from 'commander';
import type { App } from '../app.ts';

const bounds = { accuracy: 0.95, refusalRecall: 0.98 } as const;

export function evaluateCommand(app: App, print: (line: string) => void): Command {
  return new Command('evaluate')
    .description('用考题检查回答，打印正确率和错题')
    .option('--golden <file>', '另一份考题文件')
    .option('--quiet', '不列错题')
    .action(async (options: { golden?: string; quiet?: boolean }) => {
      const { failures, byKind, ...figures } = await app.evaluate(options.golden, (done, total) => {
        if (process.stderr.isTTY) process.stderr.write(`\r${done}/${total} `);
      });
      if (process.stderr.isTTY) process.stderr.write('\r');
      if (!options.quiet) {
        for (const { id, question, status, faults } of failures) {
          print(`${id} [${status}] ${question}\n    ${faults.join('；')}`);
        }
      }
      for (const [kind, right] of Object.entries(byKind)) print(`${kind.padEnd(20)} ${right}`);
      for (const [name, value] of Object.entries(figures)) {
        print(`${name.padEnd(20)} ${Number(value.toFixed(4))}`);
      }
      const missed =
        figures.accuracy < bounds.accuracy || figures.refusalRecall < bounds.refusalRecall;
      if (missed) {
        print(`低于要求：正确率至少${bounds.accuracy}，拒答正确率至少${bounds.refusalRecall}`);
        process.exitCode = 1;
      }
    });
}

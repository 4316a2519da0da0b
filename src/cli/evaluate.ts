// `npm run evaluate`: the golden questions through the whole service, measured, with a report to keep.

import { Command } from 'commander';
import type { App } from '../app.ts';
import { showPath } from './show-path.ts';

type Evaluation = Awaited<ReturnType<App['evaluate']>>;

const bounds = { accuracy: 0.95, refusalRecall: 0.98 } as const;

/** @param workingDir where staff stand; the report is named from there. */
export function evaluateCommand(
  app: App,
  print: (line: string) => void,
  workingDir: string,
): Command {
  return new Command('evaluate')
    .description('用考题检查回答，打印正确率和错题，写一份报告')
    .option('--golden <file>', '另一份考题文件')
    .option('--model', '让配置好的语言模型来写；不加就只引用原文')
    .option('--quiet', '不列错题')
    .action(async (options: { golden?: string; model?: boolean; quiet?: boolean }) => {
      const evaluation = await app.evaluate(
        { file: options.golden, model: options.model },
        (done, total) => {
          if (process.stderr.isTTY) process.stderr.write(`\r${done}/${total} `);
        },
      );
      if (process.stderr.isTTY) process.stderr.write('\r');
      const lines = [
        ...(options.quiet ? [] : describeFailures(evaluation)),
        ...describeFigures(evaluation),
      ];
      for (const line of lines) print(line);
      const { accuracy, refusalRecall } = evaluation;
      if (accuracy < bounds.accuracy || refusalRecall < bounds.refusalRecall) {
        print(`低于要求：正确率至少${bounds.accuracy}，拒答正确率至少${bounds.refusalRecall}`);
        process.exitCode = 1;
      }
      print(`报告：${showPath(await app.saveEvaluation(evaluation), workingDir)}`);
    });
}

function describeFailures({ failures }: Evaluation): string[] {
  return failures.map(
    ({ id, question, status, faults }) => `${id} [${status}] ${question}\n    ${faults.join('；')}`,
  );
}

function describeFigures(evaluation: Evaluation): string[] {
  const { failures: _failures, byKind, generation, model, ...figures } = evaluation;
  return [
    ...Object.entries(byKind).map(([kind, right]) => row(kind, right)),
    row('generation', generation),
    ...Object.entries(figures).map(([name, value]) => row(name, value)),
    ...(model ? describeModel(model) : []),
  ];
}

function describeModel(model: NonNullable<Evaluation['model']>): string[] {
  const { name, fallbacks, byStep: _byStep, ...figures } = model;
  return [
    row('model', name),
    ...Object.entries(figures).map(([figure, value]) => row(figure, value)),
    ...Object.entries(fallbacks).map(([reason, count]) => row(`fallback ${reason}`, count)),
  ];
}

function row(name: string, value: string | number): string {
  const text = typeof value === 'number' ? Number(value.toFixed(4)) : value;
  return `${name.padEnd(20)} ${text}`;
}

// `npm run corpus -- …`: what staff do with the corpus.

import { Command } from 'commander';
import type { App } from '../app.ts';

export function corpusCommand(app: App, print: (line: string) => void): Command {
  const corpus = new Command('corpus').description('检查和添加语料');
  corpus
    .command('check')
    .description('检查全部语料：必填项、锚点、依据、日期、链接、问法、考题')
    .action(async () => {
      const check = await app.checkCorpus();
      for (const line of check.expired) print(`提醒 ${line}`);
      for (const line of check.problems) print(`问题 ${line}`);
      print(
        `${check.documents} 份文档，${check.passages} 个段落，${check.questions} 条问法；` +
          `${check.problems.length} 个问题，${check.expired.length} 份到期要重看`,
      );
      if (check.problems.length > 0) process.exitCode = 1;
    });
  return corpus;
}

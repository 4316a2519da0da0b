// `npm run backup`: makes a backup beside the running service, checks one, goes back to one.

import { resolve } from 'node:path';
import { Command } from 'commander';
import type { App } from '../app.ts';
import { ServiceError } from '../errors.ts';
import { readOperator } from './operator.ts';
import { createCountLine } from './progress-line.ts';
import { showPath } from './show-path.ts';

export type BackupApp = Pick<App, 'backUp' | 'verifyBackup' | 'restoreBackup'>;
type Note = Awaited<ReturnType<App['verifyBackup']>>;
type Restoration = Awaited<ReturnType<App['restoreBackup']>>;

export function backupCommand(
  app: BackupApp,
  print: (line: string) => void,
  workingDir: string,
): Command {
  const backup = new Command('backup')
    .description('备份记录、密钥和加进来的文档；服务不用停')
    .argument('[folder]', '备份放在哪里，最好是另一块磁盘；不写就放在 DATA_DIR 里的 backups')
    .option('--keep <n>', '只留最近几份，更早的删掉；不写就一份也不删', readKeep)
    .action(async (folder: string | undefined, { keep }: { keep?: number }) => {
      const target = folder === undefined ? undefined : resolve(workingDir, folder);
      const onProgress = createCountLine('正在备份', process.stderr);
      const made = await app.backUp({ target, keep }, onProgress);
      print(`备份好了，已经打开核对过：${showPath(made.folder, workingDir)}`);
      for (const line of describeNote(made.note)) print(line);
      for (const name of made.removed) print(`删掉了更早的一份：${name}`);
    });
  backup
    .command('verify')
    .description('核对一份备份是不是完好，能不能恢复')
    .argument('<folder>', '一份备份的文件夹')
    .action(async (folder: string) => {
      const note = await app.verifyBackup(resolve(workingDir, folder));
      print('这份备份完好，可以恢复');
      for (const line of describeNote(note)) print(line);
    });
  backup
    .command('restore')
    .description('回到一份备份；先停掉服务')
    .argument('<folder>', '一份备份的文件夹')
    .action(async (folder: string) => {
      for (const line of describeRestoration(
        await app.restoreBackup(resolve(workingDir, folder), readOperator()),
      )) {
        print(line);
      }
    });
  return backup;
}

function describeNote({ madeAt, chainEnd, rows, files }: Note): string[] {
  const documents = Object.keys(files).filter((name) => name.startsWith('corpus/')).length;
  return [
    `时间　${localTime(madeAt)}`,
    `记录　到第${chainEnd.sequence}条，问题${rows['question'] ?? 0}个，回答${rows['answer'] ?? 0}个`,
    `文档　加进来的文件${documents}个`,
    'secret-key' in files
      ? '密钥　在备份里，不要让别人看到'
      : '密钥　不在备份里：DATA_DIR 里没有密钥文件；密钥写在设置 SECRET_KEY 里的，请另外保管',
  ];
}

function describeRestoration(restoration: Restoration): string[] {
  const { note, asideDir, replaced, isContinued, erasedAgain } = restoration;
  const { sequence } = note.chainEnd;
  return [
    `恢复好了，记录到第${sequence}条，时间是${localTime(note.madeAt)}`,
    `原来的文件没有删，在：${asideDir}`,
    replaced === undefined
      ? '原来的记录读不出来，不知道少了多少条'
      : replaced.sequence === 0
        ? '原来没有记录'
        : isContinued
          ? `原来的记录到第${replaced.sequence}条，恢复以后少了${replaced.sequence - sequence}条`
          : `注意：原来的记录到第${replaced.sequence}条，和这份备份不是同一份记录`,
    isContinued
      ? `备份以后居民要求删掉的，又删了一遍：问题${erasedAgain}个`
      : '备份以后居民要求删掉的内容，可能又回到记录里了：请告诉负责个人信息的人',
    '原来的文件里还有这些内容。确认没有问题以后，把那个文件夹删掉',
    '接着运行 npm start',
  ];
}

function readKeep(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new ServiceError('--keep 后面写1到9999的整数，例如 --keep 14');
}

/** Staff read Beijing time, wherever the machine stands. */
function localTime(iso: string): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date(iso));
}

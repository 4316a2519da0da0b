import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { holdLock, LockedError } from '../../src/storage/hold-lock.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const holder = (by: string) => ({ by, what: '检查语料', since: '2032-03-01T08:00:00Z', pid: 7 });

test('the second is refused and told who holds it, for what and since when', async () => {
  const folder = join(await temporaryFolder(), 'locks');
  const release = holdLock(folder, 'corpus', holder('小李'));
  const second = () => holdLock(folder, 'corpus', holder('小王'));
  expect(second).toThrow(LockedError);
  expect(second).toThrow('小李 正在检查语料（2032-03-01 16:00:00 开始，进程号 7）。等它结束再试');
  holdLock(folder, 'telegram', holder('小王'))();
  release();
  release();
  holdLock(folder, 'corpus', holder('小王'))();
});

test('a lock whose process was killed is free at once', async () => {
  const folder = await temporaryFolder();
  const script = join(import.meta.dirname, '../fakes/hold-lock-process.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await once(child.stdout, 'data');
  expect(() => holdLock(folder, 'corpus', holder('小王'))).toThrow('小李 正在检查语料');
  child.kill('SIGKILL');
  await once(child, 'exit');
  holdLock(folder, 'corpus', holder('小王'))();
});

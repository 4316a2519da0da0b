// Takes the lock of the corpus in the folder given and keeps it until it is killed.

import { holdLock } from '../../src/storage/hold-lock.ts';

const [folder = ''] = process.argv.slice(2);
holdLock(folder, 'corpus', {
  by: '小李',
  what: '检查语料',
  since: new Date().toISOString(),
  pid: process.pid,
});
process.stdout.write('held');
setInterval(() => {}, 60_000);

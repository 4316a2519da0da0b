import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { createLogger } from '../src/logger.ts';
import { openDatabase } from '../src/storage/open-database.ts';
import { corpusFolder, officialText } from './fakes/corpus-folder.ts';
import { runCommand, startProcess } from './fakes/run-service.ts';
import { startTelegramEmulator } from './fakes/telegram-emulator.ts';
import { temporaryFolder } from './fakes/temporary-folder.ts';

const ownData = async () => ({
  DATA_DIR: join(await temporaryFolder(), 'data'),
  CORPUS_DIR: await corpusFolder(),
});

test('the first start builds the index, serves the page, and ends well', async () => {
  const service = startProcess('main', [], { ...(await ownData()), LOG_LEVEL: 'info' });
  const address = await service.printed(/网页：(\S+)/);
  expect((await fetch(`${address}/healthz`)).status).toBe(200);
  expect((await fetch(`${address}/readyz`)).status).toBe(200);
  const form = new URLSearchParams({ question: '劳动仲裁收费吗' });
  const asked = await fetch(`${address}/ask`, {
    method: 'POST',
    body: form,
    headers: { Origin: address },
    redirect: 'manual',
  });
  const answer = await fetch(`${address}${asked.headers.get('location')}`, {
    headers: { Cookie: asked.headers.getSetCookie()[0]?.split(';')[0] ?? '' },
  });
  expect(await answer.text()).toContain('劳动争议仲裁不收费');
  expect(await (await fetch(`${address}/metrics`)).text()).toMatch(/questions_total\{.*web.*\} 1/);
  service.child.kill('SIGTERM');
  const { code, stderr } = await service.outcome;
  expect(code).toBe(0);
  expect(stderr).toMatch(/第2步，共2步：计算向量 (\d+)\/\1\n/);
});

test('a port in use ends the start with a sentence', async () => {
  const settings = await ownData();
  const first = startProcess('main', [], settings);
  const port = new URL(await first.printed(/网页：(\S+)/)).port;
  const second = await startProcess('main', [], { ...settings, PORT: port }).outcome;
  expect(second.code).toBe(1);
  expect(second.stderr).toMatch(new RegExp(`Port ${port} .* PORT .*\n$`));
});

test('a token that Telegram does not know ends the start with a sentence that does not show it', async () => {
  const { apiRoot } = await startTelegramEmulator();
  const token = '987654321:AAAbbbCCCdddEEEfffGGGhhhIIIjjjKKKll';
  const { code, stderr } = await startProcess('main', [], {
    ...(await ownData()),
    TELEGRAM_API_ROOT: apiRoot,
    TELEGRAM_BOT_TOKEN: token,
  }).outcome;
  expect(code).toBe(78);
  expect(stderr).toMatch(/check TELEGRAM_BOT_TOKEN.*then start again\.\n$/);
  expect(stderr).not.toContain(token);
  expect(stderr).not.toContain('    at ');
});

test('a damaged database ends the start with the command that brings a backup back', async () => {
  const settings = await ownData();
  const path = join(settings.DATA_DIR, 'bot.sqlite');
  await (await openDatabase(path)).destroy();
  const bytes = await readFile(path);
  bytes.fill(0xff, 0, 100);
  await writeFile(path, bytes);
  const { code, stderr } = await startProcess('main', [], settings).outcome;
  expect(code).toBe(1);
  expect(stderr).toContain('npm run backup -- restore');
  expect(stderr).not.toContain('    at ');
});

test('a corpus folder that is not there ends the start with a sentence', async () => {
  const settings = { ...(await ownData()), CORPUS_DIR: join(await temporaryFolder(), 'none') };
  const { code, stderr } = await startProcess('main', [], settings).outcome;
  expect(code).toBe(1);
  expect(stderr).toMatch(/^sources\.yaml 读不了这个文件（ENOENT）.*\n$/);
});

test('Telegram is served by one service, what is published and taken back meanwhile counts at once, and SIGTERM ends it all well', async () => {
  const emulator = await startTelegramEmulator();
  const settings = await ownData();
  const telegram = { TELEGRAM_API_ROOT: emulator.apiRoot, TELEGRAM_BOT_TOKEN: emulator.token };
  const service = startProcess('main', [], { ...settings, ...telegram, LOG_LEVEL: 'info' });
  emulator.sendText(7, '劳动仲裁收费吗');
  const [first] = await emulator.waitForMessages(7, 1);
  expect(first?.text).toContain('劳动争议仲裁不收费');

  const file = join(await temporaryFolder(), 'report.txt');
  await writeFile(file, officialText);
  const described = ['--title', '清河街道2031年法治报告', '--publisher', '清河街道办事处'];
  const add = ['corpus', 'add', file, ...described, '--published', '2024-01-20'];
  expect(await runCommand(add, settings)).toMatchObject({ code: 0 });
  await service.logged('serving a new index');
  emulator.sendText(7, '2031年调解纠纷多少件');
  const answers = await emulator.waitForMessages(7, 2);
  expect(answers[1]?.text).toContain('21件');

  const second = await startProcess('main', [], { ...settings, ...telegram }).outcome;
  expect(second.code).toBe(1);
  expect(second.stderr).toMatch(
    /另一个服务 正在接收这个数据文件夹的 Telegram 消息（.*进程号 \d+）/,
  );

  const back = await runCommand(['corpus', 'rollback'], settings);
  const [, generation = 'none'] = /已退回：索引 (\S+?)（/.exec(back.stdout) ?? [];
  await service.logged(generation);
  emulator.sendText(7, '2031年调解纠纷多少件');
  const afterwards = await emulator.waitForMessages(7, 3);
  expect(afterwards[2]?.text).not.toContain('21件');

  service.child.kill('SIGTERM');
  const { code, stderr } = await service.outcome;
  expect(code).toBe(0);
  expect(stderr).toContain('Telegram stopped');
});

test('who deletes everything leaves no word in any file, also while answering is paused', async () => {
  const emulator = await startTelegramEmulator();
  const settings = await ownData();
  const telegram = { TELEGRAM_API_ROOT: emulator.apiRoot, TELEGRAM_BOT_TOKEN: emulator.token };
  const service = startProcess('main', [], { ...settings, ...telegram, LOG_LEVEL: 'info' });
  const words = '劳动仲裁收费吗，老陈那里扣了我七千三';
  emulator.sendText(7, words);
  const [answer] = await emulator.waitForMessages(7, 1);
  await emulator.waitForToast(emulator.press(7, answer?.messageId ?? 0, '有用'));
  emulator.sendText(7, `/complaint ${words}`);
  await emulator.waitForMessages(7, 2);
  const app = createApp(readConfig(settings, settings.DATA_DIR), {
    logger: createLogger('silent'),
  });
  const { review, close } = await app.openReview();
  await review.pauses.pause('telegram', '演练', { name: '管理', role: 'admin' });
  await close();

  emulator.sendText(7, '/mydata');
  const [, , kept] = await emulator.waitForMessages(7, 3);
  expect(kept?.text).toContain('老陈那里扣了我七千三');
  emulator.sendText(7, '/delete');
  const [, , , asking] = await emulator.waitForMessages(7, 4);
  emulator.press(7, asking?.messageId ?? 0, '全部删除');
  await emulator.waitFor('what was deleted', () =>
    emulator.messagesIn(7).find(({ text }) => text.includes('删掉了：1个问题和回答')),
  );
  const names = await readdir(settings.DATA_DIR);
  const files = names.filter((name) => name.startsWith('bot.sqlite'));
  expect(files).toContain('bot.sqlite-wal');
  for (const name of files) {
    expect((await readFile(join(settings.DATA_DIR, name))).includes('七千三')).toBe(false);
  }
  expect(await runCommand(['audit', 'verify'], settings)).toMatchObject({ code: 0 });
  const dryRun = await runCommand(['audit', 'retention', '--dry-run'], settings);
  expect(dryRun.stdout).toContain('保存期限365天，还没有记录到期');
  service.child.kill('SIGTERM');
  const { code, stderr } = await service.outcome;
  expect(code).toBe(0);
  expect(stderr).not.toContain('七千三');
});

test('a second signal ends at once what the first lets finish', async () => {
  const emulator = await startTelegramEmulator();
  emulator.fail({ method: 'sendMessage', times: 99, how: 'hang' });
  const telegram = { TELEGRAM_API_ROOT: emulator.apiRoot, TELEGRAM_BOT_TOKEN: emulator.token };
  const service = startProcess('main', [], { ...(await ownData()), ...telegram });
  emulator.sendText(7, '劳动仲裁收费吗');
  await emulator.waitForCalls('sendMessage', 1);
  service.child.kill('SIGTERM');
  await service.printed(/正在(结束)/);
  service.child.kill('SIGTERM');
  expect((await service.outcome).code).toBe(143);
});

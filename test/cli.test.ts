import { execFile } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, test } from 'vitest';
import { z } from 'zod';
import { copyBuiltIndex } from './fakes/built-index.ts';
import { corpusFolder, guideText, officialText } from './fakes/corpus-folder.ts';
import { runCommand } from './fakes/run-service.ts';
import { temporaryFolder } from './fakes/temporary-folder.ts';

const projectDir = join(import.meta.dirname, '..');

/** The ask contract: programs rely on these fields and no others. */
const answerLine = z.strictObject({
  id: z.string(),
  status: z.string(),
  text: z.string().min(1),
  statements: z.array(z.strictObject({ text: z.string(), citations: z.array(z.number()) })),
  citations: z.array(
    z.strictObject({
      documentId: z.string(),
      passageId: z.string(),
      title: z.string(),
      section: z.string(),
      url: z.string(),
      quote: z.string(),
    }),
  ),
  generation: z.string(),
  ms: z.number(),
});

const readLines = (stdout: string) =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => answerLine.parse(JSON.parse(line)));

const settings = async () => ({
  DATA_DIR: await copyBuiltIndex(inject('builtIndex'), await temporaryFolder()),
});

test('one question prints the answer as a resident reads it', async () => {
  const { code, stdout, stderr } = await runCommand(['ask', '离婚冷静期有几天'], await settings());
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^1\. .*30日.*\[1\]$/m);
  expect(stdout).toMatch(/^\[1\] .*离婚/m);
  expect(stdout).toContain('不是法律意见');
});

test('JSON lines are answered in their order, with the fields of the contract and nothing else', async () => {
  const questions = [
    { id: 'b', text: '离婚冷静期有几天' },
    { id: 2, text: '今天天气怎么样' },
    { id: 'empty', text: '' },
    { id: 'long', text: '问'.repeat(100_000) },
    { id: 'hidden', text: '\u200b\u202e\u{e0041}' },
    { id: 'f1', text: '劳动仲裁收费吗', conversation: 'x' },
    { id: 'f2', text: '那要多久？', conversation: 'x' },
  ];
  const input = `\ufeff${questions.map((question) => JSON.stringify(question)).join('\r\n')}\n\n`;
  const { code, stdout, stderr } = await runCommand(['ask', '--jsonl'], await settings(), input);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const answers = readLines(stdout);
  expect(answers.map(({ id, status }) => [id, status])).toEqual([
    ['b', 'answered'],
    ['2', 'refused-out-of-scope'],
    ['empty', 'clarification-needed'],
    ['long', 'refused-too-long'],
    ['hidden', 'clarification-needed'],
    ['f1', 'answered'],
    ['f2', 'answered'],
  ]);
  for (const { statements, citations } of answers) {
    for (const { citations: indexes } of statements) {
      expect(indexes.length).toBeGreaterThan(0);
      for (const index of indexes) expect(citations[index]).toBeDefined();
    }
  }
  expect(answers[6]?.citations[0]?.documentId).toBe('labor-arbitration');
});

test('lines that cannot be read are named in the end, and the others are answered', async () => {
  const input = Buffer.concat([
    Buffer.from('{"id":"1","text":"你好"}\nkein JSON\n{"id":"2"}\n'),
    Buffer.from([0, 255, 254, 10]),
    Buffer.from('{"id":"3","text":"谢谢"}\n'),
  ]);
  const { code, stdout, stderr } = await runCommand(['ask', '--jsonl'], await settings(), input);
  expect(code).toBe(1);
  expect(readLines(stdout).map(({ id }) => id)).toEqual(['1', '3']);
  const example = '{"id":"1","text":"劳动仲裁收费吗"}.\n';
  expect(stderr).toBe(
    `Line 2 is not JSON. Write one object a line, such as ${example}` +
      `Line 3 needs "id" and "text", both as text, such as ${example}` +
      `Line 4 is not JSON. Write one object a line, such as ${example}`,
  );
});

test.each<[string, string[], RegExp]>([
  ['no question', ['ask'], /请写上问题/],
  ['an option nobody knows', ['ask', '--loud'], /不认识选项“--loud”/],
  ['a number the log does not have', ['audit', 'show', 'zzz'], /没有编号是“zzz”的记录/],
])('%s ends with a sentence', async (_what, args, expected) => {
  const { code, stdout, stderr } = await runCommand(args, { DATA_DIR: await temporaryFolder() });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(expected);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test('a data folder that cannot be written is named, with what to do', async () => {
  const file = join(await temporaryFolder(), 'file');
  await writeFile(file, '');
  const { code, stderr } = await runCommand(['ask', '你好'], { DATA_DIR: join(file, 'data') });
  expect(code).toBe(1);
  expect(stderr).toMatch(/file.data.*cannot be written: .*set DATA_DIR/);
  expect(stderr).not.toContain('    at ');
});

test('a corpus file that cannot be read is named, with what to do', async () => {
  const corpusDir = await corpusFolder({ 'guides/garbled.md': Uint8Array.of(0xff, 0xff) });
  const { code, stderr } = await runCommand(['ask', '你好'], {
    DATA_DIR: await temporaryFolder(),
    CORPUS_DIR: corpusDir,
  });
  expect(code).toBe(1);
  expect(stderr).toBe(
    'guides/garbled.md 里面的文字认不出来（不是 UTF-8，也不是 GB18030）：用记事本打开，另存时编码选 UTF-8，再试\n',
  );
});

test('a corpus that has gone bad leaves the last index answering, but adds nothing', async () => {
  const corpusDir = await corpusFolder();
  const own = { DATA_DIR: await temporaryFolder(), CORPUS_DIR: corpusDir };
  await runCommand(['ask', '劳动仲裁收费吗'], own);
  await writeFile(join(corpusDir, 'guides', 'bad.md'), '没有 front matter');
  const asked = await runCommand(['ask', '劳动仲裁收费吗'], own);
  expect(asked.stdout).toContain('劳动争议仲裁不收费');
  expect(asked.stderr).toMatch(/the last index answers/);
  const added = await runCommand(['corpus', 'add', join(corpusDir, 'golden.yaml')], own);
  expect(added).toMatchObject({ code: 1, stdout: '' });
  expect(added.stderr).toMatch(/^guides\/bad\.md 开头缺少 front matter.*\n$/);
});

test('settings that cannot be used are all named, and no secret is printed', async () => {
  const token = 'this-is-a-secret-token';
  const { code, stderr } = await runCommand(['ask', '你好'], {
    TELEGRAM_BOT_TOKEN: token,
    LOG_LEVEL: 'loud',
  });
  expect(code).toBe(1);
  expect(stderr).toMatch(/TELEGRAM_BOT_TOKEN: .*@BotFather[\s\S]*LOG_LEVEL: /);
  expect(stderr).not.toContain(token);
});

test('a document that is added is indexed with progress, answered from, and listed', async () => {
  const folder = await temporaryFolder();
  const corpusDir = await corpusFolder();
  const own = { DATA_DIR: join(folder, 'data'), CORPUS_DIR: corpusDir };
  await writeFile(join(folder, 'report.txt'), officialText);
  const described = [
    '--title',
    '清河街道办事处2031年法治建设情况报告',
    '--publisher',
    '清河街道办事处',
  ];
  const add = ['corpus', 'add', join(folder, 'report.txt'), ...described];
  const added = await runCommand([...add, '--published', '2024-01-20'], own);
  expect(added.code).toBe(0);
  expect(added.stdout).toMatch(
    /^已添加：《清河街道办事处2031年法治建设情况报告》，编号 report-2031-/,
  );
  expect(added.stdout).toContain(
    's1-1-2   一、主要举措和成效 › （一）健全工作机制，依法履职 › 二是化解纠纷',
  );
  expect(added.stderr).toMatch(/正在建立索引，第2步，共2步：计算向量 \d+\/\d+\n/);
  expect(await readdir(join(own.DATA_DIR, 'corpus', 'reports'))).toHaveLength(1);
  const again = await runCommand([...add, '--published', '2024-01-20', '--no-publish'], own);
  expect(again.stdout).toContain('居民用的是不是这一份：npm run corpus -- status');
  expect(again.stdout).not.toContain('还没有给居民用');

  const question = '{"id":"1","text":"2031年调解纠纷多少件"}\n';
  const asked = await runCommand(['ask', '--jsonl'], own, question);
  const [answer] = readLines(asked.stdout);
  expect(answer?.text).toContain('21件');
  expect(answer?.citations[0]).toMatchObject({ title: '清河街道办事处2031年法治建设情况报告' });
});

test('a disk that is full leaves the index that answers, and says so', async () => {
  const own = await settings();
  const before = await readdir(join(own.DATA_DIR, 'index'));
  const file = join(own.DATA_DIR, 'notice.md');
  await writeFile(file, '# 通知\n\n## 调解室\n\n调解室搬家以后，先打12345问地址。\n');
  const described =
    '--kind guide --topic 调解 --title 通知 --publisher 街道 --published 2026-01-01';
  // Files of 2 MB at most: enough for the database, too little for the vectors.
  const add = `ulimit -f 2000; exec node scripts/run.mjs cli corpus add ${file} ${described}`;
  const env = { PATH: process.env['PATH'], ...own };
  const added = promisify(execFile)('bash', ['-c', add], { cwd: projectDir, env });
  await expect(added).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/索引写不进 .*：腾出磁盘空间/),
  });
  expect(await readdir(join(own.DATA_DIR, 'index'))).toEqual(before);
});

test('staff are told at every step what happened and what comes next', async () => {
  const folder = await temporaryFolder();
  const own = { DATA_DIR: join(folder, 'data'), CORPUS_DIR: await corpusFolder() };
  const corpus = async (...args: string[]) => runCommand(['corpus', ...args], own);
  await runCommand(['ask', '你好'], own);
  const guide = join(own.CORPUS_DIR, 'guides', 'labor-arbitration.md');
  await writeFile(guide, guideText({ body: '劳动争议仲裁每件收300元。' }));

  expect((await corpus('status')).stdout).toMatch(
    /现在的文件：改过，还没有暂存[\s\S]*下一步：.*stage/,
  );
  expect((await corpus('stage')).stdout).toMatch(
    /^已暂存：索引 \S+，1 份文档，1 个段落。居民现在看到的没有变/,
  );
  expect((await corpus('diff')).stdout).toContain('劳动争议仲裁[-不收费-]{+每件收300元+}。');
  const tested = await corpus('test');
  expect(tested).toMatchObject({ code: 1 });
  expect(tested.stdout).toMatch(/变差（1 道）：\n {2}labor-cost[\s\S]*现在不能发布/);
  const refused = await corpus('publish');
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.stdout).toContain('没有启用：居民看到的还是原来的内容');
  expect((await corpus('publish', '--force', '收费改了')).stdout).toMatch(/索引 \S+ 已启用\n$/);
  expect((await corpus('rollback', '--reason', '弄错了')).stdout).toMatch(/^已退回：索引 /);
  const history = (await corpus('history')).stdout.split('\n');
  expect(history[0]).toMatch(/退回 {2}\S+ {2}索引/);
  expect(history[1]).toBe('    理由：弄错了');
  expect(history[3]).toBe('    变差的考题：labor-cost');
  expect((await corpus('status')).stdout).toContain('下一步：有内容退回过，不会自动发布');
});

test('the log lists, shows and verifies what was asked', async () => {
  const own = await settings();
  await runCommand(['ask', '离婚冷静期有几天'], own);
  const listed = await runCommand(['audit', 'list'], own);
  const [id = ''] = listed.stdout.split(' ');
  expect(listed.stdout).toMatch(
    /^\S+ {2}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}命令行 {2}已回答（answered） {2}离婚冷静期有几天\n$/,
  );
  const shown = await runCommand(['audit', 'show', id.slice(0, 8)], own);
  expect(shown.stdout).toContain(`编号　${id}`);
  expect(shown.stdout).toMatch(/\* 0\.\d+ {2}divorce-registration#/);
  const verified = await runCommand(['audit', 'verify'], own);
  expect(verified).toMatchObject({ code: 0, stdout: '记录完整：2 条，没有发现改动\n' });
});

test('a log that was tampered with fails verification', async () => {
  const own = await settings();
  await runCommand(['ask', '离婚冷静期有几天'], own);
  await tamper(own.DATA_DIR);
  const { code, stdout } = await runCommand(['audit', 'verify'], own);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^记录有问题：第1条对不上。.*被改动过/);
});

/** What somebody with the file and a database browser could do. */
async function tamper(dataDir: string): Promise<void> {
  const { default: Sqlite } = await import('better-sqlite3');
  const database = new Sqlite(join(dataDir, 'bot.sqlite'));
  database.exec("update question set text = '别的问题'");
  database.close();
}

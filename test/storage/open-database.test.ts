import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { createAuditLog } from '../../src/audit/open-audit-log.ts';
import { checkQuickly } from '../../src/storage/check-integrity.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { StorageError } from '../../src/storage/storage-error.ts';
import { sampleQuestion } from '../fakes/sample-answer.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

async function openForTest(path: string) {
  const database = await openDatabase(path);
  onTestFinished(() => database.destroy());
  return database;
}

async function failureOf(work: Promise<unknown>): Promise<StorageError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof StorageError))
    throw new Error('expected a StorageError', { cause: error });
  return error;
}

test('the folder is made and commits survive a power cut', async () => {
  const database = await openForTest(join(await temporaryFolder(), 'a', 'b', 'bot.sqlite'));
  const pragma = async (name: string) => {
    const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(database);
    return Object.values(rows[0] ?? {})[0];
  };
  expect(await pragma('journal_mode')).toBe('wal');
  expect(await pragma('synchronous')).toBe(2);
  expect(await pragma('foreign_keys')).toBe(1);
  expect(await pragma('busy_timeout')).toBe(5000);
});

test('what was written is there after opening again', async () => {
  const path = join(await temporaryFolder(), 'bot.sqlite');
  const first = await openDatabase(path);
  await createAuditLog(first).recordQuestion(sampleQuestion());
  await first.destroy();
  expect(await createAuditLog(await openForTest(path)).list(10)).toHaveLength(1);
});

test('processes that start and write at once agree on tables and log', async () => {
  const path = join(await temporaryFolder(), 'bot.sqlite');
  const script = join(import.meta.dirname, '../fakes/open-database-process.ts');
  const children = ['a', 'b'].map((name) =>
    spawn(process.execPath, ['--import', 'tsx', script, path, name], {
      stdio: ['pipe', 'pipe', 'inherit'],
    }),
  );
  await Promise.all(children.map((child) => once(child.stdout, 'data')));
  for (const child of children) child.stdin.write('go');
  const exits = await Promise.all(children.map((child) => once(child, 'exit')));
  expect(exits.map(([code]) => code)).toEqual([0, 0]);
  const log = createAuditLog(await openForTest(path));
  expect(await log.verify()).toEqual({ events: 2 * 8 * 3 });
});

test('whoever opens a log whose tables are up to date neither waits for a writer nor keeps one waiting', async () => {
  const path = join(await temporaryFolder(), 'bot.sqlite');
  const first = await openForTest(path);
  await sql`begin immediate`.execute(first);
  const second = await openForTest(path);
  expect(await createAuditLog(second).list(10)).toEqual([]);
  await sql`rollback`.execute(first);
});

test('a folder that cannot be made names the path and the remedy', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'file'), '');
  const path = join(folder, 'file', 'bot.sqlite');
  const error = await failureOf(openDatabase(path));
  expect(error.problem).toBe('not-writable');
  expect(error.message).toContain(path);
  expect(error.message).toContain('DATA_DIR');
});

test('a folder in place of the file is reported as not writable', async () => {
  const path = join(await temporaryFolder(), 'bot.sqlite');
  await mkdir(path);
  expect((await failureOf(openDatabase(path))).problem).toBe('not-writable');
});

test('a file of another kind is reported and left as it is', async () => {
  const path = join(await temporaryFolder(), 'bot.sqlite');
  const text = '这不是数据库，只是一段文字。'.repeat(100);
  await writeFile(path, text);
  const error = await failureOf(openDatabase(path));
  expect(error.problem).toBe('not-a-database');
  expect(error.message).toContain('backup');
  expect(await readFile(path, 'utf8')).toBe(text);
});

test('a damaged file is reported with the way back', async () => {
  const path = join(await temporaryFolder(), 'bot.sqlite');
  await (await openDatabase(path)).destroy();
  const { size } = await stat(path);
  await truncate(path, size - 4096 * 3);
  const bytes = await readFile(path);
  bytes.fill(0xff, 100, 4096);
  await writeFile(path, bytes);
  const error = await failureOf(openDatabase(path));
  expect(error.problem).toBe('corrupt');
  expect(error.message).toContain('backup');
});

test.each<[string, (page: Buffer) => void]>([
  ['that cannot be read', (page) => page.fill(0xff)],
  // The count of fragmented bytes, https://www.sqlite.org/fileformat.html#b_tree_pages
  ['that does not add up', (page) => page.writeUInt8(9, 7)],
])(
  'a page of a table %s is found at start, as far as there is time to look',
  async (_how, damage) => {
    const path = join(await temporaryFolder(), 'bot.sqlite');
    const whole = await openDatabase(path);
    await createAuditLog(whole).recordQuestion(sampleQuestion());
    expect(await checkQuickly(whole, path, 60_000)).toEqual([]);
    const { rows } = await sql<{ page: number }>`
    select rootpage as page from sqlite_schema where name = 'question'`.execute(whole);
    await whole.destroy();
    const bytes = await readFile(path);
    const at = ((rows[0]?.page ?? 0) - 1) * 4096;
    damage(bytes.subarray(at, at + 4096));
    await writeFile(path, bytes);
    const damaged = await openForTest(path);
    const error = await failureOf(checkQuickly(damaged, path, 60_000));
    expect(error.problem).toBe('corrupt');
    expect(error.message).toContain('npm run backup -- restore');
    expect(await checkQuickly(damaged, path, -1)).toContain('question');
  },
);

test('a full disk rejects the record, keeps the log whole and recovers by itself', async () => {
  const database = await openForTest(join(await temporaryFolder(), 'bot.sqlite'));
  const log = createAuditLog(database);
  await log.recordQuestion(sampleQuestion('before'));
  await sql`pragma max_page_count = 1`.execute(database);
  const long = { ...sampleQuestion('full'), text: '长'.repeat(100_000) };
  const error = await failureOf(log.recordQuestion(long));
  expect(error.problem).toBe('disk-full');
  expect(error.message).not.toContain('长');
  await sql`pragma max_page_count = 1000000`.execute(database);
  await log.recordQuestion(long);
  expect(await log.verify()).toEqual({ events: 2 });
});

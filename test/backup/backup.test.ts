import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { eraseAsker } from '../../src/audit/erase-asker.ts';
import { createAuditLog } from '../../src/audit/open-audit-log.ts';
import { BackupError } from '../../src/backup/backup-error.ts';
import { createBackupActs } from '../../src/backup/create-backup-acts.ts';
import { createReview } from '../../src/review/create-review.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { sampleAnswer, sampleQuestion, sampleTrace } from '../fakes/sample-answer.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

/** A data folder in use: two answers, a key, a document, an index; the clock goes on by a minute a look. */
async function openDataFolder() {
  const dataDir = join(await temporaryFolder(), 'data');
  const path = join(dataDir, 'bot.sqlite');
  const database = await openDatabase(path);
  let isOpen = true;
  const close = async () => {
    if (isOpen) await database.destroy();
    isOpen = false;
  };
  onTestFinished(close);
  const log = createAuditLog(database);
  const ask = async (id: string) => {
    await log.recordQuestion(sampleQuestion(id));
    await log.recordAnswer(sampleAnswer(id), sampleTrace());
  };
  await ask('q-1');
  await ask('q-2');
  await writeFile(join(dataDir, 'secret-key'), `${'ab'.repeat(32)}\n`);
  await mkdir(join(dataDir, 'corpus/guides'), { recursive: true });
  await writeFile(join(dataDir, 'corpus/guides/added.md'), '加进来的文档');
  await mkdir(join(dataDir, 'index'));
  await writeFile(join(dataDir, 'index/CURRENT'), 'g-7\n');
  let now = Date.parse('2026-03-01T08:00:00Z');
  const acts = createBackupActs(dataDir, () => {
    now += 60_000;
    return new Date(now);
  });
  return { dataDir, path, database, ask, close, acts };
}

async function reopen(path: string) {
  const database = await openDatabase(path);
  onTestFinished(() => database.destroy());
  return { database, log: createAuditLog(database) };
}

const target = async () => join(await temporaryFolder(), 'backups');

test('a backup made while residents ask is one moment of the log, and going back to it gives that moment', async () => {
  const { dataDir, path, ask, close, acts } = await openDataFolder();
  let asking: Promise<void> | undefined;
  const made = await acts.backUp({ target: await target() }, () => {
    asking ??= ask('q-3');
  });
  await asking;
  expect(asking).toBeDefined();
  expect(made.note).toMatchObject({
    madeAt: '2026-03-01T08:01:00.000Z',
    chainEnd: { sequence: 4 },
    generation: 'g-7',
    rows: { question: 2, answer: 2, event: 4 },
  });
  expect(made.folder).toMatch(/\/2026-03-01-160100$/);
  expect(await acts.verifyBackup(made.folder)).toEqual(made.note);

  await close();
  await writeFile(join(dataDir, 'secret-key'), 'another');
  await writeFile(join(dataDir, 'corpus/guides/later.md'), '后来的文档');
  const restored = await acts.restoreBackup(made.folder);
  expect(restored).toMatchObject({ isContinued: true, replaced: { sequence: 6 } });
  const { database, log } = await reopen(path);
  expect((await log.list(10)).map(({ id }) => id)).toEqual(['q-2', 'q-1']);
  expect((await log.find('q-1'))?.answer).toEqual(sampleAnswer('q-1'));
  expect(await log.verify()).toEqual({ events: 5 });
  expect(await readFile(join(dataDir, 'secret-key'), 'utf8')).toBe(`${'ab'.repeat(32)}\n`);
  expect(await readdir(join(dataDir, 'corpus/guides'))).toEqual(['added.md']);

  // The log says that it went back, and how far it had been.
  const last = await sql<{ kind: string; detail: string }>`
    select kind, detail from event order by sequence desc limit 1`.execute(database);
  expect(last.rows[0]?.kind).toBe('log-restored');
  expect(last.rows[0]?.detail).toContain(
    `2026-03-01-160100 4, replaced 6 ${restored.replaced?.digest}`,
  );
  // What was there before is there still.
  const aside = await reopen(join(restored.asideDir, 'bot.sqlite'));
  expect(await aside.log.list(10)).toHaveLength(3);
  expect(await readFile(join(restored.asideDir, 'corpus/guides/later.md'), 'utf8')).toBe(
    '后来的文档',
  );
  expect((await readdir(dataDir)).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('what staff hold back and pages as they came are in the backup and come back with it', async () => {
  const { dataDir, close, acts } = await openDataFolder();
  const page = join(dataDir, 'fetched/热线/2026-03-01.html');
  await mkdir(join(dataDir, 'fetched/热线'), { recursive: true });
  await writeFile(page, '原来的网页');
  await writeFile(join(dataDir, 'index/HELD'), '[]');
  const { folder } = await acts.backUp({ target: await target() });
  await close();
  await writeFile(page, '后来的网页');
  await rm(join(dataDir, 'index/HELD'));
  await writeFile(join(dataDir, 'index/WAITING'), '');
  const { asideDir } = await acts.restoreBackup(folder);
  expect(await readFile(page, 'utf8')).toBe('原来的网页');
  expect((await readdir(join(dataDir, 'index'))).sort()).toEqual(['CURRENT', 'HELD']);
  expect(await readdir(join(asideDir, 'index'))).toEqual(['WAITING']);
});

test('a backup is for its owner only', async () => {
  const { acts } = await openDataFolder();
  const { folder } = await acts.backUp({ target: await target() });
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const modes = entries.map(async (entry) => {
    const { mode } = await stat(join(entry.parentPath, entry.name));
    return [entry.name, mode & 0o777];
  });
  expect(Object.fromEntries(await Promise.all(modes))).toEqual({
    'added.md': 0o600,
    'backup.json': 0o600,
    'bot.sqlite': 0o600,
    'secret-key': 0o600,
    corpus: 0o700,
    guides: 0o700,
  });
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
});

test('nothing is put back while somebody has the log open', async () => {
  const { dataDir, path, acts, close } = await openDataFolder();
  const { folder } = await acts.backUp({ target: await target() });
  const before = await readdir(dataDir);
  await expect(acts.restoreBackup(folder)).rejects.toThrow(/服务.*停掉/);
  expect(await readdir(dataDir)).toEqual(before);
  await close();
  await acts.restoreBackup(folder);
  expect((await reopen(path)).log).toBeDefined();
});

test('what residents had erased after the backup stays erased, and nobody else loses a word', async () => {
  const { path, database, ask, close, acts } = await openDataFolder();
  const log = createAuditLog(database);
  await log.recordQuestion({ ...sampleQuestion('other'), asker: 'somebody else' });
  await log.recordAnswer(sampleAnswer('other'), sampleTrace());
  await log.recordFeedback('q-1', ['a voter'], true);
  const review = createReview({
    database,
    clock: () => new Date(),
    secretKey: 'key of the tests',
    redact: (text) => text,
  });
  const complaint = { kind: 'complaint', text: '答得不对', questionId: 'q-1' } as const;
  await review.tickets.openForResident(complaint, ['somebody else']);
  const { folder } = await acts.backUp({ target: await target() });
  await ask('q-3');
  await eraseAsker(database, () => new Date(), ['digest-of-asker']);
  await eraseAsker(database, () => new Date(), ['a voter']);
  await close();
  expect(await acts.restoreBackup(folder)).toMatchObject({ isContinued: true, erasedAgain: 2 });
  const restored = await reopen(path);
  const texts = (await restored.log.list(10)).map(({ id, text }) => [id, text]);
  expect(texts).toEqual([
    ['other', sampleQuestion().text],
    ['q-2', ''],
    ['q-1', ''],
  ]);
  const votes = await restored.database.selectFrom('feedback').select('asker').execute();
  expect(votes).toEqual([{ asker: '' }]);
  expect(await restored.log.verify()).not.toHaveProperty('brokenAt');
});

test('a log that does not go on from the backup is told apart', async () => {
  const one = await openDataFolder();
  const other = await openDataFolder();
  const { folder } = await one.acts.backUp({ target: await target() });
  await other.close();
  const restored = await other.acts.restoreBackup(folder);
  expect(restored).toMatchObject({ isContinued: false, replaced: { sequence: 4 } });
});

test('a folder without a log takes a backup', async () => {
  const { acts } = await openDataFolder();
  const { folder } = await acts.backUp({ target: await target() });
  const dataDir = join(await temporaryFolder(), 'new machine');
  const there = createBackupActs(dataDir, () => new Date('2026-03-02T08:00:00Z'));
  expect(await there.restoreBackup(folder)).toMatchObject({ replaced: { sequence: 0 } });
  const { log } = await reopen(join(dataDir, 'bot.sqlite'));
  expect(await log.list(10)).toHaveLength(2);
});

test('a damaged header ends in a sentence with the way back, and the way back works', async () => {
  const { path, acts, close } = await openDataFolder();
  const { folder, note } = await acts.backUp({ target: await target() });
  await close();
  const bytes = await readFile(path);
  bytes.fill(0xff, 0, 100);
  await writeFile(path, bytes);
  await expect(openDatabase(path)).rejects.toThrow('npm run backup -- restore');
  const restored = await acts.restoreBackup(folder);
  expect(restored).not.toHaveProperty('replaced');
  expect(await readFile(join(restored.asideDir, 'bot.sqlite'))).toEqual(bytes);
  const { database, log } = await reopen(path);
  const { rows } = await sql<{ n: number }>`select count(*) as n from question`.execute(database);
  expect(rows[0]?.n).toBe(note.rows['question']);
  expect(await log.verify()).toEqual({ events: 5 });
});

test.each<[string, RegExp, (folder: string) => Promise<void>]>([
  [
    'with a flipped byte',
    /变了：bot\.sqlite/,
    async (folder) => {
      const path = join(folder, 'bot.sqlite');
      const bytes = await readFile(path);
      bytes[5000] = (bytes[5000] ?? 0) ^ 1;
      await writeFile(path, bytes);
    },
  ],
  ['without its key', /少了文件：secret-key/, (folder) => rm(join(folder, 'secret-key'))],
  [
    'with a document nobody backed up',
    /多了一个文件：corpus\/x\.md/,
    (folder) => writeFile(join(folder, 'corpus/x.md'), ''),
  ],
  ['without its note', /没有读到 backup\.json/, (folder) => rm(join(folder, 'backup.json'))],
])('a backup %s is refused, and nothing is moved', async (_, reason, damage) => {
  const { dataDir, acts, close } = await openDataFolder();
  const { folder } = await acts.backUp({ target: await target() });
  await close();
  const before = await readdir(dataDir);
  await damage(folder);
  await expect(acts.verifyBackup(folder)).rejects.toThrow(reason);
  await expect(acts.restoreBackup(folder)).rejects.toThrow(BackupError);
  expect(await readdir(dataDir)).toEqual(before);
});

test('counts that the note does not bear out are refused', async () => {
  const { acts } = await openDataFolder();
  const { folder, note } = await acts.backUp({ target: await target() });
  const path = join(folder, 'backup.json');
  await writeFile(path, JSON.stringify({ ...note, rows: { ...note.rows, question: 3 } }));
  await expect(acts.verifyBackup(folder)).rejects.toThrow('条数对不上');
  const chainEnd = { ...note.chainEnd, digest: '00' };
  await writeFile(path, JSON.stringify({ ...note, chainEnd }));
  await expect(acts.verifyBackup(folder)).rejects.toThrow('条数对不上');
});

test('a log that was altered makes no backup', async () => {
  const { database, acts } = await openDataFolder();
  await sql`update answer set text = '别的' where question_id = 'q-2'`.execute(database);
  const into = await target();
  await expect(acts.backUp({ target: into })).rejects.toThrow('第4条');
  expect(await readdir(into)).toEqual([]);
});

test('old backups go when asked, and nothing else does', async () => {
  const { acts } = await openDataFolder();
  const into = await target();
  await acts.backUp({ target: into });
  await acts.backUp({ target: into });
  await mkdir(join(into, '2020-01-01-000000'));
  await mkdir(join(into, 'notes'));
  const { removed } = await acts.backUp({ target: into, keep: 2 });
  expect(removed).toEqual(['2026-03-01-160100']);
  expect((await readdir(into)).sort()).toEqual([
    '2020-01-01-000000',
    '2026-03-01-160200',
    '2026-03-01-160300',
    'notes',
  ]);
});

test('where no backup can be written, a sentence says so', async () => {
  const { acts } = await openDataFolder();
  const file = join(await temporaryFolder(), 'file');
  await writeFile(file, '');
  await expect(acts.backUp({ target: join(file, 'backups') })).rejects.toThrow(/写不进去/);
  const nothing = createBackupActs(await temporaryFolder(), () => new Date());
  await expect(nothing.backUp({ target: await target() })).rejects.toThrow(/没有可备份的记录/);
});

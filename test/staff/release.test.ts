import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { beginMove, isMove } from '../../src/audit/corpus-acts.ts';
import { guideText } from '../fakes/corpus-folder.ts';
import {
  lawSentence,
  preparedGuide,
  prepareReleaseRooms,
  type ReleaseRoom,
} from '../fakes/open-release-room.ts';

const openReleaseRoom = prepareReleaseRooms();
const by = '小李';
const question = '老板不发加班费怎么办';
const overtime = preparedGuide(
  'overtime',
  '加班费',
  '老板不发加班费怎么办',
  '不发加班费，打12333投诉。',
);
async function movesOf(app: ReleaseRoom['app']) {
  return (await app.corpusHistory()).acts.filter(isMove);
}

/** Kinds of all that the log says of the corpus, newest first. */
async function toldBy(app: ReleaseRoom['app']) {
  return (await app.corpusHistory()).acts.map(({ kind }) => kind);
}

/** Answers the golden question wrongly. */
const poison = guideText({ body: '劳动争议仲裁每件收300元。' });

test('what is staged is not answered from before it is published, and the log says who did it', async () => {
  const { app, write, ask } = await openReleaseRoom();
  const added = await app.addDocument(
    { file: await write('overtime.md', overtime) },
    { by, publish: false },
  );
  expect(added.release).toBeUndefined();
  // Asking opens the service, which would publish what nobody left to staff.
  expect((await ask(question)).citations).not.toContain('overtime#only');
  expect((await app.stageCorpus({ by })).outcome).toBe('staged');
  expect((await app.stageCorpus({ by })).outcome).toBe('already-staged');
  expect((await app.corpusStatus()).next).toBe('publish');
  const diff = await app.diffCorpus();
  expect(diff.documents.map(({ kind, document }) => [kind, document.id])).toEqual([
    ['added', 'overtime'],
  ]);

  const published = await app.publishStage({ by });
  expect(published).toMatchObject({ outcome: 'published', comparison: { worse: [] } });
  expect((await ask(question)).citations).toEqual(['overtime#only']);
  const [newest, first] = await movesOf(app);
  const { generation } = published.manifest;
  expect(newest).toMatchObject({ kind: 'corpus-published', by, generation, reason: '' });
  expect(newest?.golden).toEqual({ right: 1, questions: 1 });
  expect(first).toMatchObject({ kind: 'corpus-published', by: '服务启动' });
  expect((await app.stageCorpus({ by })).outcome).toBe('already-live');
  await expect(app.publishStage({ by })).rejects.toThrow('没有暂存的索引');
  const { audit, close } = await app.openAudit();
  expect((await audit.verify()).brokenAt).toBeUndefined();
  await close();
});

test('what makes a golden question worse is refused everywhere, and published only with a reason', async () => {
  const { app, corpusDir, logged, ask } = await openReleaseRoom();
  const right = '劳动争议仲裁不收费';
  expect((await ask('劳动仲裁收费吗')).text).toContain(right);
  await writeFile(join(corpusDir, 'guides', 'labor-arbitration.md'), poison);
  // A start with changed files.
  expect((await ask('劳动仲裁收费吗')).text).toContain(right);
  expect(logged()).toContain('"questions":["labor-cost"]');
  expect(logged()).toContain('corpus -- publish --force');

  const { golden } = await app.testStage({ by });
  expect(golden.worse.map(({ id }) => id)).toEqual(['labor-cost']);
  const refused = await app.publishStage({ by });
  expect(refused.outcome).toBe('refused');
  expect((await app.publishStage({ by, force: ' ' })).outcome).toBe('refused');
  expect((await ask('劳动仲裁收费吗')).text).toContain(right);

  expect(await app.publishStage({ by, force: '收费标准改了' })).toMatchObject({
    outcome: 'published',
  });
  expect((await ask('劳动仲裁收费吗')).text).toContain('300元');
  const [newest] = await movesOf(app);
  expect(newest).toMatchObject({ worse: ['labor-cost'], reason: '收费标准改了' });
});

test('after going back nothing of it is published again by a start or by adding something else', async () => {
  const { app, write, ask, logged } = await openReleaseRoom();
  const first = await ask(question);
  await app.addDocument({ file: await write('overtime.md', overtime) }, { by });
  expect((await ask(question)).citations).toEqual(['overtime#only']);
  const { left } = await app.rollBack({ by, reason: '单位弄错了' });
  expect(await ask(question)).toEqual(first);
  expect(logged()).toContain('工作人员退回过这些内容');
  expect((await app.corpusStatus()).held?.documentIds).toEqual(['overtime']);

  const other = preparedGuide('leave', '年休假', '年休假有几天', '年休假先问单位，再打12333。');
  const added = await app.addDocument({ file: await write('leave.md', other) }, { by });
  expect(added.release).toMatchObject({ outcome: 'held', held: { documentIds: ['overtime'] } });
  expect(await ask(question)).toEqual(first);

  expect(await app.publishStage({ by })).toMatchObject({ outcome: 'published' });
  expect((await ask(question)).citations).toEqual(['overtime#only']);
  expect((await app.corpusStatus()).held).toBeUndefined();
  const [, back] = await movesOf(app);
  expect(back).toMatchObject({ kind: 'corpus-rolled-back', by, reason: '单位弄错了' });
  expect(back?.generation).not.toBe(left.generation);
  // What was live before, not what was gone back from.
  expect((await app.rollBack({ by })).manifest.generation).toBe(back?.generation);
});

test('going back skips what staff went back from, and a damaged index', async () => {
  const { app, dataDir, write } = await openReleaseRoom();
  await expect(app.rollBack({ by })).rejects.toThrow(
    /^没有可以退回的旧索引，也没有留着别的旧索引$/,
  );
  const add = async (id: string) =>
    app.addDocument(
      { file: await write(`${id}.md`, preparedGuide(id, id, `关于 ${id}`, `打12333问${id}。`)) },
      { by },
    );
  await add('one');
  const second = await add('two');
  const third = second.release?.manifest.generation ?? '';
  const back = await app.rollBack({ by });
  expect(back.left.generation).toBe(third);
  const again = await app.rollBack({ by, generation: third });
  expect(again.manifest.generation).toBe(third);
  expect((await app.corpusStatus()).held).toBeUndefined();
  await writeFile(join(dataDir, 'index', back.manifest.generation, 'lexical.bin'), 'damaged');
  const skipped = await app.rollBack({ by });
  expect(skipped.manifest.documents).toBe(1);
});

test('a document that is removed is cited no more, its file and its old answers stay', async () => {
  const { app, dataDir, write, ask } = await openReleaseRoom();
  await app.addDocument({ file: await write('overtime.md', overtime) }, { by });
  const before = await ask(question);
  expect(before.citations).toEqual(['overtime#only']);

  await app.removeDocument('overtime', { by, publish: false });
  await app.stageCorpus({ by });
  const { asked } = await app.testStage({ by });
  expect(asked.changes).toMatchObject([
    { asked: { text: question, times: 1 }, lost: [{ passageId: 'overtime#only', gone: true }] },
  ]);
  await app.publishStage({ by });
  expect((await ask(question)).citations).not.toContain('overtime#only');
  const [kept = ''] = await readdir(join(dataDir, 'corpus', 'removed', 'guides'));
  const file = join(dataDir, 'corpus', 'removed', 'guides', kept);
  expect(await readFile(file, 'utf8')).toBe(overtime);

  const { audit, close } = await app.openAudit();
  const rows = await audit.list(9);
  const old = await audit.find(rows.at(-1)?.id ?? '');
  expect(old?.answer.citations[0]?.quote).toContain('打12333投诉');
  await close();
  await expect(app.removeDocument('overtime', { by })).rejects.toThrow('没有这份文档');
  await expect(app.removeDocument('labor-arbitration', { by })).rejects.toThrow('随服务发布');
});

test('five added texts against the law are shown with the law above them', async () => {
  const { app, corpusDir } = await openReleaseRoom();
  for (const number of ['1', '2', '3', '4', '5']) {
    const text = preparedGuide(
      `p${number}`,
      '劳动仲裁',
      `要多久${number}`,
      lawSentence.replace('45', '15'),
    );
    await writeFile(join(corpusDir, 'guides', `p${number}.md`), text);
  }
  const { to, conflicts } = await app.diffCorpus();
  expect(to).toBe('working-copy');
  expect(conflicts).toHaveLength(1);
  expect(conflicts[0]).toMatchObject({ higher: 'other', other: { figure: '45日' } });
  expect(conflicts[0]?.staged).toHaveLength(5);
});

test('while one acts, another is refused by name, and questions go on', async () => {
  const { app, ask, write } = await openReleaseRoom();
  const file = await write('overtime.md', overtime);
  const staging = app.addDocument({ file }, { by });
  await expect(app.stageCorpus({ by: '小王' })).rejects.toThrow('小李 正在添加文档');
  await expect(app.rollBack({ by: '小王' })).rejects.toThrow('小李 正在添加文档');
  expect((await ask('劳动仲裁收费吗')).status).toBe('answered');
  expect((await staging).release?.outcome).toBe('published');
  expect((await app.stageCorpus({ by: '小王' })).outcome).toBe('already-live');
});

test('whatever staff do with files and stage is sealed into the log, and what changes nothing is not', async () => {
  const { app, write } = await openReleaseRoom();
  const file = await write('overtime.md', overtime);
  const unpublished = { by, publish: false };
  await app.addDocument({ file }, unpublished);
  await app.addDocument({ file }, unpublished);
  await app.stageCorpus({ by });
  await app.stageCorpus({ by });
  await app.testStage({ by });
  await app.discardStage({ by });
  await app.discardStage({ by });
  await app.removeDocument('overtime', unpublished);
  expect(await toldBy(app)).toEqual([
    'document-removed',
    'stage-discarded',
    'stage-tested',
    'corpus-staged',
    'document-stored',
    'corpus-published',
  ]);
  const [removed, , tested, staged] = (await app.corpusHistory()).acts;
  expect(removed).toMatchObject({ by, documentIds: ['overtime'] });
  expect(tested).toMatchObject({ by, golden: { right: 1, questions: 1 } });
  expect(staged).toMatchObject({ by, generation: expect.stringMatching(/^\d{8}T/) });
  const { audit, close } = await app.openAudit();
  expect((await audit.verify()).brokenAt).toBeUndefined();
  await close();
});

test.each([
  ['before another index became live', 'staged', undefined],
  ['after it had become live', 'live', 'corpus-published'],
] as const)('after a crash %s the log does not claim otherwise', async (_when, which, told) => {
  const { app, write, ask } = await openReleaseRoom();
  await app.addDocument({ file: await write('overtime.md', overtime) }, { by, publish: false });
  await app.stageCorpus({ by });
  const { live, staged } = await app.corpusStatus();
  const meant = which === 'live' ? live?.manifest : staged;
  if (!meant) throw new Error('both are there after a start and a stage');
  const before = await toldBy(app);
  const { database, close } = await app.openAudit();
  const clock = () => new Date('2026-03-01T00:00:00Z');
  const { generation, corpusDigest, documents, passages } = meant;
  const detail = { generation, corpusDigest, documents, passages, worse: [], reason: '急用' };
  await beginMove(database, clock, 'corpus-published', { ...detail, by: '小王' });
  await close();
  expect(await toldBy(app)).toEqual(before);
  await ask(question);
  expect(await toldBy(app)).toEqual([...(told ? [told] : []), ...before]);
  if (told) expect((await movesOf(app))[0]).toMatchObject({ by: '小王', reason: '急用' });
  // Said once.
  await app.publishStage({ by });
  expect(await toldBy(app)).toEqual(['corpus-published', ...(told ? [told] : []), ...before]);
});

test('what staff went back from is not offered to be gone back to', async () => {
  const { app, write } = await openReleaseRoom();
  await app.addDocument({ file: await write('overtime.md', overtime) }, { by });
  const { left } = await app.rollBack({ by });
  expect((await app.corpusStatus()).earlier).toEqual([]);
  expect((await app.corpusHistory()).earlier).toEqual([]);
  // By its name it is still there.
  expect((await app.rollBack({ by, generation: left.generation })).manifest).toEqual(left);
});

import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { digestCorpus, loadCorpus } from '../../src/corpus/load-corpus.ts';
import { corpusFolder, digestText, guideText } from '../fakes/corpus-folder.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

/** The original of the digest, as it is stored when staff add it. */
const original = (title: string, titleInFile = '') => `---
id: qinghe-2031
title: ${title}
kind: report
topic: 街道法治
summary: 原文。
publisher: 清河街道办事处
published: 2032-01-20
self-source: true
${titleInFile && `title-in-file: ${titleInFile}\n`}checked: 2026-03-01
review-by: 2026-09-01
---

## 一、成效 › 二是化解纠纷 {#s1-1-2}

二是化解纠纷。调解纠纷21件。
`;

async function documentIds(added: Record<string, string>) {
  const corpusDir = await corpusFolder({ 'reports/qinghe-2031-digest.md': digestText });
  const addedDir = await temporaryFolder();
  for (const [name, text] of Object.entries(added)) {
    await mkdir(join(addedDir, 'reports'), { recursive: true });
    await writeFile(join(addedDir, 'reports', name), text);
  }
  const corpus = await loadCorpus(corpusDir, addedDir);
  return { ids: corpus.documents.map(({ id }) => id), corpus };
}

test('a digest stands in for its original as long as that is absent', async () => {
  const { ids } = await documentIds({});
  expect(ids).toEqual(['qinghe-2031-digest', 'labor-arbitration']);
});

test.each([
  ['the title it was given, spaces aside', original('清河街道办事处 2031年法治建设情况报告')],
  ['the title it bears itself', original('清河报告', '清河街道办事处2031年法治建设情况报告')],
])('the original takes the digest’s place and its questions, by %s', async (_by, text) => {
  const { ids, corpus } = await documentIds({ 'qinghe-2031.md': text });
  expect(ids).toEqual(['labor-arbitration', 'qinghe-2031']);
  const [passage] = corpus.documents[1]?.passages ?? [];
  expect(passage?.text).toBe('二是化解纠纷。调解纠纷21件。');
  expect(passage?.questions).toContain('清河街道调解了多少件，甲');
});

test('another report leaves the digest alone', async () => {
  const { ids } = await documentIds({ 'qinghe-2031.md': original('清河街道2030年报告') });
  expect(ids).toContain('qinghe-2031-digest');
});

test('the digest of the corpus changes with every file and is the same for the same files', async () => {
  const [one, two, other] = await Promise.all([
    corpusFolder(),
    corpusFolder(),
    corpusFolder({ 'guides/labor-arbitration.md': guideText({ body: '收费。' }) }),
  ]);
  const none = await temporaryFolder();
  const digest = await digestCorpus(one, none);
  expect(await digestCorpus(two, none)).toBe(digest);
  expect(await digestCorpus(other, none)).not.toBe(digest);
  expect((await loadCorpus(one, none)).digest).toBe(digest);
});

test('the problems of all files come in one error', async () => {
  const corpusDir = await corpusFolder({
    'guides/a.md': 'kein',
    'guides/b.md': guideText({ basis: '' }),
    'guides/c.md': Uint8Array.of(0xff, 0xff),
    'guides/z.md': guideText(),
  });
  await expect(loadCorpus(corpusDir, await temporaryFolder())).rejects.toThrow(
    /a\.md .*front matter[\s\S]*b\.md:11 .*依据[\s\S]*c\.md .*UTF-8[\s\S]*z\.md 编号“labor-arbitration”与 guides\/labor-arbitration\.md 重复/,
  );
});

test('a corpus folder that is not there is named, with what to do', async () => {
  const folder = await temporaryFolder();
  await expect(loadCorpus(join(folder, 'none'), folder)).rejects.toThrow(
    `sources.yaml 读不了这个文件（ENOENT）：检查它在不在、权限对不对；语料文件夹现在是 ${join(folder, 'none')}`,
  );
});

test('a corpus without documents is no corpus', async () => {
  const corpusDir = await corpusFolder({ 'guides/labor-arbitration.md': undefined });
  await expect(loadCorpus(corpusDir, corpusDir)).rejects.toThrow('语料文件夹里没有文档');
});

test('a link that leads out of the corpus folder is refused', async () => {
  const outside = join(await temporaryFolder(), 'secret.md');
  await writeFile(outside, guideText());
  const corpusDir = await corpusFolder();
  await symlink(outside, join(corpusDir, 'guides', 'link.md'));
  await expect(loadCorpus(corpusDir, await temporaryFolder())).rejects.toThrow(
    'guides/link.md 是一个指到语料文件夹外面的链接，请换成文件本身',
  );
});

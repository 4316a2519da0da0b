import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { removeUploads, withUploadedFile } from '../../src/staff/with-uploaded-file.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const bytes = new TextEncoder().encode('正文');

test.each([
  ['../../../etc/passwd', '上传的文件'],
  ['报告.DOCX', '上传的文件.docx'],
  ['a.md/../../b.pdf', '上传的文件.pdf'],
  ['.docx\0.sh;x', '上传的文件'],
])('a file called %j lies under a name of ours and is gone afterwards', async (name, expected) => {
  const dataDir = await temporaryFolder();
  const uploads = join(dataDir, 'uploads');
  const work = withUploadedFile(dataDir, { name, bytes }, async (path) => {
    expect(await readFile(path, 'utf8')).toBe('正文');
    expect([dirname(dirname(path)), basename(path)]).toEqual([uploads, expected]);
    throw new Error('not readable');
  });
  await expect(work).rejects.toThrow('not readable');
  expect(await readdir(uploads)).toEqual([]);
});

test('what a crash left is taken away', async () => {
  const dataDir = await temporaryFolder();
  await mkdir(join(dataDir, 'uploads', 'file-x'), { recursive: true });
  await writeFile(join(dataDir, 'uploads', 'file-x', 'a'), '');
  await removeUploads(dataDir);
  expect(await readdir(dataDir)).toEqual([]);
});

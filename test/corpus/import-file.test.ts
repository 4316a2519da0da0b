import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importFile } from '../../src/corpus/import/import-file.ts';
import { docx, paragraph, xlsx, zipped } from '../fakes/office-files.ts';
import { pdf, pdfBomb } from '../fakes/pdf-file.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

async function handedIn(name: string, content: string | Uint8Array): Promise<string> {
  const file = join(await temporaryFolder(), name);
  await writeFile(file, content);
  return file;
}

const formats: [string, string | Uint8Array, string][] = [
  ['a.docx', docx(paragraph('清河街道。')), 'docx'],
  ['a.pdf', pdf([[{ text: '清河街道办事处组织学习五次。', y: 700 }]]), 'pdf'],
  ['a.html', '<html><body><p>清河街道。</p></body></html>', 'html'],
  [
    'a.xlsx',
    xlsx([
      ['事项', '电话'],
      ['公证', '12348'],
    ]),
    'table',
  ],
];
test.each(formats)(
  '%s is told by its content, whatever it is called, and read in the worker',
  async (_name, content, format) => {
    const file = await importFile(await handedIn('file.dat', content));
    expect(file).toMatchObject({ format, warnings: [] });
    expect(file.sections[0]?.text).not.toBe('');
  },
);

test('a document that needs more memory than the worker may have is refused, and this process goes on', async () => {
  const file = await handedIn('bomb.pdf', pdfBomb(400_000_000));
  await expect(importFile(file, { maxGrowthBytes: 150_000_000 })).rejects.toThrow(
    '要用的内存太多，可能是压缩炸弹',
  );
  const next = await handedIn('a.html', '<html><body><p>清河街道。</p></body></html>');
  expect((await importFile(next)).sections).toHaveLength(1);
});

test('a document that is not read by its deadline is given up', async () => {
  const file = await handedIn('slow.html', '<html><p>清河街道。</p>');
  await expect(importFile(file, { deadlineMs: 1 })).rejects.toThrow('slow.html 读了太久');
});

test('elements nested without end are refused', async () => {
  const file = await handedIn('deep.html', `<html><body>${'<div>'.repeat(20_000)}清河。`);
  await expect(importFile(file)).rejects.toThrow('深得不正常');
});

test('a link may lead to a file beside it, not to one elsewhere', async () => {
  const folder = await temporaryFolder();
  const outside = await handedIn('secret.txt', '秘密。');
  await mkdir(join(folder, 'inner'));
  await writeFile(join(folder, 'inner', 'a.txt'), '清河街道办理公证。');
  await symlink(outside, join(folder, 'out.txt'));
  await symlink(join(folder, 'inner', 'a.txt'), join(folder, 'in.txt'));
  await expect(importFile(join(folder, 'out.txt'))).rejects.toThrow('指到别的文件夹的链接');
  expect((await importFile(join(folder, 'in.txt'))).sections).toHaveLength(1);
});

test('control characters of a name do not reach the terminal', async () => {
  const file = await handedIn('a\u001b[31m\n\u202eb.txt', ' ');
  await expect(importFile(file)).rejects.toThrow('a?[31m??b.txt 是空的');
});

test('too many passages are refused', async () => {
  const lines = Array.from({ length: 2_001 }, (_, number) => `## 第${number}节\n\n内容${number}。`);
  const file = await handedIn('long.md', lines.join('\n'));
  await expect(importFile(file)).rejects.toThrow('有2001个段落，一份最多2000个，拆成几份再添加');
});

test('other archives are refused with what to do', async () => {
  const file = await handedIn('a.zip', zipped({ 'a.txt': '清河街道。' }));
  await expect(importFile(file)).rejects.toThrow('是压缩包：先解压，再一份一份添加');
});

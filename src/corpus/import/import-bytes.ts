// The home of reading a file whatever its format: what it is, who reads it, what is left out. Runs in the worker.

import { decodeText } from '../decode-text.ts';
import type { ImportedText } from '../imported-text.ts';
import { readOfficialText } from '../read-official-text.ts';
import { readPlainMarkdown } from '../read-plain-markdown.ts';
import { detectContainer, detectText, detectZip } from './detect-format.ts';
import { ImportRefusal } from './import-refusal.ts';
import { type ImportedFile, type ImportFormat, maxSections } from './imported-file.ts';
import { reportCarried } from './office-findings.ts';
import { openZip } from './open-zip.ts';
import { reportUnseen } from './unseen-characters.ts';
import { createWarnings, type Warnings } from './warnings.ts';

type Read = ImportedText & { readonly format: ImportFormat; readonly preparedText?: string };

/**
 * @param name of the file, without its folder.
 * @param selector CSS, for pages.
 * @throws ImportRefusal or CorpusError, saying why and what to do.
 */
export async function importBytes(
  bytes: Buffer,
  name: string,
  selector?: string,
): Promise<ImportedFile> {
  const warnings = createWarnings();
  const read = await readByFormat(bytes, name, selector, warnings);
  if (read.sections.length === 0 && read.preparedText === undefined) {
    throw new ImportRefusal('里面没有成句的正文，检查是不是选错了文件');
  }
  if (read.sections.length > maxSections) {
    throw new ImportRefusal(
      `有${read.sections.length}个段落，一份最多${maxSections}个，拆成几份再添加`,
    );
  }
  if ([...read.sections.map(({ text }) => text), read.title].join('').includes('\ufffd')) {
    throw new ImportRefusal('里面有乱码（�），找到原文件，另存为 UTF-8 再试');
  }
  return { ...read, warnings: warnings.list() };
}

/** Each parser is loaded only for its own format. */
async function readByFormat(
  bytes: Buffer,
  name: string,
  selector: string | undefined,
  warnings: Warnings,
): Promise<Read> {
  const container = detectContainer(bytes);
  if (typeof container === 'object') throw new ImportRefusal(container.refuse);
  if (container === 'pdf') {
    const { readPdf } = await import('./read-pdf.ts');
    return { format: 'pdf', ...(await readPdf(new Uint8Array(bytes), warnings)) };
  }
  if (container === 'zip') return readZip(bytes, warnings);

  const text = decodeText(bytes, name);
  if (text.trim() === '') throw new ImportRefusal('是空的，没有可以添加的内容');
  const format = detectText(text, name);
  if (format === 'html') {
    const { readHtml } = await import('./read-html.ts');
    reportUnseen(text, '', warnings);
    return { format, ...readHtml(text, selector, warnings) };
  }
  if (format === 'table') {
    const { readCsv } = await import('./read-table.ts');
    return { format, ...readCsv(text, warnings) };
  }
  for (const [index, line] of text.split('\n').entries()) {
    reportUnseen(line, `第${index + 1}行`, warnings);
  }
  for (const comment of text.matchAll(/<!--[\s\S]*?-->/g)) {
    const line = text.slice(0, comment.index).split('\n').length;
    warnings.add(`第${line}行`, '注释里的文字，没有收进来', comment[0]);
  }
  if (format === 'prepared') return { format, title: '', sections: [], preparedText: text };
  const plain = text.replace(/<!--[\s\S]*?-->/g, '');
  return {
    format,
    ...(format === 'markdown' ? readPlainMarkdown(plain) : readOfficialText(plain)),
  };
}

async function readZip(bytes: Buffer, warnings: Warnings): Promise<Read> {
  const { parts, names } = await openZip(bytes);
  const format = detectZip(names);
  if (typeof format === 'object') throw new ImportRefusal(format.refuse);
  reportCarried(parts, names, warnings);
  if (format === 'docx') {
    const { readDocx } = await import('./read-docx.ts');
    return { format, ...(await readDocx(parts, warnings)) };
  }
  const { readXlsxTable } = await import('./read-table.ts');
  return { format: 'table', ...(await readXlsxTable(bytes, warnings)) };
}

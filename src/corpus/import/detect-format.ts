// The home of telling what a file is by its bytes; its name decides only where the bytes cannot. Pure.

import { hasMarkdownHeadings } from '../read-plain-markdown.ts';
import type { ImportFormat } from './imported-file.ts';
import { namesColumns } from './service-rows.ts';

/** What the first bytes say, before anything is unpacked or decoded. */
export type Container = 'zip' | 'pdf' | 'text' | { readonly refuse: string };

const picture = '是图片：请找原来的文字文件，或者先用文字识别软件（OCR）转成文字再添加';
const archive = '是压缩包：先解压，再一份一份添加';

/** First bytes as Latin-1. */
const marks: readonly { mark: string; container: Container }[] = [
  { mark: 'PK\u0003\u0004', container: 'zip' },
  { mark: '{\\rtf', container: { refuse: '是 RTF 文件：用 Word 打开，另存为 .docx 再添加' } },
  ...['\u0089PNG', '\u00ff\u00d8\u00ff', 'GIF8', 'II*\0', 'MM\0*'].map((mark) => ({
    mark,
    container: { refuse: picture },
  })),
  ...['Rar!', '7z\u00bc\u00af', '\u001f\u008b'].map((mark) => ({
    mark,
    container: { refuse: archive },
  })),
];
const oldOffice = '\u00d0\u00cf\u0011\u00e0';
const utf16 = (text: string) => [...text].join('\0');

export function detectContainer(bytes: Buffer): Container {
  const start = bytes.toString('latin1', 0, 1_000);
  if (start.startsWith(oldOffice)) return { refuse: refusalOfOldOffice(bytes.toString('latin1')) };
  // The PDF reference lets other bytes stand before the header.
  if (start.includes('%PDF-')) return 'pdf';
  if (/^MIME-Version:/m.test(start) && start.includes('multipart/related')) {
    return { refuse: '是单个文件网页（MHT）：在浏览器里另存为“网页，仅 HTML”再添加' };
  }
  return marks.find(({ mark }) => start.startsWith(mark))?.container ?? 'text';
}

/** A format of today inside a zip, or the sentence that says what to save as. */
export function detectZip(names: ReadonlySet<string>): 'docx' | 'xlsx' | { refuse: string } {
  if (names.has('word/document.xml')) return 'docx';
  if (names.has('xl/workbook.xml')) return 'xlsx';
  if (names.has('OFD.xml'))
    return { refuse: '是 OFD 文件：用 OFD 阅读器或 WPS 打开，另存为 PDF 再添加' };
  if (names.has('ppt/presentation.xml')) {
    return { refuse: '是演示文稿：把文字复制到 Word，存为 .docx 再添加' };
  }
  if (names.has('content.xml'))
    return { refuse: '是 ODF 文件：打开后另存为 .docx 或 .xlsx 再添加' };
  return { refuse: archive };
}

/** @param name of the file; its ending decides between text and a table. */
export function detectText(text: string, name: string): Exclude<ImportFormat, 'docx' | 'pdf'> {
  if (/^---\r?\n/.test(text)) return 'prepared';
  if (
    /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body|div|table|article|section|main|p|h1)\b/i.test(
      text,
    )
  ) {
    return 'html';
  }
  const first = text.split(/\r?\n/, 1)[0] ?? '';
  if (/\.(?:csv|tsv)$/i.test(name) || namesColumns(first.split(/[,;\t]/))) return 'table';
  return hasMarkdownHeadings(text) ? 'markdown' : 'text';
}

function refusalOfOldOffice(content: string): string {
  if (content.includes(utf16('EncryptedPackage'))) {
    return '是加密的 Office 文件：用原软件打开，去掉密码、另存一份再添加';
  }
  if (content.includes(utf16('Workbook')) || content.includes(utf16('Book\0'))) {
    return '是旧版 Excel 或 WPS 表格（.xls、.et）：打开后另存为 .xlsx 再添加';
  }
  return '是旧版 Word 或 WPS 文件（.doc、.wps）：打开后另存为 .docx 再添加';
}

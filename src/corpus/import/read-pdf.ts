// The home of reading a PDF's text layer: paragraphs with their pages; what nobody sees is told and left out.

import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import type { ImportedText } from '../imported-text.ts';
import { readOfficialText } from '../read-official-text.ts';
import { withPages } from './find-pages.ts';
import { ImportRefusal } from './import-refusal.ts';
import { pdfParagraphs } from './pdf-lines.ts';
import { type PdfRun, readRuns } from './pdf-runs.ts';
import { reportUnseen } from './unseen-characters.ts';
import type { Warnings } from './warnings.ts';

const maxPages = 1_000;
const maxRuns = 400_000;
/** Fewer characters a page than this is a scan with a stamp, not a text. */
const minCharactersAPage = 10;

interface PdfPage {
  readonly runs: PdfRun[];
  /** Of its upper edge, in points. */
  readonly height: number;
}

/** @throws ImportRefusal */
export async function readPdf(bytes: Uint8Array, warnings: Warnings): Promise<ImportedText> {
  const pages = await readPages(bytes, warnings);
  for (const [index, { runs }] of pages.entries()) {
    const where = `第${index + 1}页`;
    reportUnseen(runs.map(({ text }) => text).join(''), where, warnings);
    reportHidden(runs, where, warnings);
  }
  if (pages.some(({ runs }) => runs.some(({ overImage }) => overImage))) {
    warnings.add('', '文字是机器从扫描图里认出来的，可能认错，请对照原件检查数字');
  }
  const seen = pages.map(({ runs, height }) => ({
    height,
    runs: runs.filter(({ unseen }) => unseen === undefined),
  }));
  const lines = pdfParagraphs(seen);
  const characters = lines.reduce((sum, { text }) => sum + text.length, 0);
  if (characters < pages.length * minCharactersAPage) {
    throw new ImportRefusal(
      '是扫描件或图片，里面没有能读的文字：请找原来的 Word 文件，或者先用文字识别软件（OCR）转成文字，核对以后再添加',
    );
  }
  for (const [index, { runs }] of seen.entries()) {
    if (runs.length === 0) warnings.add(`第${index + 1}页`, '没有读到文字，可能是图片，请核对');
  }
  const text = readOfficialText(lines.map((line) => line.text).join('\n'));
  return { ...text, sections: withPages(text.sections, lines) };
}

/** A page that breaks off is read as far as it goes, and said so. */
async function readPages(bytes: Uint8Array, warnings: Warnings): Promise<PdfPage[]> {
  try {
    return await readRunsOfPages(bytes, true);
  } catch (error) {
    if (error instanceof ImportRefusal) throw error;
    warnings.add('', '有的页面坏了，可能少了字，请对照原件检查');
    return readRunsOfPages(bytes, false);
  }
}

async function readRunsOfPages(bytes: Uint8Array, stopAtErrors: boolean): Promise<PdfPage[]> {
  // pdf.js takes the bytes it is given away from their owner.
  const pdf = await open(bytes.slice(), stopAtErrors);
  try {
    if (pdf.numPages > maxPages) {
      throw new ImportRefusal(`有${pdf.numPages}页，最多${maxPages}页，拆成几份再添加`);
    }
    const { OPS } = await getResolvedPDFJS();
    const pages: PdfPage[] = [];
    let left = maxRuns;
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const [x = 0, y = 0, right = 0, top = 0] = page.view;
      const runs = readRuns(await page.getOperatorList(), OPS, [x, y, right, top]);
      page.cleanup();
      left -= runs.length;
      if (left < 0) throw new ImportRefusal('里面的文字多得不正常，拆成几份再添加');
      pages.push({ runs, height: top });
    }
    return pages;
  } finally {
    await pdf.destroy();
  }
}

/** Runs hidden for one reason are told as one. */
function reportHidden(runs: readonly PdfRun[], where: string, warnings: Warnings): void {
  const reasons = new Set(runs.flatMap(({ unseen }) => (unseen ? [unseen] : [])));
  for (const reason of reasons) {
    const text = runs.filter(({ unseen }) => unseen === reason).map((run) => run.text);
    warnings.add(where, `${reason}文字，没有收进来`, text.join(''));
  }
}

async function open(bytes: Uint8Array, stopAtErrors: boolean) {
  fillIn();
  try {
    return await getDocumentProxy(bytes, { isEvalSupported: false, stopAtErrors, verbosity: 0 });
  } catch (error) {
    const locked = error instanceof Error && error.name === 'PasswordException';
    throw new ImportRefusal(
      locked
        ? '是加密的 PDF，打开要密码：请要一份不加密的'
        : 'PDF 坏了，打不开：用原软件重新导出一份再试',
      { cause: error },
    );
  }
}

/** pdf.js 5.6 calls a method of ArrayBuffer that Node has from 21 on. */
function fillIn(): void {
  if ('transferToFixedLength' in ArrayBuffer.prototype) return;
  Object.defineProperty(ArrayBuffer.prototype, 'transferToFixedLength', {
    value(this: ArrayBuffer, length: number = this.byteLength) {
      const result = new Uint8Array(length);
      result.set(new Uint8Array(this).subarray(0, length));
      return result.buffer;
    },
  });
}

// A PDF made by code: text with a ToUnicode map, so that Chinese can be read out of it.

import { deflateSync } from 'node:zlib';

export interface PdfText {
  readonly text: string;
  readonly y: number;
  readonly x?: number;
  readonly size?: number;
  /** Operators before the text: a color, a rendering mode. */
  readonly look?: string;
}

export const pageWidth = 595;

/** @param pages lines of text each; @param drawn operators put first on every page. */
export function pdf(pages: readonly (readonly PdfText[])[], drawn = ''): Uint8Array {
  const contents = pages.map((lines) => {
    const shown = lines.map(({ text, y, x = 70, size = 14, look = '' }) => {
      const codes = [...text].map((char) => hex(char.codePointAt(0) ?? 0)).join('');
      return `q ${look} BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm <${codes}> Tj ET Q`;
    });
    return `${drawn}\n${shown.join('\n')}`;
  });
  const kids = pages.map((_, index) => `${6 + index * 2} 0 R`).join(' ');
  return assemble([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>',
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 900 /Descent 0 /CapHeight 700 /StemV 80 >> >>',
    stream(toUnicode),
    ...contents.flatMap((content, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${pageWidth} 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${7 + index * 2} 0 R >>`,
      stream(content),
    ]),
  ]);
}

/** One page whose content unpacks to `bytes` of spaces. */
export function pdfBomb(bytes: number): Uint8Array {
  const packed = deflateSync(Buffer.alloc(bytes, ' '), { level: 1 }).toString('latin1');
  return assemble([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${pageWidth} 842] /Contents 4 0 R >>`,
    `<< /Filter /FlateDecode /Length ${packed.length} >>\nstream\n${packed}\nendstream`,
  ]);
}

/** @param objects numbered from 1; @param trailer entries besides the usual. */
export function assemble(objects: readonly string[], trailer = ''): Uint8Array {
  let file = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return String(at).padStart(10, '0');
  });
  const table = offsets.map((offset) => `${offset} 00000 n \n`).join('');
  const count = objects.length + 1;
  file += `xref\n0 ${count}\n0000000000 65535 f \n${table}trailer\n<< /Size ${count} /Root 1 0 R ${trailer} >>\nstartxref\n${file.length}\n%%EOF`;
  return Buffer.from(file, 'latin1');
}

function stream(content: string): string {
  return `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

function hex(code: number): string {
  return code.toString(16).padStart(4, '0');
}

const toUnicode = `/CIDInit /ProcSet findresource begin
12 dict begin begincmap /CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
100 beginbfrange
${Array.from({ length: 256 }, (_, high) => {
  const byte = high.toString(16).padStart(2, '0');
  return `<${byte}00> <${byte}ff> <${byte}00>`;
}).join('\n')}
endbfrange endcmap end end`;

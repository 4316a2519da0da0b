// Word and Excel files made by code, as small as they may be.

import { strToU8, zipSync } from 'fflate';

const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const sheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const types = 'http://schemas.openxmlformats.org/package/2006/content-types';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const officeRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** @param properties XML inside w:rPr. */
export function run(text: string, properties = ''): string {
  return `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
}

/** @param runs text, or runs made above; @param style id of a paragraph style. */
export function paragraph(runs: string, style = ''): string {
  const look = style && `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`;
  return `<w:p>${look}${runs.startsWith('<') ? runs : run(runs)}</w:p>`;
}

export const styles = `<w:styles xmlns:w="${word}">
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="character" w:styleId="Ghost"><w:name w:val="Ghost"/><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>`;

/** @param body of word/document.xml; @param more files by name, or `undefined` for one left out. */
export function docx(
  body: string,
  more: Readonly<Record<string, string | Uint8Array>> = {},
): Uint8Array {
  return zipped({
    '[Content_Types].xml': `<Types xmlns="${types}"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': relations('document', 'word/document.xml'),
    'word/_rels/document.xml.rels': relations('styles', 'styles.xml'),
    'word/styles.xml': styles,
    'word/document.xml': `<w:document xmlns:w="${word}"><w:body>${body}</w:body></w:document>`,
    ...more,
  });
}

/** @param rows of the first sheet; @param more XML inside the workbook's sheets, and files by name. */
export function xlsx(
  rows: readonly (readonly string[])[],
  more: Readonly<Record<string, string | Uint8Array>> = {},
  hiddenRow = -1,
): Uint8Array {
  const cells = rows.map((row, y) => {
    const hidden = y === hiddenRow ? ' hidden="1"' : '';
    const line = row.map(
      (cell, x) =>
        `<c r="${String.fromCharCode(65 + x)}${y + 1}" t="inlineStr"><is><t>${cell}</t></is></c>`,
    );
    return `<row r="${y + 1}"${hidden}>${line.join('')}</row>`;
  });
  return zipped({
    '[Content_Types].xml': `<Types xmlns="${types}"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': relations('officeDocument', 'xl/workbook.xml'),
    'xl/workbook.xml': `<workbook xmlns="${sheet}" xmlns:r="${officeRelations}"><sheets><sheet name="名单" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations('worksheet', 'worksheets/sheet1.xml'),
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${sheet}"><sheetData>${cells.join('')}</sheetData></worksheet>`,
    ...more,
  });
}

export function zipped(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  return zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, content]) => [
        name,
        typeof content === 'string' ? strToU8(content) : content,
      ]),
    ),
  );
}

function relations(kind: string, target: string): string {
  const type = `${officeRelations}/${kind === 'document' ? 'officeDocument' : kind}`;
  return `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${type}" Target="${target}"/></Relationships>`;
}

// The home of turning a file's bytes into text: UTF-8 or a sentence that says how to get there.

import { CorpusError } from './corpus-error.ts';

const wordOrPdf = [
  { mark: 'PK\u0003\u0004', name: 'Word、WPS 或压缩' },
  { mark: '\u00d0\u00cf\u0011\u00e0', name: '旧版 Word' },
  { mark: '%PDF', name: 'PDF' },
] as const;

/**
 * UTF-8 with or without a byte-order mark; anything else is refused rather than shown garbled.
 * @param file the name a problem is reported under.
 * @throws CorpusError
 */
export function decodeText(bytes: Buffer, file: string): string {
  const refuse = (message: string, cause?: unknown): never => {
    throw new CorpusError([{ file, message }], { cause });
  };
  const start = bytes.toString('latin1', 0, 4);
  const format = wordOrPdf.find(({ mark }) => start.startsWith(mark));
  if (format)
    refuse(`是${format.name}文件，这里只读文字：先另存为“纯文本（UTF-8 编码）”的 .txt 再试`);
  let text = '';
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    refuse('不是 UTF-8 文本：用记事本打开，另存时编码选 UTF-8，再试', error);
  }
  if (text.includes('\0')) refuse('不是文字文件（里面有二进制内容），换成 .txt 或 .md 再试');
  return text;
}

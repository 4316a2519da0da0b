// The home of turning a file's bytes into text: UTF-8, UTF-16 or GB18030, or a sentence that says how to get there.

import { CorpusError } from './corpus-error.ts';

/** Share of two-byte characters that must be of the common set: text of another encoding has far fewer. */
const minCommonShare = 0.9;

/**
 * UTF-16 with a byte-order mark, else strict UTF-8, else GB18030 that reads like Chinese. What is none of
 * these is refused rather than shown garbled.
 * @param file the name a problem is reported under.
 * @throws CorpusError
 */
export function decodeText(bytes: Buffer, file: string): string {
  const refuse = (message: string): never => {
    throw new CorpusError([{ file, message }]);
  };
  const text =
    decodeMarked(bytes) ??
    decode(bytes, 'utf-8') ??
    (isCommonChinese(bytes) ? decode(bytes, 'gb18030') : undefined) ??
    refuse(
      '里面的文字认不出来（不是 UTF-8，也不是 GB18030）：用记事本打开，另存时编码选 UTF-8，再试',
    );
  if (text.includes('\0')) refuse('不是文字文件（里面有二进制内容），换成 .txt 或 .md 再试');
  return text;
}

function decodeMarked(bytes: Buffer): string | undefined {
  const mark = bytes.toString('hex', 0, 2);
  if (mark === 'fffe') return decode(bytes, 'utf-16le');
  return mark === 'feff' ? decode(bytes, 'utf-16be') : undefined;
}

function decode(bytes: Buffer, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Nearly any bytes are valid GB18030, so validity proves nothing. Chinese text consists of the characters
 * of GB 2312, whose bytes both begin at A1 (GB 18030-2022, figure 2).
 */
function isCommonChinese(bytes: Buffer): boolean {
  let pairs = 0;
  let common = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    const trail = bytes[at + 1] ?? 0;
    pairs += 1;
    if (lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1) common += 1;
    at += 1;
  }
  return pairs > 0 && common >= pairs * minCommonShare;
}

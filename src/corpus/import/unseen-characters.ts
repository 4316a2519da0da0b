// The home of characters that a file has and nobody sees: zero-width, direction marks, Unicode tags.

import type { Warnings } from './warnings.ts';

const kinds = [
  { name: '零宽字符', pattern: /[\u200b-\u200d\u2060-\u2064\u180e\ufeff\u00ad]/gu },
  { name: '改变文字方向的字符', pattern: /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]/gu },
  { name: '看不见的标签字符', pattern: /[\u{e0000}-\u{e007f}]/gu },
] as const;

/** Names what `cleanLine` takes out of a text. Tags are told with the words they spell. */
export function reportUnseen(text: string, where: string, warnings: Warnings): void {
  for (const { name, pattern } of kinds) {
    const found = text.match(pattern);
    if (!found) continue;
    const spelled = found
      .map((char) => (char.codePointAt(0) ?? 0) - 0xe0000)
      .filter((code) => code >= 0x20 && code < 0x7f);
    const words = String.fromCodePoint(...spelled.slice(0, 200));
    warnings.add(where, `有${found.length}个${name}，已经去掉`, words);
  }
}

// The home of what an Office file carries besides its text: programs, other files, comments, links that load by themselves.

import type { Warnings } from './warnings.ts';

const carried: readonly { pattern: RegExp; message: string }[] = [
  { pattern: /vbaProject\.bin$|macrosheets\//i, message: '带有宏（程序），没有收进来，也没有运行' },
  { pattern: /(?:^|\/)embeddings\/|activeX\//i, message: '嵌着别的文件（OLE），没有收进来' },
  {
    pattern: /(?:^|\/)afchunk|\.(?:mht|html?|rtf)$/i,
    message: '夹带着另一份文档（altChunk），没有收进来',
  },
  {
    pattern: /^word\/comments\.xml$|^xl\/comments\d*\.xml$|threadedComments\//i,
    message: '有批注，没有收进来',
  },
];

/** @param parts XML parts by name; @param names of all entries. */
export function reportCarried(
  parts: ReadonlyMap<string, string>,
  names: ReadonlySet<string>,
  warnings: Warnings,
): void {
  for (const { pattern, message } of carried) {
    const name = [...names].find((entry) => pattern.test(entry));
    if (name === undefined) continue;
    const words = (parts.get(name) ?? '').replace(/<[^>]+>/g, ' ');
    warnings.add(name, message, words);
  }
  for (const [name, xml] of parts) {
    if (!name.endsWith('.rels')) continue;
    for (const [tag] of xml.matchAll(/<Relationship\b[^>]*TargetMode="External"[^>]*>/g)) {
      // A link waits for a click; everything else is loaded when the file is opened.
      if (/Type="[^"]*\/hyperlink"/.test(tag)) continue;
      const target = /Target="([^"]*)"/.exec(tag)?.[1] ?? '';
      warnings.add(name, '要从外面的地址装东西，没有装', target);
    }
  }
}

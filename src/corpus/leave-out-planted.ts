// The home of orders to the bot that stand in a document for all to see: told, and not taken into the corpus.

import type { ImportedFile } from './import/imported-file.ts';
import type { ImportedSection, ImportWarning } from './imported-text.ts';

/** Whether a text orders a machine about; handed in, because answering knows and the corpus does not. */
export type IsPlanted = (text: string) => boolean;

/** The smallest part that holds the order goes: a sentence, else the line, else two lines that make it together. */
export function leaveOutPlanted(file: ImportedFile, isPlanted: IsPlanted): ImportedFile {
  const warnings: ImportWarning[] = [];
  const sections = file.sections.flatMap((section): ImportedSection[] => {
    const where = section.page === undefined ? section.headings.join(' › ') : `第${section.page}页`;
    const tell = (text: string) =>
      warnings.push({ where, message: '像是对机器人下的命令，没有收进来', text });
    if (section.headings.some(isPlanted)) {
      tell([...section.headings, section.text].join(' '));
      return [];
    }
    const lines = section.text.split('\n');
    const kept = lines.flatMap((line, index) => {
      const pair = `${lines[index - 1] ?? ''}${line}`;
      const next = `${line}${lines[index + 1] ?? ''}`;
      if (!isPlanted(line)) {
        const alone = !isPlanted(lines[index - 1] ?? '') && !isPlanted(lines[index + 1] ?? '');
        if (!alone || !(isPlanted(pair) || isPlanted(next))) return [line];
        tell(line);
        return [];
      }
      const sentences = line.match(/[^。！？!?]+[。！？!?]*|[。！？!?]+/g) ?? [line];
      const good = sentences.filter((sentence) => !isPlanted(sentence));
      if (good.length === sentences.length || isPlanted(good.join(''))) {
        tell(line);
        return [];
      }
      for (const sentence of sentences) if (isPlanted(sentence)) tell(sentence);
      return good.length === 0 ? [] : [good.join('')];
    });
    return kept.length === 0 ? [] : [{ ...section, text: kept.join('\n') }];
  });
  return { ...file, sections, warnings: [...file.warnings, ...warnings] };
}

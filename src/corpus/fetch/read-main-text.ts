// The home of the text of a fetched page: imported like a file that staff hand in, orders to the bot left out.

import { importFile } from '../import/import-file.ts';
import { describeWarning } from '../imported-text.ts';
import { type IsPlanted, leaveOutPlanted } from '../leave-out-planted.ts';
import type { ReadMainText } from './fetch-source.ts';

/** The reader throws CorpusError when the file is not read. */
export function createMainTextReader(isPlanted: IsPlanted): ReadMainText {
  return async (path, { selector }) => {
    const file = leaveOutPlanted(await importFile(path, { selector }), isPlanted);
    const { title, sections, warnings } = file;
    return { title, sections, warnings: warnings.map(describeWarning) };
  };
}

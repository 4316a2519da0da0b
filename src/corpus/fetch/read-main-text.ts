// The home of the text of a fetched page until files of every format can be read: HTML and plain text.

import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseHTML } from 'linkedom';
import { decodeText } from '../decode-text.ts';
import { readOfficialText } from '../read-official-text.ts';
import type { ReadMainText } from './fetch-source.ts';

/** @throws CorpusError when the file is no text. */
export const readMainText: ReadMainText = async (path, { selector = 'main, article, body' }) => {
  const text = decodeText(await readFile(path), basename(path));
  if (!path.endsWith('.html')) return { ...readOfficialText(text), warnings: [] };
  const { document } = parseHTML(text);
  for (const element of document.querySelectorAll('script, style, nav, header, footer')) {
    element.remove();
  }
  const words = document.querySelector(selector)?.textContent ?? '';
  return { ...readOfficialText(words), warnings: [] };
};

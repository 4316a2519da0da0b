// Shows one passage in the chat: where it stands, what it says, who published it, when it was checked, its basis.

import type { Citation, DocumentHeader, Passage } from '../domain.ts';
import { urlButtons } from './keyboards.ts';
import { publicUrl } from './public-url.ts';
import { describeSource } from './render-answer.ts';
import type { Piece, RichText } from './rich-text.ts';
import type { Keyboard } from './send.ts';
import { buttons, passage as texts } from './texts.ts';

export interface View {
  readonly text: RichText;
  readonly keyboard: Keyboard;
}

export function viewPassage(passage: Passage, document: DocumentHeader): View {
  const basis = passage.references.flatMap((reference): Piece[] => {
    const { source, articles } = reference;
    return [
      { text: '\n- ' },
      linked(`《${source.title}》`, source.url),
      { text: `${articles.join('、')}${source.version === '' ? '' : `（${source.version}）`}` },
    ];
  });
  const url =
    document.url || passage.references.find(({ source }) => source.url !== '')?.source.url;
  const published = document.published === '' ? '' : `，${document.published}`;
  return {
    text: [
      { text: passage.headings.join(' › '), bold: true },
      { text: `\n\n${passage.text}\n\n` },
      { text: `${texts.publisher}：` },
      linked(document.publisher, document.url),
      { text: `${published}\n${texts.checked}：${document.checked}` },
      ...(basis.length === 0 ? [] : [{ text: `\n${texts.basis}` }, ...basis]),
    ],
    keyboard: keyboardOf(urlButtons(buttons.officialPageAlone, url ?? '')),
  };
}

/** For a passage that is no longer in the corpus: what the log kept of it. */
export function viewQuote(citation: Citation): View {
  return {
    text: [
      { text: `${texts.outdated}\n\n${citation.quote}\n\n${texts.document}：` },
      { text: describeSource(citation) },
    ],
    keyboard: keyboardOf(urlButtons(buttons.officialPageAlone, citation.url)),
  };
}

function linked(text: string, address: string): Piece {
  const href = publicUrl(address);
  return href === undefined ? { text } : { text, href };
}

function keyboardOf(row: Keyboard[number]): Keyboard {
  return row.length === 0 ? [] : [row];
}

// The home of cutting a passage into the sentences and list items that can be quoted one by one.

export interface PassageUnit {
  readonly text: string;
  readonly kind: 'sentence' | 'item' | 'introduction';
}

const longSentence = 90;

/** Units in reading order. An introduction ends in a colon and belongs to the items behind it. */
export function splitStatements(text: string): PassageUnit[] {
  const units: PassageUnit[] = [];
  for (const line of text.split('\n')) {
    const item = /^\s*(?:[-*•]|\d{1,2}(?:[、)）]|\.(?!\d)))\s*(\S.*)$/.exec(line)?.[1];
    if (item) {
      units.push({ text: item.trim(), kind: 'item' });
      continue;
    }
    for (const sentence of splitSentences(line)) {
      units.push({ text: sentence, kind: /[：:]$/.test(sentence) ? 'introduction' : 'sentence' });
    }
  }
  return joinLeaning(units);
}

/** At 。！？ outside quotation marks and brackets, and at ；where a sentence is too long to quote whole. */
function splitSentences(line: string): string[] {
  const sentences = cut(line, /[。！？!?]/);
  return sentences.flatMap((sentence) =>
    sentence.length > longSentence ? cut(sentence, /[；;]/) : [sentence],
  );
}

function cut(text: string, end: RegExp): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const char of text) {
    part += char;
    if (/[“「（(《【]/.test(char)) depth += 1;
    if (/[”」）)》】]/.test(char)) depth = Math.max(0, depth - 1);
    if (depth === 0 && end.test(char)) {
      parts.push(part.trim());
      part = '';
    }
  }
  parts.push(part.trim());
  return parts.filter((entry) => /[\p{L}\p{N}]/u.test(entry));
}

/** A sentence that begins with 其中, 该, 同时… says nothing without the one before it. */
function joinLeaning(units: readonly PassageUnit[]): PassageUnit[] {
  const joined: PassageUnit[] = [];
  for (const unit of units) {
    const before = joined.at(-1);
    if (
      before?.kind === 'sentence' &&
      unit.kind === 'sentence' &&
      /^(?:其中|该|此|这|上述|前述|以上|其[^他余实])/.test(unit.text)
    ) {
      joined[joined.length - 1] = { kind: 'sentence', text: `${before.text}${unit.text}` };
    } else {
      joined.push(unit);
    }
  }
  return joined;
}

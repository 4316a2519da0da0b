// The home of reading digits and letters in whatever dress they come, without losing where they stood. Pure.

/** A text as patterns read it; every unit knows which part of the original it stands for. */
export interface FoldedText {
  readonly text: string;
  /** Where unit `index` of `text` begins in the original, in UTF-16 units. */
  startOf(index: number): number;
  /** Where unit `index` of `text` ends in the original. */
  endOf(index: number): number;
}

/** Enclosed digits that have no compatibility form, each from 1 on. */
const enclosedFrom = [0x2776, 0x2780, 0x278a, 0x24f5] as const;
/** Hidden characters, and marks that cross out or frame a digit. */
const unseen = /^[\p{Default_Ignorable_Code_Point}\p{Cf}\p{M}]$/u;

/** Full-width, circled, framed and foreign digits become plain ones; what nobody sees falls out. */
export function foldCharacters(original: string): FoldedText {
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  let start = 0;
  for (const character of original) {
    const end = start + character.length;
    const folded = unseen.test(character) ? '' : foldCharacter(character);
    for (let unit = 0; unit < folded.length; unit += 1) {
      starts.push(start);
      ends.push(end);
    }
    text += folded;
    start = end;
  }
  return {
    text,
    startOf: (index) => starts[index] ?? original.length,
    endOf: (index) => ends[index] ?? original.length,
  };
}

function foldCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0x24ff || code === 0x1f10c) return '0';
  const from = enclosedFrom.find((first) => code >= first && code < first + 10);
  if (from !== undefined) return String(code - from + 1);
  const plain = character.normalize('NFKC');
  return /^\p{Nd}$/u.test(plain) ? String(digitValue(plain)) : plain;
}

/** Decimal digits stand in Unicode as ten in a row, 0 first (The Unicode Standard, 4.6). */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (zero > code - 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return code < 0x80 ? code - 0x30 : (code - zero) % 10;
}

// Makes a text harmless as a cell: a spreadsheet must not take a resident's words for a formula.

/** Excel's limit is 32,767 characters; room is left for the sign that something was cut off. */
const longestCell = 32_000;

/**
 * Puts an apostrophe before what a spreadsheet would calculate, in half or full width, also behind white
 * space; see https://owasp.org/www-community/attacks/CSV_Injection. Drops the characters that no
 * spreadsheet file may hold.
 */
export function neutralizeCell(text: string): string {
  const cut = text.length > longestCell ? `${text.slice(0, longestCell)}……` : text;
  const cell = cut.replace(/(?![\t\r\n])[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '');
  return /^(\s*[=+\-@＝＋－＠]|[\t\r\n])/.test(cell) ? `'${cell}` : cell;
}

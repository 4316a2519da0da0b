// The home of how words of others stand in a Markdown report without becoming mark-up of it.

/** On one line, for a heading, a list item or a table cell. */
export function escapeLine(text: string): string {
  return text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]<>#|~!&]/g, '\\$&');
}

/** As it is, line by line; the fence is longer than any run of backticks in it. */
export function fence(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const mark = '`'.repeat(Math.max(3, longest + 1));
  return `${mark}text\n${text}\n${mark}`;
}

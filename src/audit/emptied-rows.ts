// The home of what a row looks like when a person's words and link are erased: the fact stays, the words go.

/** Column -> what it holds afterwards. What is not listed tells nothing of the person and stays. */
export const emptied = {
  question: { text: '', asker: '', conversation: '', redacted: '[]' },
  answer: { text: '', lead: '', notices: '[]', suggestions: '[]', dropped: '[]', route: '' },
  statement: { text: '' },
  feedback: { asker: '' },
  verdict: { note: '', correction: '' },
  ticket: { text: '', asker: '' },
  ticket_note: { note: '' },
  golden_proposal: { question: '', facts: '[]' },
  approved_question: { question: '' },
  block: { asker: '' },
} as const;

const columnsOf = new Map<string, Readonly<Record<string, string>>>(Object.entries(emptied));

export function isEmptied(table: string, row: Readonly<Record<string, unknown>>): boolean {
  const columns = Object.entries(columnsOf.get(table) ?? {});
  return columns.every(([column, value]) => row[column] === value);
}

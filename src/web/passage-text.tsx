// Shows a passage as its writers meant it: paragraphs, and lists where lines begin with a dash.

import type { FC } from 'hono/jsx';

interface Block {
  readonly kind: 'paragraph' | 'list';
  readonly lines: string[];
}

export const PassageText: FC<{ text: string }> = ({ text }) => (
  <>
    {readBlocks(text).map(({ kind, lines }) =>
      kind === 'list' ? (
        <ul>
          {lines.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      ) : (
        lines.map((line) => <p>{line}</p>)
      ),
    )}
  </>
);

function readBlocks(text: string): readonly Block[] {
  const blocks: Block[] = [];
  for (const line of text.split('\n').filter((candidate) => candidate.trim() !== '')) {
    const kind = line.startsWith('- ') ? 'list' : 'paragraph';
    const words = kind === 'list' ? line.slice(2) : line;
    const last = blocks.at(-1);
    if (last?.kind === kind) last.lines.push(words);
    else blocks.push({ kind, lines: [words] });
  }
  return blocks;
}

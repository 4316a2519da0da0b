// The prompt of `npm start` on a terminal: a resident's question in, the answer as a resident reads it out.

import { createInterface } from 'node:readline';

const farewells = new Set(['exit', 'quit', '退出', '再见']);

export interface TerminalPrompt {
  /** Resolves when Ctrl-D or `exit` was typed, or after `close`. */
  run(): Promise<void>;
  close(): void;
}

/** @param ask answers one question; it never rejects for what can be typed. */
export function createTerminalPrompt(
  ask: (question: string) => Promise<string>,
  { input, output }: { input: NodeJS.ReadableStream; output: NodeJS.WritableStream },
  onInterrupt: () => void,
): TerminalPrompt {
  const lines = createInterface({ input, output, prompt: '请输入问题> ' });
  // On a terminal readline takes Ctrl-C for itself.
  lines.on('SIGINT', onInterrupt);
  return {
    async run() {
      output.write('可以提问了。输入问题后按回车；输入 exit 或按 Ctrl-D 结束。\n');
      lines.prompt();
      for await (const line of lines) {
        const question = line.trim();
        if (farewells.has(question.toLowerCase())) break;
        if (question !== '') output.write(`\n${await ask(question)}\n\n`);
        lines.prompt();
      }
      lines.close();
    },
    close: () => lines.close(),
  };
}

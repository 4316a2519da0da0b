// Asks for a new password without showing it: twice on a terminal, one line where somebody pipes it in.

import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { ServiceError } from '../errors.ts';

/** Nothing was typed, or two different things. */
export class PasswordInputError extends ServiceError {
  override readonly name = 'PasswordInputError';
}

interface PasswordTerminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
}

/** @throws PasswordInputError */
export async function readPassword({ input, output }: PasswordTerminal): Promise<string> {
  const terminal = input.isTTY === true;
  // readline echoes what is typed to its output; on this one nothing is seen.
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: silence, terminal });
  const typed: string[] = [];
  try {
    if (terminal) output.write('请输入新密码（不显示）：');
    for await (const line of lines) {
      typed.push(line);
      if (terminal) output.write(typed.length === 1 ? '\n再输入一遍：' : '\n');
      if (!terminal || typed.length === 2) break;
    }
  } finally {
    lines.close();
  }
  const [first, second] = typed;
  if (first === undefined || (terminal && second === undefined)) {
    throw new PasswordInputError('没有收到密码。请再运行一次，输入密码后按回车。');
  }
  if (terminal && first !== second) {
    throw new PasswordInputError('两次输入的密码不一样，没有保存。请再运行一次。');
  }
  return first;
}

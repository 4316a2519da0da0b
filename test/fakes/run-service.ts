// The service and the staff commands as people start them: child processes with settings of their own.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const project = fileURLToPath(new URL('../..', import.meta.url));

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts `src/main.ts` or `src/cli.ts` as npm scripts do; nothing of the tester's own settings comes along. */
export function startProcess(
  entry: 'main' | 'cli',
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
): {
  child: ChildProcess;
  outcome: Promise<Outcome>;
  /** Resolves as soon as the log has this; rejects when the process ends without. */
  logged(text: string): Promise<void>;
  /** Resolves with the first group as soon as it stands on standard output. */
  printed(pattern: RegExp): Promise<string>;
} {
  const child = spawn(process.execPath, ['scripts/run.mjs', entry, ...args], {
    cwd: project,
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'warn', PORT: '0', ...settings },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    output.stderr += text;
  });
  const outcome = once(child, 'close').then(([code]) => ({ code, ...output }));
  return {
    child,
    outcome,
    async printed(pattern) {
      for (;;) {
        const found = pattern.exec(output.stdout)?.[1];
        if (found !== undefined) return found;
        const ended = outcome.then(() => Promise.reject(new Error(`ended: ${output.stderr}`)));
        await Promise.race([once(child.stdout, 'data'), ended]);
      }
    },
    async logged(text) {
      while (!output.stderr.includes(text)) {
        const ended = outcome.then(() => Promise.reject(new Error(`ended: ${output.stderr}`)));
        await Promise.race([once(child.stderr, 'data'), ended]);
      }
    },
  };
}

/** Runs a staff command to its end. */
export function runCommand(
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
  input: string | Uint8Array = '',
): Promise<Outcome> {
  const { child, outcome } = startProcess('cli', args, settings);
  // A command that refuses its input early closes the pipe.
  child.stdin?.on('error', () => {});
  child.stdin?.end(input);
  return outcome;
}

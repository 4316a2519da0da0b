// The home of the service and the staff commands under measurement: real child processes with settings of their own.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { watchPeak } from './process-memory.ts';

export type Settings = Readonly<Record<string, string>>;

export interface RunningService {
  readonly pid: number;
  /** Of the web door, without a slash at the end. */
  readonly address: string;
  /** The longest stall of the event loop since the last call, and how much of the longest was its own work. */
  readonly takeStall: () => Promise<{ stallMs: number; busyMs: number }>;
  readonly stop: () => Promise<void>;
}

const project = fileURLToPath(new URL('../..', import.meta.url));
const watcher = new URL('./watch-event-loop.mjs', import.meta.url).href;

const rounded = z.number().transform(Math.round);
const stallSchema = z.object({ stallMs: rounded, busyMs: rounded });

function start(args: readonly string[], settings: Settings, withChannel: boolean): ChildProcess {
  return spawn(process.execPath, args, {
    cwd: project,
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'warn', PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe', ...(withChannel ? (['ipc'] as const) : [])],
  });
}

/** Collects what a process prints, to be told when it fails. */
function collect(child: ChildProcess): { text: string } {
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output.text = `${output.text}${text}`.slice(-20_000);
    });
  }
  return output;
}

/** Starts the bundled service and waits for its web door. @throws Error with what it printed when it ends before. */
export async function runService(settings: Settings): Promise<RunningService> {
  const child = start(['--import', watcher, 'scripts/run.mjs', 'main'], settings, true);
  const output = collect(child);
  const closed = once(child, 'close');
  let address: string | undefined;
  while (address === undefined) {
    const ended = closed.then(() => Promise.reject(new Error(`It ended:\n${output.text}`)));
    if (child.stdout) await Promise.race([once(child.stdout, 'data'), ended]);
    address = /网页：(http\S+?)\/?\n/.exec(output.text)?.[1];
  }
  return {
    pid: child.pid ?? 0,
    address,
    async takeStall() {
      const answer = once(child, 'message');
      child.send('stall');
      const [message] = await answer;
      return stallSchema.parse(message);
    },
    async stop() {
      child.kill('SIGTERM');
      await closed;
    },
  };
}

/** Runs a staff command. @throws Error with what it printed when it fails. */
export async function runStaffCommand(
  args: readonly string[],
  settings: Settings,
): Promise<{ seconds: number; cpuSeconds: number; peakMb: number }> {
  const startedAt = performance.now();
  const child = start(['scripts/run.mjs', 'cli', ...args], settings, false);
  const output = collect(child);
  const readPeak = watchPeak(child.pid ?? 0);
  const [code] = await once(child, 'close');
  const peak = readPeak();
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}:\n${output.text}`);
  const seconds = Number(((performance.now() - startedAt) / 1000).toFixed(1));
  return { seconds, ...peak };
}
